import type { CashState } from '../order/cash.js';
import type { CashTally } from '../ports/tallies.js';

/** What a row is, in a dimension. */
export type DimensionValue<Dimension extends string> = Dimension extends 'calls' | 'attempts'
  ? number
  : Dimension extends 'region' | 'assignee' | 'reason'
    ? string | null
    : string;

/** A row, with what it is in each dimension that was asked for. */
export type RowBy<Row, Dimension extends string> = {
  readonly [Field in keyof Row | Dimension]: Field extends keyof Row
    ? Row[Field]
    : DimensionValue<Field & string>;
};

/** Returns that were reported, each time that an order came back. */
export interface ReturnsRow {
  readonly period: string;
  readonly returns: number;
  /** Units that came back; by product, of this product. */
  readonly units: number;
}

/** Orders that were given up. */
export interface CancellationsRow {
  readonly period: string;
  readonly cancellations: number;
  readonly units: number;
}

/** How far the orders came that were placed in a period. */
export interface FunnelRow {
  readonly period: string;
  readonly placed: number;
  /** How many of them have been in each status so far. */
  readonly reached: Readonly<Record<string, number>>;
  /** Confirmed of those placed, 0 to 1. */
  readonly confirmation: number;
  /** Delivered of those confirmed, 0 to 1; `null` where none was. */
  readonly delivery: number | null;
  /** Delivered of those placed, 0 to 1. */
  readonly conversion: number;
}

/** How long orders were in a status that they left in a period. */
export interface StaysRow {
  readonly period: string;
  readonly status: string;
  readonly orders: number;
  /** Half of the stays took at most so many milliseconds. */
  readonly median: number;
  /** Nine of ten stays took at most so many milliseconds. */
  readonly p90: number;
}

/** How long open orders have been in a status by now, in milliseconds. */
export interface WaitsRow {
  readonly status: string;
  readonly orders: number;
  readonly median: number;
  readonly p90: number;
  readonly longest: number;
}

/** How many calls it took until customers agreed. */
export interface CallsRow {
  readonly period: string;
  readonly confirmed: number;
  /** Orders by the calls before the one in which the customer agreed, from 0 on. */
  readonly before: readonly { readonly calls: number; readonly orders: number }[];
  /** Calls before it, on average. */
  readonly average: number;
}

/** How many visits it took until an order was delivered, or came back. */
export interface VisitsRow {
  readonly period: string;
  readonly outcome: string;
  readonly orders: number;
  /** Orders by the failed visits before the last one, from 0 on. */
  readonly before: readonly { readonly attempts: number; readonly orders: number }[];
  /** Failed visits before it, on average. */
  readonly average: number;
}

/** What a driver, courier or partner has delivered, and brought back. */
export interface DriversRow {
  readonly period: string;
  readonly assignee: string | null;
  readonly delivered: number;
  readonly returned: number;
  /** Of all that was delivered in the period, 0 to 1; `null` where nothing was. */
  readonly share: number | null;
  /** Delivered, of all that ended at the door, 0 to 1. */
  readonly success: number;
}

/** The cash that somebody collected, in one currency: amounts in its minor units. */
export interface CashRow extends Omit<CashTally, 'states'> {
  /** Collected less expected. */
  readonly difference: number;
  /** Orders by where their cash is. */
  readonly states: Readonly<Record<CashState, number>>;
}

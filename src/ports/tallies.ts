import type { CashState } from '../order/cash.js';
import type { Period } from './period.js';

/** By what orders are told apart in a tally. */
export const orderDimensions = [
  'source',
  'shop',
  'country',
  'region',
  'city',
  'product',
  'assignee',
] as const;
export type OrderDimension = (typeof orderDimensions)[number];

/** By what waiting orders are told apart in a tally. */
export const waitDimensions = ['source', 'shop', 'assignee'] as const satisfies OrderDimension[];
export type WaitDimension = (typeof waitDimensions)[number];

/** By what changes of status are told apart in a tally. */
export const moveDimensions = [
  ...orderDimensions,
  'from',
  'actor',
  'reason',
  'calls',
  'attempts',
] as const;
export type MoveDimension = (typeof moveDimensions)[number];

/** What a group has in common, by the dimensions that were asked for; `null` for what an order does not have. */
export type Group<Dimension extends string> = {
  readonly [By in Dimension]?: string | number | null;
};

/** Which changes of status are tallied, and how they are told apart. */
export interface MovesQuery {
  readonly tenant: string;
  /** Into one of these statuses; into any when left out. */
  readonly to?: readonly string[];
  /** By when they happened. */
  readonly periods: readonly Period[];
  readonly by: readonly MoveDimension[];
}

/** How many changes of status there were. */
export interface MovesTally {
  readonly period: string;
  readonly to: string;
  readonly by: Group<MoveDimension>;
  readonly moves: number;
  /** Units in these orders; by product, of this product. */
  readonly units: number;
}

/** How long orders were in the status that they left, in milliseconds. */
export interface StaysTally {
  readonly period: string;
  readonly from: string;
  readonly by: Group<MoveDimension>;
  readonly moves: number;
  readonly median: number;
  readonly p90: number;
}

/** Which orders wait. */
export interface WaitsQuery {
  readonly tenant: string;
  readonly by: readonly WaitDimension[];
}

/** Since when the open orders of a status are in it, ISO 8601 in UTC. */
export interface WaitsTally {
  readonly status: string;
  readonly by: Group<OrderDimension>;
  readonly orders: number;
  /** Half of them are in it since then, or longer. */
  readonly median: string;
  /** One in ten is in it since then, or longer. */
  readonly p90: string;
  readonly oldest: string;
}

/** Which orders are tallied by how far they came. */
export interface CohortsQuery {
  readonly tenant: string;
  /** By when they were placed. */
  readonly periods: readonly Period[];
  readonly by: readonly OrderDimension[];
}

/** How many orders were placed, and how many of them have been in each status since. */
export interface CohortTally {
  readonly period: string;
  readonly by: Group<OrderDimension>;
  readonly orders: number;
  readonly reached: Readonly<Record<string, number>>;
}

/** Which cash is tallied. */
export interface CashQuery {
  readonly tenant: string;
  /** By when it was collected. */
  readonly periods: readonly Period[];
}

/** The cash of one collector in one currency, in its minor units. */
export interface CashTally {
  readonly period: string;
  /** Who had the parcels. */
  readonly assignee: string | null;
  readonly currency: string;
  readonly orders: number;
  /** What was due. */
  readonly expected: number;
  readonly collected: number;
  /** What was handed over. */
  readonly remitted: number;
  /** What finance counted. */
  readonly counted: number;
  /** Orders of which something else was collected than was due. */
  readonly mismatched: number;
  /** Orders by where their cash is; those of which there are none may be missing. */
  readonly states: { readonly [State in CashState]?: number };
}

/**
 * Figures about many orders at once; part of a store. Rows come in any order, and a group of which there is nothing has
 * no row.
 *
 * - TA-1 Each change of status counts once, in each period in which it happened, as the order was then.
 * - TA-2 A period takes its first moment, and not the first one after it.
 * - TA-3 A median and a ninetieth percentile are values that occur: of n sorted ones the n/2-th and the 9n/10-th, rounded
 *   up.
 * - TA-4 Cash counts as it is now, by when it was collected; amounts of two currencies are never in one row.
 * - TA-5 Nothing of one tenant shows under another.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Tallies {
  moves(query: MovesQuery): Promise<readonly MovesTally[]>;
  /** Of the orders that left a status: a new one left none. */
  stays(query: MovesQuery): Promise<readonly StaysTally[]>;
  waits(query: WaitsQuery): Promise<readonly WaitsTally[]>;
  cohorts(query: CohortsQuery): Promise<readonly CohortTally[]>;
  cash(query: CashQuery): Promise<readonly CashTally[]>;
}

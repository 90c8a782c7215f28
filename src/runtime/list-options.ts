import type { OrderSort } from '../order/order-sort.js';
import type { OrderFilter } from '../ports/order-query.js';
import type { OrderModel } from './order-model.js';

/** Whose orders; the runtime's own tenant when left out. */
export interface Scope {
  readonly tenant?: string;
}

/**
 * Which orders: those that every given field admits. A time is ISO 8601 with a zone. An empty `search` is none.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface FilterOptions<Status> extends OrUndefined<
  Scope & Omit<OrderFilter, 'tenant' | 'status' | 'overdue'>
> {
  readonly status?: readonly Status[] | undefined;
  /** The customer is to be called by now. */
  readonly callDue?: true | undefined;
  /** It is in its status for longer than `sla` allows. */
  readonly overdue?: true | undefined;
}

/** What is undefined is as if it were left out: so is a parameter that a request did not have. */
type OrUndefined<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/**
 * How a list is asked for.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface ListOptions<Status> extends FilterOptions<Status> {
  /** By what it goes, `placed_at` when left out; an order that has no such time is not in the list. */
  readonly sort?: OrderSort | undefined;
  /** `asc`, the oldest first, when left out. */
  readonly direction?: 'asc' | 'desc' | undefined;
  /** 1 to 1000; 50 when left out. */
  readonly limit?: number | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  /** The `prev` of the page after; not together with `after`. */
  readonly before?: string | undefined;
}

/** How orders are counted: as they are listed, but for the page. */
export interface CountsOptions<Status> extends Pick<
  ListOptions<Status>,
  keyof FilterOptions<Status> | 'sort' | 'direction'
> {
  /** Each status is counted no further than this: what a tab shows as `1000+` need not be counted to the end. */
  readonly upTo?: number | undefined;
}

/** How a history is asked for. */
export interface HistoryOptions extends Scope {
  /** 1 to 1000; 50 when left out. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/** How far along the typical path: step n of so many; `null` off the path. */
export type Progress = { readonly step: number; readonly of: number } | null;

/**
 * A row of a list: an order, and what a screen says of it.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface ListedOrder<M extends OrderModel> {
  readonly order: M['order'];
  /** What the order requires of people now. */
  readonly actions: readonly M['action'][];
  readonly progress: Progress;
  /** Whether it is in its status for longer than `sla` allows. */
  readonly overdue: boolean;
}

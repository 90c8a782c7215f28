import type { ActorKind } from '../order/actor.js';
import type { OrderSort } from '../order/order-sort.js';
import type { Page } from './page.js';

/** A span of time, half open: from the one on, before the other; ISO 8601 in UTC. Endless where one is left out. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Which orders: those that every given field admits.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface OrderFilter {
  readonly tenant: string;
  /** In one of these statuses. */
  readonly status?: readonly string[];
  /** Whether something is expected of somebody: a call, a parcel, a count of cash. */
  readonly open?: boolean;
  /** The id of the driver, courier or partner who has it. */
  readonly assignee?: string;
  readonly source?: { readonly kind?: string; readonly shop?: string };
  /** Who brought it into the status that it is in. */
  readonly actor?: { readonly kind?: ActorKind; readonly id?: string };
  /** Whether something that the customer agreed to has changed since. */
  readonly needsReconfirmation?: boolean;
  readonly placed?: Span;
  /** When it came into its status. */
  readonly entered?: Span;
  /** When the customer is to be called. */
  readonly nextCall?: Span;
  /** When the cash was taken. */
  readonly collected?: Span;
  /** Came into their status before the time that is named for it; those of other statuses did not. */
  readonly overdue?: Readonly<Record<string, string>>;
  /**
   * What somebody types: an order's number or how it begins, from three characters on; the last four digits or more of
   * the customer's phone, or all of it, however it is written; an order's id.
   */
  readonly search?: string;
}

/** Which page of which orders. */
export interface ListQuery extends OrderFilter {
  /** By what it goes, `placed_at` when left out; an order that has no such time is not in the list. */
  readonly sort?: OrderSort;
  /** Oldest first, `asc`, when left out. */
  readonly direction?: 'asc' | 'desc';
  /** At most this many. */
  readonly limit: number;
  /** The `next` of the page before. */
  readonly after?: string;
  /** The `prev` of the page after. At most one of the two is given. */
  readonly before?: string;
}

/** One page of a list that can be turned both ways. */
export interface ListPage<Row> extends Page<Row> {
  /** For the page before, which may be empty once its orders are gone; `null` at the beginning. */
  readonly prev: string | null;
}

/** What is counted. */
export interface CountsQuery extends OrderFilter {
  /** Each status is counted no further than this; to the end when left out. */
  readonly upTo?: number;
}

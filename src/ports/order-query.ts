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
  /** Whose carrier has this id. */
  readonly assignee?: string;
  readonly source?: { readonly kind?: string; readonly shop?: string };
  /** Brought into their status by this actor. */
  readonly actor?: { readonly kind?: ActorKind; readonly id?: string };
  /** Whether something that the customer agreed to has changed since. */
  readonly needsReconfirmation?: boolean;
  readonly placed?: Span;
  /** When they came into their status. */
  readonly entered?: Span;
  /** When the customer is to be called. */
  readonly nextCall?: Span;
  /** When the cash was taken. */
  readonly collected?: Span;
  /** Came into their status before the time that is named for it; those of other statuses did not. */
  readonly overdue?: Readonly<Record<string, string>>;
  /** What a person remembers: the number of the order, or the phone of the customer. */
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

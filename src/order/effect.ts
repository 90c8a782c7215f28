import type { CashState } from './cash.js';
import type { Cancel } from './event.js';
import type { Money } from './money.js';
import type { StockMove } from './stock.js';

/** Units to hold, let go, hand over, put back or give up. */
export interface StockEffect<Type extends string> {
  readonly type: Type;
  /** The order's cycles then: an answer of an earlier round says nothing about what is held now. */
  readonly round: number;
  readonly lines: readonly StockMove[];
}

/** The customer is to be told something. Who they are stays on the order. */
export interface NotifyCustomer {
  readonly type: 'notify_customer';
  readonly template: 'out_for_delivery';
  /** It is told only while the order is in this status. */
  readonly status: 'out_for_delivery';
}

/** A call that is due at a time. */
export interface CallDue {
  readonly type: 'call_due';
  readonly at: string;
}

/** So many calls have failed that giving the order up is advised. */
export interface CancellationAdvised {
  readonly type: 'cancellation_advised';
  /** Failed calls so far. */
  readonly failed: number;
}

/** Cash moved from one hand to the next. */
export interface CashEffect<Type extends string> {
  readonly type: Type;
  readonly amount: Money;
  /** The state of the cash that it leaves. */
  readonly from: CashState;
}

/** The lifecycle asks for an event of its own. */
export interface RequestEvent {
  readonly type: 'request_event';
  readonly event: Cancel;
}

/**
 * Everything that an order can owe to the outside. Effects hold no personal data.
 *
 * @category Order
 * @since 0.1.0
 */
export type OrderEffect =
  | StockEffect<'reserve_stock'>
  | StockEffect<'release_stock'>
  | StockEffect<'commit_stock'>
  | StockEffect<'restock_stock'>
  | StockEffect<'write_off_stock'>
  | StockEffect<'record_shortage'>
  | StockEffect<'record_holding'>
  | CashEffect<'record_collection'>
  | CashEffect<'record_remittance'>
  | CashEffect<'record_reconciliation'>
  | CashEffect<'reverse_collection'>
  | NotifyCustomer
  | CallDue
  | CancellationAdvised
  | RequestEvent;

/** What the stock is asked to do; `record_shortage` and `record_holding` repeat what it said itself. */
export type StockEffectType =
  | 'reserve_stock'
  | 'release_stock'
  | 'commit_stock'
  | 'restock_stock'
  | 'write_off_stock';

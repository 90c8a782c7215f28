import type { Cash, Collection } from './cash.js';
import type {
  Calls,
  Cancellation,
  Confirmation,
  Delivery,
  Preparation,
  Return,
  Shipment,
  Tracking,
} from './facts.js';
import type { Line } from './line.js';
import type { Money } from './money.js';
import type { Address, Assignee, Customer, Source } from './party.js';
import type { LineStock } from './stock.js';

/**
 * What every order has. Plain JSON: times are ISO 8601 in UTC, absent facts are `null`, so that every order has the same
 * keys in every status.
 *
 * @category Order
 * @since 0.1.0
 */
export interface OrderBase {
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
  readonly definition: string;
  readonly enteredAt: string;
  readonly updatedAt: string;
  readonly placedAt: string;
  readonly source: Source;
  readonly customer: Customer;
  readonly address: Address;
  readonly lines: readonly Line[];
  /** What the customer pays at the door. */
  readonly amountDue: Money;
  readonly stock: readonly LineStock[];
  readonly calls: Calls;
  readonly delivery: Delivery;
  readonly cash: Cash;
  /** Something that the customer agreed to has changed since. */
  readonly needsReconfirmation: boolean;
  readonly tracking: Tracking | null;
  /** The host's own strings; the library only keeps them. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The facts that come with a status, all absent. */
interface NoFacts {
  readonly confirmation: null;
  readonly assignee: null;
  readonly preparation: null;
  readonly shipment: null;
  readonly collection: null;
  readonly return: null;
  readonly cancellation: null;
}

type Facts<Present> = OrderBase & Omit<NoFacts, keyof Present> & Readonly<Present>;

/** Agreed to, and being made ready. */
interface Agreed {
  confirmation: Confirmation;
  assignee: Assignee | null;
}

/** Out of the house. */
interface HandedOver {
  confirmation: Confirmation;
  assignee: Assignee;
  preparation: Preparation | null;
  shipment: Shipment;
}

/** An order that nobody has spoken to the customer about. */
export interface NewOrder extends Facts<Record<never, never>> {
  readonly status: 'new';
}
/** An order whose customer could not be reached so far. */
export interface NoAnswerOrder extends Facts<Record<never, never>> {
  readonly status: 'no_answer';
}
/** An order that the customer agreed to. */
export interface ConfirmedOrder extends Facts<Agreed> {
  readonly status: 'confirmed';
}
/** An order that is being prepared. */
export interface ProcessingOrder extends Facts<Agreed & { preparation: Preparation }> {
  readonly status: 'processing';
}
/** An order that has left the house. */
export interface ShippedOrder extends Facts<HandedOver> {
  readonly status: 'shipped';
}
/** An order that the driver is on the way with. */
export interface OutForDeliveryOrder extends Facts<HandedOver> {
  readonly status: 'out_for_delivery';
}
/** An order that was handed over and paid. */
export interface DeliveredOrder extends Facts<HandedOver & { collection: Collection }> {
  readonly status: 'delivered';
}
/** An order that came back, or is on its way back. */
export interface ReturnedOrder extends Facts<HandedOver & { return: Return }> {
  readonly status: 'returned';
}
/** An order that was given up before it was shipped. */
export interface CancelledOrder extends Facts<{
  confirmation: Confirmation | null;
  assignee: Assignee | null;
  preparation: Preparation | null;
  cancellation: Cancellation;
}> {
  readonly status: 'cancelled';
}

/**
 * An order, discriminated by its status: a shipped one has a shipment, a delivered one a collection, a returned one a
 * return.
 *
 * @category Order
 * @since 0.1.0
 */
export type Order =
  | NewOrder
  | ConfirmedOrder
  | NoAnswerOrder
  | ProcessingOrder
  | ShippedOrder
  | OutForDeliveryOrder
  | DeliveredOrder
  | ReturnedOrder
  | CancelledOrder;

/**
 * The nine statuses, in the order in which a person thinks of them.
 *
 * @category Order
 * @since 0.1.0
 */
export const orderStatuses = [
  'new',
  'confirmed',
  'no_answer',
  'processing',
  'shipped',
  'out_for_delivery',
  'delivered',
  'returned',
  'cancelled',
] as const satisfies readonly Order['status'][];

export type OrderStatus = Order['status'];

import type { Actor } from '../order/actor.js';
import type { Change, StoredOrder } from './order-store.js';
import type { OrderSort } from '../order/order-sort.js';
import { plainNumber, reversedPhone } from './search.js';

/**
 * What an order is found by, as a store may keep it in columns of its own.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Facets {
  readonly open: boolean;
  /** Who brought it into its status. */
  readonly enteredBy: Actor;
  /** Every status that it has been in, in the order in which it came there first. */
  readonly reached: readonly string[];
  /** The order's number, or else its id, as it is compared with what somebody types. */
  readonly number: string;
  /** The digits of the customer's phone from the last one backwards. */
  readonly phone: string;
  readonly assignee: string | null;
  readonly nextCallAt: string | null;
  readonly collectedAt: string | null;
}

/**
 * What an order is found by after a change.
 *
 * @param before what is kept of the same before the change; `null` for a new order
 * @category Ports
 * @since 0.1.0
 */
export function facetsAfter(
  before: Pick<Facets, 'enteredBy' | 'reached'> | null,
  { order, entry, open }: Change,
): Facets {
  const { id, status, source, customer, assignee, calls, collection } = order;
  const { enteredBy = entry.actor, reached = [] } = before ?? {};
  return {
    open,
    enteredBy: entry.from === entry.to ? enteredBy : entry.actor,
    reached: reached.includes(status) ? reached : [...reached, status],
    number: plainNumber(source.reference ?? id),
    phone: reversedPhone(customer.phone),
    assignee: assignee?.id ?? null,
    nextCallAt: calls.nextCallAt,
    collectedAt: collection?.at ?? null,
  };
}

/** The time by which an order is sorted; `null` keeps it out of such a list. */
export function sortTimeOf(order: StoredOrder, sort: OrderSort): string | null {
  switch (sort) {
    case 'placed_at':
      return order.placedAt;
    case 'entered_at':
      return order.enteredAt;
    case 'next_call_at':
      return order.calls.nextCallAt;
    case 'collected_at':
      return order.collection?.at ?? null;
  }
}

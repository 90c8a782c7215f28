import type { PromisedFact } from '../order/blocker.js';
import { orderStatuses } from '../order/order.js';
import type { Order, OrderStatus } from '../order/order.js';

/** The statuses that promise a fact; an order in one of them has it. */
const agreed = new Set<OrderStatus>(['confirmed', 'processing']);
const handedOver = new Set<OrderStatus>(['shipped', 'out_for_delivery', 'delivered', 'returned']);

/** What an order in a status cannot be without. */
export function promises(status: OrderStatus) {
  const out = handedOver.has(status);
  return {
    confirmation: out || agreed.has(status),
    preparation: status === 'processing',
    assignee: out,
    shipment: out,
    collection: status === 'delivered',
    return: status === 'returned',
    cancellation: status === 'cancelled',
  };
}

const promisedIn = new Map(
  orderStatuses.map((status) => [
    status,
    (Object.entries(promises(status)) as [PromisedFact, boolean][])
      .filter(([, promised]) => promised)
      .map(([fact]) => fact),
  ]),
);

const nothing: readonly PromisedFact[] = [];

/** The facts that an order's status promises and the order does not have. A merchant's own status promises none. */
export function missingFacts(order: Order): readonly PromisedFact[] {
  const promised = promisedIn.get(order.status) ?? nothing;
  return promised.every((fact) => order[fact] !== null)
    ? nothing
    : promised.filter((fact) => order[fact] === null);
}

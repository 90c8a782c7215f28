import type { PromisedFact } from '../order/blocker.js';
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

/** The facts that an order's status promises and the order does not have. */
export function missingFacts(order: Order): readonly PromisedFact[] {
  const promised = promises(order.status);
  const missing: PromisedFact[] = [];
  if (promised.confirmation && order.confirmation === null) missing.push('confirmation');
  if (promised.preparation && order.preparation === null) missing.push('preparation');
  if (promised.assignee && order.assignee === null) missing.push('assignee');
  if (promised.shipment && order.shipment === null) missing.push('shipment');
  if (promised.collection && order.collection === null) missing.push('collection');
  if (promised.return && order.return === null) missing.push('return');
  if (promised.cancellation && order.cancellation === null) missing.push('cancellation');
  return missing;
}

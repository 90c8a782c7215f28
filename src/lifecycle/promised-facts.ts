import type { PromisedFact } from '../order/blocker.js';
import type { Order, OrderStatus } from '../order/order.js';

const handedOver = ['confirmation', 'assignee', 'shipment'] as const;

/** What an order in a status cannot be without. */
const promised: Readonly<Record<OrderStatus, readonly PromisedFact[]>> = {
  new: [],
  no_answer: [],
  confirmed: ['confirmation'],
  processing: ['confirmation', 'preparation'],
  shipped: handedOver,
  out_for_delivery: handedOver,
  delivered: [...handedOver, 'collection'],
  returned: [...handedOver, 'return'],
  cancelled: ['cancellation'],
};
const byStatus = new Map(Object.entries(promised));

/** Whether an order in a status has a fact for certain. */
export function promises(status: OrderStatus, fact: PromisedFact): boolean {
  return promised[status].includes(fact);
}

/** The facts that an order's status promises and the order does not have. A merchant's own status promises none. */
export function missingFacts(order: Order): readonly PromisedFact[] | null {
  const facts = byStatus.get(order.status);
  return facts === undefined || facts.every((fact) => order[fact] !== null)
    ? null
    : facts.filter((fact) => order[fact] === null);
}

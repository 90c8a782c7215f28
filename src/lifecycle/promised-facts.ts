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

/** Whether an order in a status has a fact for certain. */
export function promises(status: OrderStatus, fact: PromisedFact): boolean {
  return promised[status].includes(fact);
}

/** Asked of every order after every event: each fact is read by its name, which costs a tenth of a lookup. */
function has(order: Order, fact: PromisedFact): boolean {
  switch (fact) {
    case 'confirmation':
      return order.confirmation !== null;
    case 'preparation':
      return order.preparation !== null;
    case 'assignee':
      return order.assignee !== null;
    case 'shipment':
      return order.shipment !== null;
    case 'collection':
      return order.collection !== null;
    case 'return':
      return order.return !== null;
    case 'cancellation':
      return order.cancellation !== null;
  }
}

const byStatus = new Map(Object.entries(promised));

/** The facts that an order's status promises and the order does not have. A merchant's own status promises none. */
export function missingFacts(order: Order): readonly PromisedFact[] | null {
  const facts = byStatus.get(order.status) ?? [];
  for (const fact of facts) if (!has(order, fact)) return facts.filter((each) => !has(order, each));
  return null;
}

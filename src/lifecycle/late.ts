import type { Definition } from '../kernel/index.js';
import type { Order, OrderStatus } from '../order/order.js';
import type { Cod } from './model.js';
import { calling } from './statuses.js';

type Late = NonNullable<Definition<Cod>['late']>;

const beyondShipping: readonly OrderStatus[] = ['out_for_delivery', 'delivered', 'returned'];
const decided: readonly OrderStatus[] = ['delivered', 'returned'];

/** It happened before the parcel left for this cycle: news of a visit that was settled long ago. */
const ofEarlierTrip = (order: Order, occurredAt: string): boolean =>
  occurredAt < order.delivery.startedAt;

/**
 * News that comes a second time, or after something newer. What is neither is judged by the rules, and where they refuse
 * it, it contradicts the order. A `deliver` is never stale: goods that somebody handed over stay handed over.
 */
export const late: Late = {
  ship: ({ order }) => {
    if (order.status === 'shipped') return 'duplicate';
    return beyondShipping.includes(order.status) ? 'stale' : null;
  },

  start_delivery: ({ order, occurredAt }) => {
    if (order.status === 'out_for_delivery') return 'duplicate';
    return decided.includes(order.status) || ofEarlierTrip(order, occurredAt) ? 'stale' : null;
  },

  deliver: ({ order, event }) => {
    if (order.status !== 'delivered') return null;
    const { amount } = order.collection;
    const told = event.collected ?? { amount: 0, currency: amount.currency };
    return told.amount === amount.amount && told.currency === amount.currency ? 'duplicate' : null;
  },

  report_failed_delivery: ({ order, event, occurredAt }) => {
    if (order.status === 'returned') {
      return order.return.reason === event.reason ? 'duplicate' : null;
    }
    return ofEarlierTrip(order, occurredAt) ? 'stale' : null;
  },

  record_delivery_attempt: ({ order, occurredAt }) => {
    const over = decided.includes(order.status) && occurredAt <= order.enteredAt;
    return over || ofEarlierTrip(order, occurredAt) ? 'stale' : null;
  },

  record_call_attempt: ({ order, occurredAt }) => {
    if (occurredAt < order.calls.startedAt) return 'stale';
    const over = !calling.includes(order.status) && order.status !== 'cancelled';
    return over && occurredAt <= order.enteredAt ? 'stale' : null;
  },

  cancel: ({ order }) => (order.status === 'cancelled' ? 'duplicate' : null),
};

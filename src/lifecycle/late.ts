import type { Definition } from '../kernel/index.js';
import type { OrderStatus } from '../order/order.js';
import type { Cod } from './model.js';

type Late = NonNullable<Definition<Cod>['late']>;

const beyondShipping: readonly OrderStatus[] = ['out_for_delivery', 'delivered', 'returned'];

/** News that comes a second time, or after something newer. What is neither contradicts the order and is refused. */
export const late: Late = {
  ship: ({ order }) =>
    order.status === 'shipped'
      ? 'duplicate'
      : beyondShipping.includes(order.status)
        ? 'stale'
        : null,

  start_delivery: ({ order }) =>
    order.status === 'out_for_delivery'
      ? 'duplicate'
      : beyondShipping.includes(order.status)
        ? 'stale'
        : null,

  deliver: ({ order, event }) => {
    if (order.status !== 'delivered') return null;
    const { amount } = order.collection;
    const told = event.collected ?? { amount: 0, currency: amount.currency };
    return told.amount === amount.amount && told.currency === amount.currency ? 'duplicate' : null;
  },

  report_failed_delivery: ({ order, event }) =>
    order.status === 'returned' && order.return.reason === event.reason ? 'duplicate' : null,

  record_delivery_attempt: ({ order, occurredAt }) =>
    (order.status === 'delivered' || order.status === 'returned') && occurredAt <= order.enteredAt
      ? 'stale'
      : null,

  record_call_attempt: ({ order, occurredAt }) =>
    order.status !== 'cancelled' && occurredAt <= order.enteredAt ? 'stale' : null,

  cancel: ({ order }) => (order.status === 'cancelled' ? 'duplicate' : null),
};

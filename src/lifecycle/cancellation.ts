import { allow, block } from '../kernel/index.js';
import type { Cancellation } from '../order/facts.js';
import type { Order } from '../order/order.js';
import { guard, transition } from './model.js';
import type { About, With } from './model.js';
import { freshCalls, freshDelivery, shopUpdatesOn, untouched } from './placement.js';
import { releaseStock, reserveStock } from './stock-effects.js';

/** Lets an agent give up on a silent customer only after enough calls. */
export const enoughCalls = guard(
  'no_answer_limit_not_reached',
  ({ order, event, policy }: About<'cancel'>) => {
    if (event?.reason !== 'no_answer') return allow;
    const { limit } = policy.noAnswer;
    const made = order.calls.failed;
    return made >= limit ? allow : block({ made, limit });
  },
);

/** Nobody calls about it any more. */
function cancelled({
  order,
  event,
  actor,
  occurredAt,
}: With<'cancel'> & { readonly order: Order }) {
  const { reason, note = null } = event;
  const cancellation: Cancellation = { reason, note, at: occurredAt, by: actor };
  return { cancellation, calls: { ...order.calls, nextCallAt: null } };
}

export const cancelUnconfirmed = transition('cancel', {
  from: ['new', 'no_answer'],
  to: 'cancelled',
  by: ['customer', 'agent', 'integration', 'system'],
  guards: [enoughCalls, shopUpdatesOn],
  apply: (given) => cancelled(given),
  effects: [releaseStock],
});

export const cancelUnshipped = transition('cancel', {
  from: ['confirmed', 'processing'],
  to: 'cancelled',
  by: ['customer', 'agent', 'integration'],
  guards: [enoughCalls, shopUpdatesOn],
  apply: (given) => cancelled(given),
  effects: [releaseStock],
});

/** Starts a new confirmation cycle; what happened before stays in the history. */
export const reopen = transition('reopen', {
  from: ['cancelled'],
  to: 'new',
  by: ['admin'],
  apply: ({ order, occurredAt }) => ({
    ...untouched,
    calls: freshCalls(order.calls.cycle + 1, occurredAt),
    delivery: freshDelivery(order.delivery.cycle, occurredAt),
  }),
  effects: [reserveStock],
});

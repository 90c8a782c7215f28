import { allow, block } from '../kernel/index.js';
import type { Cancellation } from '../order/facts.js';
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

function cancellation({ event, actor, occurredAt }: With<'cancel'>): Cancellation {
  return { reason: event.reason, note: event.note ?? null, at: occurredAt, by: actor };
}

export const cancelUnconfirmed = transition('cancel', {
  from: ['new', 'no_answer'],
  to: 'cancelled',
  by: ['customer', 'agent', 'integration', 'system'],
  guards: [enoughCalls, shopUpdatesOn],
  apply: (given) => ({
    cancellation: cancellation(given),
    calls: { ...given.order.calls, nextCallAt: null },
  }),
  effects: [releaseStock],
});

export const cancelUnshipped = transition('cancel', {
  from: ['confirmed', 'processing'],
  to: 'cancelled',
  by: ['customer', 'agent', 'integration'],
  guards: [enoughCalls, shopUpdatesOn],
  apply: (given) => ({ cancellation: cancellation(given) }),
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

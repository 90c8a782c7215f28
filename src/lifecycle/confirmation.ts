import { allow, block } from '../kernel/index.js';
import type { Confirmation } from '../order/facts.js';
import type { Order } from '../order/order.js';
import type { LineStock } from '../order/stock.js';
import { branching, effect, guard, transition, update } from './model.js';
import type { About, Owed, With } from './model.js';
import { reserveStock } from './stock-effects.js';

const parts = ['products', 'total', 'address'] as const;

/** All three must have been acknowledged: the products, the total, the address. */
export const confirmationComplete = guard(
  'confirmation_incomplete',
  ({ event }: About<'confirm'>) => {
    if (!event) return allow;
    const { products, total, address } = event.acknowledged;
    return products && total && address
      ? allow
      : block({ missing: parts.filter((part) => !event.acknowledged[part]) });
  },
);

const isShort = ({ short }: LineStock): boolean => short > 0;

/** Nothing that this order wants is known to be out of stock. */
export const stockReserved = guard('stock_not_reserved', ({ order }: About) => {
  if (!order.stock.some(isShort)) return allow;
  const lines = order.stock.filter(isShort);
  return block({ lines: lines.map(({ lineId, short }) => ({ lineId, units: short })) });
});

/** A confirmed order is confirmed again only after something changed. */
export const reconfirmationDue = guard('already_confirmed', ({ order }: About) =>
  order.needsReconfirmation ? allow : block(),
);

/** What the customer agreed to, as it stands now. */
export function acknowledged({
  order,
  occurredAt,
  actor,
}: With & { readonly order: Order }): Confirmation {
  const { lines, amountDue, address } = order;
  const products = lines.map(({ id, sku, quantity }) => ({ lineId: id, sku, quantity }));
  return { at: occurredAt, by: actor, products, total: amountDue, address };
}

const confirmed = (given: With & { readonly order: Order }) => ({
  confirmation: acknowledged(given),
  needsReconfirmation: false as const,
  calls: { ...given.order.calls, nextCallAt: null },
});

export const confirm = transition('confirm', {
  from: ['new', 'no_answer'],
  to: 'confirmed',
  by: ['agent', 'customer'],
  guards: [confirmationComplete, stockReserved],
  apply: (given) => confirmed(given),
  effects: [reserveStock],
});

/** After a change the customer is asked again; the order stays where it is. */
export const confirmAgain = update('confirm', {
  in: ['confirmed', 'processing'],
  by: ['agent', 'customer'],
  guards: [confirmationComplete, reconfirmationDue, stockReserved],
  apply: (given) => confirmed(given),
});

/** When to call next: as the agent said, else after the policy's pause. */
function nextCallAt({ event, policy, occurredAt }: With<'record_call_attempt'>): string {
  const pause = policy.noAnswer.retryAfterMinutes * 60_000;
  return event.nextCallAt ?? new Date(Date.parse(occurredAt) + pause).toISOString();
}

/** A customer who asked to be called back was reached. */
const reached = ({ event }: With<'record_call_attempt'>): boolean =>
  event.outcome === 'callback_requested';

const failedAfter = (given: With<'record_call_attempt'>): number =>
  given.order.calls.failed + (reached(given) ? 0 : 1);

function called(given: With<'record_call_attempt'>): Order['calls'] {
  const { calls } = given.order;
  const { outcome } = given.event;
  return {
    ...calls,
    made: calls.made + 1,
    failed: failedAfter(given),
    last: outcome,
    nextCallAt: nextCallAt(given),
  };
}

const callDue = effect('call_due', ({ order }: Owed) =>
  order.calls.nextCallAt === null
    ? null
    : { effect: { type: 'call_due', at: order.calls.nextCallAt } },
);

/** One more call has failed, and no more are asked for. */
const isAtLimit = ({ order, policy, before }: Owed): boolean =>
  order.calls.failed >= policy.noAnswer.limit && order.calls.failed !== before?.calls.failed;

/** Tells that giving the order up is advised, where it is for people to decide. */
const advise = effect('cancellation_advised', (owed: Owed) =>
  owed.policy.noAnswer.onLimit === 'advise' && isAtLimit(owed)
    ? { effect: { type: 'cancellation_advised', failed: owed.order.calls.failed } }
    : null,
);

/** Gives the order up by itself, where the policy says so. */
const giveUp = effect('request_event', (owed: Owed) =>
  owed.policy.noAnswer.onLimit === 'cancel' && isAtLimit(owed)
    ? { effect: { type: 'request_event', event: { type: 'cancel', reason: 'no_answer' } } }
    : null,
);

export const recordFirstCalls = branching('record_call_attempt', {
  from: ['new'],
  to: ['no_answer', 'new'],
  by: ['agent', 'system'],
  choose: (given) =>
    !reached(given) && failedAfter(given) >= given.policy.noAnswer.enterAfter ? 'no_answer' : 'new',
  apply: (given) => ({ calls: called(given) }),
  effects: [callDue, advise, giveUp],
});

export const recordFurtherCalls = update('record_call_attempt', {
  in: ['no_answer'],
  by: ['agent', 'system'],
  apply: (given) => ({ calls: called(given) }),
  effects: [callDue, advise, giveUp],
});

export const scheduleCall = update('schedule_call', {
  in: ['new', 'no_answer'],
  by: ['agent', 'customer', 'system'],
  apply: ({ order, event }) => ({ calls: { ...order.calls, nextCallAt: event.at } }),
  effects: [callDue],
});

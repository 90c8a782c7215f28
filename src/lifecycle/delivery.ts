import { allow, block } from '../kernel/index.js';
import type { Collection } from '../order/cash.js';
import type { Money } from '../order/money.js';
import type { Order } from '../order/order.js';
import { recordCollection } from './cash-effects.js';
import { effect, guard, transition, update } from './model.js';
import type { About, Owed } from './model.js';

/** A driver acts only on orders assigned to them. */
export const assignedToActor = guard('not_your_delivery', ({ order, actor }: About) =>
  actor.kind === 'driver' && order.assignee?.id !== actor.id ? block() : allow,
);

/** Delivered means paid as well: cash is named wherever some is due. */
export const cashCollected = guard('collection_required', ({ order, event }: About<'deliver'>) => {
  const { amount, currency } = order.amountDue;
  if (!event || amount === 0) return allow;
  return (event.collected?.amount ?? 0) > 0 ? allow : block({ expected: amount, currency });
});

/** Where the policy rejects a difference, the amount is the one that is due. */
export const cashMatches = guard(
  'amount_mismatch',
  ({ order, event, policy }: About<'deliver'>) => {
    const { amount: expected, currency } = order.amountDue;
    if (policy.cash.onMismatch !== 'reject' || !event?.collected) return allow;
    const { amount: collected } = event.collected;
    return collected === expected ? allow : block({ expected, collected, currency });
  },
);

/** Cash is taken in the currency that it is due in. */
export const sameCurrency = guard(
  'currency_mismatch',
  ({ order, event }: About<'deliver' | 'correct' | 'remit_cash' | 'reconcile_cash'>) => {
    const given = event && ('amount' in event ? event.amount : event.collected);
    const expected = order.amountDue.currency;
    return !given || given.currency === expected
      ? allow
      : block({ expected, given: given.currency });
  },
);

/** Where the policy asks for it, a delivery counts only once the driver has set out. */
export const setOut = guard('out_for_delivery_required', ({ order, policy }: About) =>
  policy.delivery.requireOutForDelivery && order.status === 'shipped' ? block() : allow,
);

function driverUpdate(update: 'driverDelivered' | 'driverFailed') {
  return guard('automatic_update_off', ({ actor, policy }: About) =>
    actor.kind !== 'driver' || policy.automatic[update] ? allow : block({ update }),
  );
}

/** A driver's word that it is delivered moves the order by itself only while that is switched on. */
export const driverDeliveryOn = driverUpdate('driverDelivered');

/** A driver's word that it failed moves the order by itself only while that is switched on. */
export const driverFailureOn = driverUpdate('driverFailed');

/** The cash of a delivery beside what was due. */
export function collectionOf(
  expected: Money,
  collected: Money | undefined,
  at: string,
  by: string,
): Collection {
  const amount = collected ?? { amount: 0, currency: expected.currency };
  return { amount, expected, difference: amount.amount - expected.amount, at, by };
}

/** The cash axis once an order is delivered. */
export function collected({ amount, expected }: Collection): Order['cash'] {
  const nothing = expected.amount === 0 && amount.amount === 0;
  return { state: nothing ? 'not_applicable' : 'collected', remitted: null, reconciled: null };
}

const tellCustomer = effect('notify_customer', ({ policy }: Owed) =>
  policy.delivery.notifyCustomer
    ? {
        effect: {
          type: 'notify_customer',
          template: 'out_for_delivery',
          status: 'out_for_delivery',
        },
      }
    : null,
);

export const startDelivery = transition('start_delivery', {
  from: ['shipped'],
  to: 'out_for_delivery',
  by: ['driver', 'dispatcher', 'carrier'],
  guards: [assignedToActor],
  effects: [tellCustomer],
});

export const recordDeliveryAttempt = update('record_delivery_attempt', {
  in: ['shipped', 'out_for_delivery'],
  by: ['driver', 'carrier'],
  guards: [assignedToActor],
  apply: ({ order, event }) => {
    const { delivery } = order;
    // Nobody came, or the customer asked for another day: neither is a failed visit.
    const counts = event.outcome !== 'not_attempted' && event.outcome !== 'rescheduled_by_customer';
    return {
      delivery: {
        ...delivery,
        attempts: delivery.attempts + (counts ? 1 : 0),
        last: event.outcome,
      },
    };
  },
});

export const deliver = transition('deliver', {
  from: ['shipped', 'out_for_delivery'],
  to: 'delivered',
  by: ['driver', 'carrier'],
  guards: [cashCollected, cashMatches, sameCurrency, setOut, assignedToActor, driverDeliveryOn],
  apply: ({ order, event, actor, occurredAt }) => {
    const collection = collectionOf(order.amountDue, event.collected, occurredAt, actor.id);
    return { collection, cash: collected(collection) };
  },
  effects: [recordCollection],
});

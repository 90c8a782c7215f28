import type { Order } from '../order/order.js';
import { allow, block } from '../kernel/index.js';
import { creation, guard } from './model.js';
import type { About } from './model.js';
import { rowsFor } from './stock.js';
import { reserveStock } from './stock-effects.js';

function shopUpdate(kind: string | undefined, { actor, policy }: Pick<About, 'actor' | 'policy'>) {
  if (actor.kind !== 'integration' || (kind !== 'shopify' && kind !== 'woocommerce')) return allow;
  return policy.automatic[kind] ? allow : block({ update: kind });
}

/** A shop's orders come in by themselves only while its automatic update is on. */
const shopPlaces = guard('automatic_update_off', (asked: About<'place', 'nothing'>) =>
  shopUpdate(asked.event?.source.kind, asked),
);

/** A shop changes or cancels its orders by itself only while its automatic update is on. */
export const shopUpdatesOn = guard('automatic_update_off', (asked: About) =>
  shopUpdate(asked.order.source.kind, asked),
);

/** An order has something to deliver, and never owes the customer. */
const draftComplete = guard('draft_incomplete', ({ event }: About<'place', 'nothing'>) => {
  if (!event) return allow;
  const { amount } = event.amountDue;
  const missing = [
    ...(event.lines.length > 0 ? [] : ['lines' as const]),
    ...(Number.isSafeInteger(amount) && amount >= 0 ? [] : ['amount_due' as const]),
  ];
  return missing.length === 0 ? allow : block({ missing });
});

/** The facts of an order that nothing has happened to yet. */
export const untouched = {
  confirmation: null,
  assignee: null,
  preparation: null,
  shipment: null,
  collection: null,
  return: null,
  cancellation: null,
  tracking: null,
  needsReconfirmation: false,
} as const;

/** The first cycle of calls, or the next one: the first call is due at once. */
export function freshCalls(cycle: number, startedAt: string): Order['calls'] {
  return { cycle, startedAt, made: 0, failed: 0, last: null, nextCallAt: startedAt };
}

/** The first cycle of visits, or the next one. */
export function freshDelivery(cycle: number, startedAt: string): Order['delivery'] {
  return { cycle, startedAt, attempts: 0, last: null };
}

/** The cash axis of an order that nobody has paid yet. */
export function unpaid(amountDue: Order['amountDue']): Order['cash'] {
  return {
    state: amountDue.amount === 0 ? 'not_applicable' : 'due',
    remitted: null,
    reconciled: null,
  };
}

export const place = creation('place', {
  to: 'new',
  by: ['integration', 'agent', 'customer'],
  guards: [draftComplete, shopPlaces],
  apply: ({ event, occurredAt }) => {
    const { tenant, id, source, customer, address, lines, amountDue, metadata } = event;
    // One literal with every key gives all orders one shape, which every later copy keeps.
    return {
      tenant,
      id,
      placedAt: occurredAt,
      source,
      customer,
      address,
      lines,
      amountDue,
      metadata,
      stock: rowsFor(lines, []),
      calls: freshCalls(1, occurredAt),
      delivery: freshDelivery(1, occurredAt),
      cash: unpaid(amountDue),
      needsReconfirmation: false,
      tracking: null,
      confirmation: null,
      assignee: null,
      preparation: null,
      shipment: null,
      collection: null,
      return: null,
      cancellation: null,
    };
  },
  effects: [reserveStock],
});

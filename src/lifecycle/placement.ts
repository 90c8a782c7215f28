import type { Order } from '../order/order.js';
import { allow, block } from '../kernel/index.js';
import { creation, guard } from './model.js';
import type { About } from './model.js';
import { rowsFor } from './stock.js';
import { reserveStock } from './stock-effects.js';

/** A shop's orders arrive by themselves only while its automatic update is on. */
export const shopUpdatesOn = guard(
  'automatic_update_off',
  ({ actor, event, policy }: About<'place', 'nothing'>) => {
    const kind = event?.source.kind;
    if (actor.kind !== 'integration' || (kind !== 'shopify' && kind !== 'woocommerce'))
      return allow;
    return policy.automatic[kind] ? allow : block({ update: kind });
  },
);

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

/** The first cycle of calls, or the next one. */
export function freshCalls(cycle: number): Order['calls'] {
  return { cycle, made: 0, failed: 0, last: null, nextCallAt: null };
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
  guards: [shopUpdatesOn],
  apply: ({ event, now }) => {
    const { tenant, id, source, customer, address, lines, amountDue, metadata } = event;
    return {
      ...untouched,
      tenant,
      id,
      placedAt: now,
      source,
      customer,
      address,
      lines,
      amountDue,
      metadata,
      stock: rowsFor(lines, []),
      calls: freshCalls(1),
      delivery: { cycle: 1, attempts: 0, last: null },
      cash: unpaid(amountDue),
    };
  },
  effects: [reserveStock],
});

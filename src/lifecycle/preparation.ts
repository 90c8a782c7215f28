import { allow, block } from '../kernel/index.js';
import type { Preparation } from '../order/facts.js';
import { guard, transition, update } from './model.js';
import type { About } from './model.js';
import { commitStock } from './stock-effects.js';

/** What the customer agreed to still stands. */
export const stillConfirmed = guard('needs_reconfirmation', ({ order }: About) =>
  order.needsReconfirmation ? block() : allow,
);

/** Somebody is to carry it. */
export const assigned = guard('not_assigned', ({ order }: About) =>
  order.assignee ? allow : block(),
);

/** Where the policy asks for it, the parcel is packed and labelled. */
export const packagingComplete = guard('packaging_incomplete', ({ order, policy }: About) => {
  if (!policy.preparation.requirePackaging) return allow;
  const missing = [
    ...(order.preparation?.packagedAt ? [] : ['packaging' as const]),
    ...(order.preparation?.labelledAt ? [] : ['label' as const]),
  ];
  return missing.length === 0 ? allow : block({ missing });
});

/** Preparation from the start. */
export function freshPreparation(startedAt: string): Preparation {
  return { startedAt, packagedAt: null, labelledAt: null };
}

export const startProcessing = transition('start_processing', {
  from: ['confirmed'],
  to: 'processing',
  by: ['warehouse', 'agent'],
  guards: [stillConfirmed],
  apply: ({ occurredAt }) => ({ preparation: freshPreparation(occurredAt) }),
});

export const completePackaging = update('complete_packaging', {
  in: ['processing'],
  by: ['warehouse'],
  apply: ({ order, occurredAt }) => ({
    preparation: { ...order.preparation, packagedAt: occurredAt },
  }),
});

export const attachLabel = update('attach_label', {
  in: ['processing'],
  by: ['warehouse'],
  apply: ({ order, occurredAt }) => ({
    preparation: { ...order.preparation, labelledAt: occurredAt },
  }),
});

export const assign = update('assign', {
  in: ['confirmed', 'processing', 'shipped'],
  by: ['dispatcher', 'warehouse', 'agent'],
  apply: ({ event }) => ({ assignee: event.assignee }),
});

export const assignTracking = update('assign_tracking', {
  in: ['confirmed', 'processing', 'shipped', 'out_for_delivery'],
  by: ['warehouse', 'dispatcher', 'carrier', 'integration'],
  apply: ({ event }) => ({ tracking: event.tracking }),
});

export const ship = transition('ship', {
  from: ['processing'],
  to: 'shipped',
  by: ['warehouse', 'dispatcher', 'carrier'],
  guards: [assigned, packagingComplete, stillConfirmed],
  apply: ({ order, event, occurredAt }) => {
    // The guard has seen an assignee; a shipped order cannot be typed without one.
    const assignee = order.assignee as NonNullable<typeof order.assignee>;
    return {
      assignee,
      shipment: { handedTo: assignee, at: occurredAt },
      tracking: event.tracking ?? order.tracking,
    };
  },
  effects: [commitStock],
});

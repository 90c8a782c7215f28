import type { StoredOrder } from '../../ports/order-store.js';

/** The steps of a parcel, each from the status that it leaves. */
const steps = [
  ['confirmed', 'start_processing'],
  ['processing', 'ship'],
  ['shipped', 'start_delivery'],
] as const;

/** Where an order is when it happens. */
const before: Readonly<Record<string, string>> = {
  start_processing: 'confirmed',
  ship: 'processing',
  start_delivery: 'shipped',
  record_delivery_attempt: 'out_for_delivery',
  deliver: 'out_for_delivery',
  // A parcel may be lost, or turned back, before anybody has set out with it.
  report_failed_delivery: 'shipped',
};

/**
 * The events that have happened unseen, where a carrier tells of one that comes after them. None for news from before the
 * order came into its status: that is of an earlier trip.
 */
export function skippedSteps(order: StoredOrder, event: string, at: string): readonly string[] {
  const first = steps.findIndex(([status]) => status === order.status);
  if (first === -1 || at < order.enteredAt) return [];
  const end = steps.findIndex(([status]) => status === before[event]);
  return steps
    .slice(first, end === -1 ? steps.length : Math.max(first, end))
    .map(([, type]) => type);
}

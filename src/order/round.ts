import type { OrderBase } from './order.js';

/** Rises whenever what an order holds is let go and asked for anew: with a cycle of calls, or of visits. */
export function roundOf({ calls, delivery }: Pick<OrderBase, 'calls' | 'delivery'>): number {
  return calls.cycle + delivery.cycle;
}

import type { AnyLifecycle, Lifecycle } from './lifecycle.js';
import type { Model } from './model.js';

/**
 * Whether something is still expected of somebody: the order is not closed, or requires an action all the same, such as
 * counting the cash of a delivered one.
 *
 * @example
 * ```ts
 * import { cod, decide, isOpen } from 'cod-lifecycle';
 * import { samplePlace } from 'cod-lifecycle/testing';
 *
 * const context = { actor: { kind: 'agent', id: 'salma' }, now: '2026-01-15T09:00:00.000Z' } as const;
 * const placed = decide(cod(), null, samplePlace(), context);
 * placed.ok && isOpen(cod(), placed.order); //=> true
 * ```
 * @category Kernel
 * @since 0.1.0
 */
export function isOpen<M extends Model, T>(lifecycle: Lifecycle<M, T>, order: M['order']): boolean {
  const { definition, policy } = lifecycle as unknown as AnyLifecycle;
  const { closed, actions, statuses } = definition;
  const over = statuses[order.status]?.final === true || closed?.(order) === true;
  return !over || (actions?.({ order, policy }).length ?? 0) > 0;
}

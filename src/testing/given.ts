import { decideAny } from '../kernel/index.js';
import type { AnyLifecycle, Context, Decision, Lifecycle } from '../kernel/index.js';
import type { OrderModel } from '../runtime/index.js';
import { endingOf, told } from './ending.js';
import type { Ending } from './ending.js';
import { ExpectationError } from './expectation-error.js';

/** An order with a past, to which something is about to happen. */
export interface Story<M extends OrderModel> {
  /** Sends one more event: by the first who may and at the next minute, where the context does not say. */
  when(event: M['event'], context?: Partial<Context<M>>): Ending<M>;
}

const start = Date.parse('2026-01-15T09:00:00.000Z');

function contextFor<M extends OrderModel>(
  lifecycle: AnyLifecycle,
  order: M['order'] | null,
  type: string,
): Context<M> {
  const kind = lifecycle.lookup[type]?.[order?.status ?? 'nothing']?.rule.by[0] ?? 'admin';
  const { assignee } = (order ?? {}) as { readonly assignee?: { readonly id: string } | null };
  const id = kind === 'driver' && assignee ? assignee.id : kind;
  const now = new Date(start + (order?.version ?? 0) * 60_000).toISOString();
  return { actor: { kind, id } as M['actor'], now };
}

/**
 * Tests a lifecycle in sentences: given these events, when one more comes, then this. Each of the given events must be
 * possible; the first who may send it does, and a driver is the one that the order is assigned to.
 *
 * @throws ExpectationError when one of the given events is refused
 * @example
 * ```ts
 * import { cod } from 'cod-lifecycle';
 * import { given, samplePlace } from 'cod-lifecycle/testing';
 *
 * const acknowledged = { products: true, total: true, address: true };
 * const confirmed = given(cod(), samplePlace(), { type: 'confirm', acknowledged });
 *
 * confirmed.when({ type: 'start_processing' }).thenStatus('processing', { version: 3 });
 * confirmed.when({ type: 'cancel', reason: 'no_answer' }).thenRefused('blocked', 'no_answer_limit_not_reached');
 * confirmed.when({ type: 'cancel', reason: 'staff' }).thenOwes('release_stock').length; //=> 1
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function given<M extends OrderModel, T>(
  lifecycle: Lifecycle<M, T>,
  ...events: readonly M['event'][]
): Story<M> {
  const plain = lifecycle as unknown as AnyLifecycle;
  const names = events.map(({ type }: { readonly type: string }) => type);
  let order: M['order'] | null = null;
  for (const [index, event] of events.entries()) {
    const context: Context<M> = contextFor<M>(plain, order, event.type);
    const decision: Decision<M> = decideAny(lifecycle, order, event, context);
    if (!decision.ok) {
      const before = names.slice(0, index).join(', ') || 'nothing';
      throw new ExpectationError(`Given ${before}, then "${event.type}":`, [
        '- applied',
        `+ refused: ${told(decision.refusal)}`,
      ]);
    }
    order = decision.order;
  }
  const before = order;

  return {
    when(event, context) {
      const whole = { ...contextFor<M>(plain, before, event.type), ...context };
      const story = `Given ${names.join(', ') || 'nothing'}, when "${event.type}" comes:`;
      return endingOf(story, before, decideAny(lifecycle, before, event, whole));
    },
  };
}

import { givenOf } from './carry-out.js';
import type { Context } from './given.js';
import { isLegal, judge } from './judge.js';
import type { AnyLifecycle, Lifecycle } from './lifecycle.js';
import type { EventTypeOf, Model } from './model.js';
import type { Refusal } from './refusal.js';
import { standingOf } from './standing.js';

/**
 * Whether an event could be sent now, or every reason why not. What a screen needs for its buttons.
 *
 * @category Kernel
 * @since 0.1.0
 */
export type Explanation<M extends Model> =
  | { readonly event: EventTypeOf<M>; readonly possible: true }
  | { readonly event: EventTypeOf<M>; readonly possible: false; readonly refusal: Refusal<M> };

/**
 * Asks about every event of the lifecycle. Guards that depend on what a form will say cannot know yet and let it pass;
 * `decide` asks them again.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function explain<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  order: M['order'] | null,
  context: Context<M>,
): readonly Explanation<M>[] {
  const plain = lifecycle as unknown as AnyLifecycle;
  const from = order === null ? 'nothing' : order.status;
  const asked = givenOf(plain, order, undefined, context);
  return plain.events.map((event) => {
    const refusal = judge(plain, standingOf(plain, event, from, context.actor.kind), asked);
    return refusal === null ? { event, possible: true } : { event, possible: false, refusal };
  });
}

/**
 * The events that could be sent now, guards included.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function possibleEvents<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  order: M['order'] | null,
  context: Context<M>,
): readonly EventTypeOf<M>[] {
  const plain = lifecycle as unknown as AnyLifecycle;
  const from = order === null ? 'nothing' : order.status;
  const asked = givenOf(plain, order, undefined, context);
  return lifecycle.events.filter((event) => isLegal(plain.lookup[event]?.[from], asked));
}

/**
 * Whether one event could be sent now, guards included, as {@link possibleEvents} says it of all.
 *
 * @example
 * ```ts
 * import { cod, isPossible } from 'cod-lifecycle';
 *
 * isPossible(cod(), null, 'place', { actor: { kind: 'agent', id: 'salma' }, now: '2026-03-20T09:00:00.000Z' }); //=> true
 * ```
 * @category Kernel
 * @since 0.1.0
 */
export function isPossible<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  order: M['order'] | null,
  type: EventTypeOf<M>,
  context: Context<M>,
): boolean {
  const plain = lifecycle as unknown as AnyLifecycle;
  const edge = plain.lookup[type]?.[order === null ? 'nothing' : order.status];
  return edge !== undefined && isLegal(edge, givenOf(plain, order, undefined, context));
}

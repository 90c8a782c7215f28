import { carryOut, givenOf } from './carry-out.js';
import type { Decision } from './decision.js';
import type { Context } from './given.js';
import { blockedBy, judge } from './judge.js';
import type { AnyLifecycle, Lifecycle } from './lifecycle.js';
import type { EventTypeOf, Model, Stamped, StatusIn } from './model.js';
import type { Refusal } from './refusal.js';
import { standingOf } from './standing.js';
import type { Legal, Target } from './table.js';

/**
 * Decides an event: authorise → status → guards → change → effects → invariants. Pure, synchronous and total: it reads
 * no clock, changes none of its arguments and throws nothing.
 *
 * An event that is not legal from the status that the compiler knows does not compile; for an order of unknown status
 * only events that are legal from every status do. Use {@link decideAny} for what comes from outside.
 *
 * @param order the order, or `null` for an event that creates one
 * @category Kernel
 * @since 0.1.0
 */
export function decide<
  M extends Model,
  T,
  Order extends M['order'] | null,
  const Type extends keyof T & EventTypeOf<M>,
>(
  lifecycle: Lifecycle<M, T>,
  order: Order,
  event: { readonly type: Type } & Legal<M, T, StatusIn<Order>, Type>,
  context: Context<M>,
): Decision<M, Target<M, T, StatusIn<Order>, Type>> {
  return decideAny(lifecycle, order, event, context) as Decision<
    M,
    Target<M, T, StatusIn<Order>, Type>
  >;
}

/**
 * {@link decide} for an order or an event that is known only at run time.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function decideAny<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  order: M['order'] | null,
  event: M['event'],
  context: Context<M>,
): Decision<M> {
  // Inside, the words of the model do not matter: only strings are looked up.
  return decidePlainly(
    lifecycle as unknown as AnyLifecycle,
    order,
    event,
    context,
  ) as unknown as Decision<M>;
}

function decidePlainly(
  lifecycle: AnyLifecycle,
  order: Stamped | null,
  event: Model['event'],
  context: Context<Model>,
): Decision<Model> {
  const { type } = event;
  const from = order === null ? 'nothing' : order.status;
  const { kind } = context.actor;
  const standing = standingOf(lifecycle, type, from, kind);
  const { edge, answer } = standing;
  if (answer !== null) return answer;

  const given = givenOf(lifecycle, order, event, context);
  const refusal = judge(lifecycle, standing, given);
  if (refusal !== null || edge === null) return { ok: false, refusal: refusal as Refusal<Model> };

  const outcome = carryOut(lifecycle, edge, given, context.commandId ?? null);
  return outcome.ok
    ? outcome
    : { ok: false, refusal: blockedBy(lifecycle, standing, kind, outcome.blockers) };
}

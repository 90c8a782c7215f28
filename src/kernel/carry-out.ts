import type { Context, Given } from './given.js';
import { blockersOf } from './judge.js';
import type { AnyLifecycle, Edge } from './lifecycle.js';
import type { Model, Stamped } from './model.js';
import type { Failure } from './refusal.js';

/** An event carried out: the order after it, and what is owed for it. */
export interface CarriedOut {
  readonly order: Stamped;
  readonly effects: readonly Model['effect'][];
}

const noEffects: readonly never[] = [];

function targetOf(edge: Edge, given: object): string {
  if (edge.to !== null) return edge.to;
  const to = edge.rule.choose?.(given as never) ?? edge.from;
  if (!edge.rule.to.includes(to))
    throw new TypeError(`"${edge.rule.type}" chose "${to}", which is none of its targets`);
  return to;
}

/**
 * Changes the order, plans its effects and checks the invariants; asks no guard. Answers with the blockers when an
 * invariant breaks or a function throws: then nothing has changed, for nothing was changed in place.
 */
export function carryOut(
  lifecycle: AnyLifecycle,
  edge: Edge,
  given: Given<Model>,
): CarriedOut | readonly (Model['blocker'] | Failure)[] {
  const { rule } = edge;
  const before: Stamped | null = given.order;
  try {
    const status = targetOf(edge, given);
    const change = rule.apply?.(given as never);
    const order: Stamped = {
      ...before,
      ...change,
      status,
      version: before === null ? 1 : before.version + 1,
      enteredAt: before !== null && status === before.status ? before.enteredAt : given.occurredAt,
      updatedAt: given.now,
      definition: lifecycle.stamp,
    };
    let effects: Model['effect'][] | null = null;
    if (rule.effects.length > 0) {
      const after = { ...given, order, before };
      for (const { plan } of rule.effects) {
        const planned = plan(after as never);
        if (planned === null) continue;
        // `order` is this function's own and nobody has seen it yet.
        if (planned.change) Object.assign(order, planned.change);
        (effects ??= []).push(planned.effect);
      }
    }
    const { invariants } = lifecycle.definition;
    const broken =
      invariants === undefined ? null : blockersOf(invariants, { order, policy: given.policy });
    return broken ?? { order, effects: effects ?? noEffects };
  } catch (cause) {
    return [{ code: 'apply_failed', params: { of: rule.type }, cause }];
  }
}

/** All that a rule's functions look at. */
export function givenOf(
  lifecycle: AnyLifecycle,
  order: Stamped | null,
  event: Model['event'] | undefined,
  context: Context<Model>,
): Given<Model> {
  const { actor, now, occurredAt = now } = context;
  return { order, event, actor, policy: lifecycle.policy, now, occurredAt } as Given<Model>;
}

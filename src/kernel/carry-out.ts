import type { Applied } from './decision.js';
import type { Entry } from './entry.js';
import type { Context, Given } from './given.js';
import { blockersOf, refuseLater } from './judge.js';
import type { AnyLifecycle, Edge } from './lifecycle.js';
import type { Model, Stamped } from './model.js';
import type { Failure } from './refusal.js';

/** An event that could not be carried out, and what stood in the way. */
interface Hindered {
  readonly ok: false;
  readonly blockers: readonly (Model['blocker'] | Failure)[];
}

const noEffects: readonly never[] = [];

function targetOf(edge: Edge, given: object): string {
  if (edge.to !== null) return edge.to;
  const to = edge.rule.choose?.(given as never);
  if (to === undefined || !edge.rule.to.includes(to))
    throw new TypeError(`"${edge.rule.type}" chose "${to}", which is none of its targets`);
  return to;
}

type Writable = { -readonly [Field in keyof Stamped]: Stamped[Field] };

/** Writes the kernel's own fields, whatever a change has put there. */
function stamp(
  order: object,
  before: Stamped | null,
  status: string,
  definition: string,
  { now, occurredAt }: Given<Model>,
): Stamped {
  const stamped = order as Writable;
  stamped.status = status;
  stamped.version = before === null ? 1 : before.version + 1;
  const stays = before !== null && (status === before.status || occurredAt < before.enteredAt);
  // A report that comes in late cannot have led here before the order was where it came from.
  stamped.enteredAt = stays ? before.enteredAt : occurredAt;
  stamped.updatedAt = now;
  stamped.definition = definition;
  return stamped;
}

/**
 * A copy with what has changed. Writing to a copy keeps the shape of all orders, where a literal with two spreads would
 * build a new one field by field.
 */
function copyWith(before: Stamped | null, change: object | undefined): object {
  const copy = { ...(before ?? change) };
  if (before !== null && change !== undefined) Object.assign(copy, change);
  return copy;
}

/**
 * Changes the order, plans its effects and checks the invariants; asks no guard. Answers with the blockers when an
 * invariant breaks or a function throws: then nothing has changed, for nothing was changed in place.
 */
export function carryOut(
  lifecycle: AnyLifecycle,
  edge: Edge,
  given: Given<Model>,
  commandId: string | null,
): Applied<Model> | Hindered {
  const { event, actor, policy, now, occurredAt } = given;
  const before: Stamped | null = given.order;
  const definition = lifecycle.stamp;
  try {
    const status = targetOf(edge, given);
    const change = edge.apply?.(given as never);
    refuseLater(change);
    const order = stamp(copyWith(before, change), before, status, definition, given);
    const after = { order, before, event, actor, policy, now, occurredAt };
    let effects: Model['effect'][] | null = null;
    for (const { plan } of edge.effects) {
      const planned = plan(after as never);
      if (planned === null) continue;
      // `order` is this function's own and nobody has seen it yet.
      if (planned.change)
        stamp(Object.assign(order, planned.change), before, status, definition, given);
      if (effects === null) effects = [planned.effect];
      else effects.push(planned.effect);
    }
    const { invariants } = lifecycle.definition;
    const broken = invariants === undefined ? null : blockersOf(invariants, after);
    if (broken !== null) return { ok: false, blockers: broken };
    const entry: Entry<Model> = {
      version: order.version,
      event,
      from: edge.from,
      to: status,
      actor,
      occurredAt,
      recordedAt: now,
      commandId,
    };
    return { ok: true, order, entry, effects: effects ?? noEffects };
  } catch (cause) {
    const failure = { code: 'apply_failed', params: { of: edge.rule.type }, cause } as const;
    return { ok: false, blockers: [failure] };
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

import type { Lateness } from './definition.js';
import type { Asked } from './given.js';
import type { Guard } from './guard.js';
import type { AnyLifecycle, Edge, StandingRefusal } from './lifecycle.js';
import type { Model } from './model.js';
import { possibleIn, standingOf } from './possible.js';
import type { Failure, Refusal } from './refusal.js';

/** Why no order of this status takes the event from an actor of this kind. */
function standing(
  lifecycle: AnyLifecycle,
  type: string,
  status: string,
  kind: string,
): StandingRefusal {
  const { possible, refusals } = standingOf(lifecycle, status, kind);
  const known = refusals.get(type);
  if (known !== undefined) return known;
  const refusal = Object.freeze(standingRefusal(lifecycle, type, status, kind, possible));
  const late = refusal.code === 'forbidden' ? null : (own(lifecycle.definition.late, type) ?? null);
  const made: StandingRefusal = { refusal, late };
  refusals.set(type, made);
  return made;
}

function standingRefusal(
  { lookup, definition }: AnyLifecycle,
  type: string,
  status: string,
  kind: string,
  possible: readonly string[],
): Refusal<Model> {
  const where = { event: type, status, possible };
  const byStatus = lookup[type] ?? {};
  const here = byStatus[status];
  if (here !== undefined)
    return { code: 'forbidden', ...where, actor: kind, allowed: here.rule.by };
  const edges = Object.values(byStatus);
  if (!edges.some(({ by }) => by.includes(kind))) {
    const allowed = [...new Set(edges.flatMap(({ rule }) => rule.by))];
    return { code: 'forbidden', ...where, actor: kind, allowed: Object.freeze(allowed) };
  }
  const { instead, statuses } = definition;
  const other = own(own(instead, type), status);
  return {
    code: own(statuses, status)?.final ? 'final' : 'wrong_status',
    ...where,
    legalFrom: Object.freeze(edges.filter(({ rule }) => !rule.override).map(({ from }) => from)),
    ...(other === undefined ? {} : { instead: other }),
  };
}

/** Why an event that is not legal from this status is refused. */
function misplaced(lifecycle: AnyLifecycle, type: string, asked: Asked<Model>): Refusal<Model> {
  const status = asked.order?.status ?? 'nothing';
  const { refusal, late } = standing(lifecycle, type, status, asked.actor.kind);
  if (late === null) return refusal;
  const lateness = latenessOf(late, asked);
  // A function that fails here changes nothing: the event is refused anyway.
  return lateness === 'duplicate' || lateness === 'stale'
    ? { code: lateness, event: type, status }
    : refusal;
}

/** A property that the object has itself: `constructor` is no status of anything. */
function own<Value>(
  words: { readonly [word: string]: Value } | undefined,
  word: string,
): Value | undefined {
  return words !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Whether the event is old news; the failure, where that could not be told. */
function latenessOf(
  late: NonNullable<Edge['late']>,
  asked: Asked<Model>,
): Lateness | Failure | null {
  if (asked.order === null || asked.event === undefined) return null;
  try {
    return late(asked as never);
  } catch (cause) {
    return { code: 'guard_failed', params: { of: 'late' }, cause };
  }
}

/** An answer that comes later is none; what it would have thrown must not end the host's process. */
export function refuseLater(answer: unknown): void {
  if (!(answer instanceof Promise)) return;
  answer.catch(() => undefined);
  throw new TypeError('It answered with a promise; rules answer at once');
}

/** The guards and invariants that say no. A guard that throws, or answers with anything but a verdict, says no. */
export function blockersOf(
  guards: readonly Guard<string, never>[],
  asked: object,
): (Model['blocker'] | Failure)[] | null {
  let blockers: (Model['blocker'] | Failure)[] | null = null;
  for (const { code, check } of guards) {
    let blocker: Model['blocker'] | Failure;
    try {
      const verdict = check(asked as never);
      if (verdict === null) continue;
      refuseLater(verdict);
      if (typeof verdict?.blocked !== 'object' || verdict.blocked === null)
        throw new TypeError(`The guard "${code}" gave no verdict`);
      blocker = { code, params: verdict.blocked };
    } catch (cause) {
      blocker = { code: 'guard_failed', params: { of: code }, cause };
    }
    (blockers ??= []).push(blocker);
  }
  return blockers;
}

/** Why an event is refused, in the fixed order: authorise, status, old news, guards; `null` when it is legal. */
export function judge(
  lifecycle: AnyLifecycle,
  edge: Edge | undefined,
  type: string,
  asked: Asked<Model>,
): Refusal<Model> | null {
  if (edge === undefined) return misplaced(lifecycle, type, asked);
  const { kind } = asked.actor;
  if (!edge.by.includes(kind)) return standing(lifecycle, type, edge.from, kind).refusal;
  const lateness = edge.late === null ? null : latenessOf(edge.late, asked);
  if (lateness === 'duplicate' || lateness === 'stale') {
    return { code: lateness, event: type, status: edge.from };
  }
  const blockers = blockersOf(edge.guards, asked);
  if (blockers === null && lateness === null) return null;
  return {
    code: 'blocked',
    event: type,
    status: edge.from,
    possible: possibleIn(lifecycle, edge.from, kind),
    blockers: lateness === null ? (blockers ?? []) : [lateness, ...(blockers ?? [])],
  };
}

function holds({ check }: Guard<string, never>, asked: object): boolean {
  try {
    const verdict = check(asked as never);
    refuseLater(verdict);
    return verdict === null;
  } catch {
    return false;
  }
}

/** Whether an event is legal, without the reasons why not. */
export function isLegal(edge: Edge | undefined, asked: Asked<Model>): boolean {
  if (edge === undefined || !edge.by.includes(asked.actor.kind)) return false;
  if (edge.late !== null && latenessOf(edge.late, asked) !== null) return false;
  for (const guard of edge.guards) if (!holds(guard, asked)) return false;
  return true;
}

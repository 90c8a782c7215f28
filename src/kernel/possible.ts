import type { AnyLifecycle } from './lifecycle.js';
import type { Model } from './model.js';
import type { Refusal } from './refusal.js';

/** What is said alike of every order in a status to every actor of a kind. Made once, and shared: it is frozen. */
interface Standing {
  readonly possible: readonly string[];
  /** By the type of the event. */
  readonly refusals: Map<string, Refusal<Model>>;
}

const known = new WeakMap<AnyLifecycle, Map<string, Map<string, Standing>>>();

/** Statuses and kinds that are no words of the lifecycle come from outside: they are not remembered. */
function standsIn(lifecycle: AnyLifecycle, status: string, kind: string): boolean {
  const { statuses, rules, superActors } = lifecycle.definition;
  return (
    (status === 'nothing' || Object.hasOwn(statuses, status)) &&
    (superActors?.includes(kind) === true || rules.some(({ by }) => by.includes(kind)))
  );
}

function standing(lifecycle: AnyLifecycle, status: string, kind: string): Standing {
  let statuses = known.get(lifecycle);
  if (statuses === undefined) known.set(lifecycle, (statuses = new Map()));
  let kinds = statuses.get(status);
  const there = kinds?.get(kind);
  if (there !== undefined) return there;
  const possible = lifecycle.events.filter((type) => {
    const edge = lifecycle.lookup[type]?.[status];
    return edge !== undefined && !edge.rule.override && edge.by[kind] === true;
  });
  const made = { possible: Object.freeze(possible), refusals: new Map<string, Refusal<Model>>() };
  if (standsIn(lifecycle, status, kind)) {
    if (kinds === undefined) statuses.set(status, (kinds = new Map<string, Standing>()));
    kinds.set(kind, made);
  }
  return made;
}

/** The events that a kind of actor may send in a status, guards aside. Overrides are left out: they are no suggestion. */
export function possibleIn(
  lifecycle: AnyLifecycle,
  status: string,
  kind: string,
): readonly string[] {
  return standing(lifecycle, status, kind).possible;
}

/** A refusal that depends on nothing but the event, the status and the kind of actor. */
export function standingRefusal(
  lifecycle: AnyLifecycle,
  type: string,
  status: string,
  kind: string,
  make: (possible: readonly string[]) => Refusal<Model>,
): Refusal<Model> {
  const { possible, refusals } = standing(lifecycle, status, kind);
  let refusal = refusals.get(type);
  if (refusal === undefined) refusals.set(type, (refusal = Object.freeze(make(possible))));
  return refusal;
}

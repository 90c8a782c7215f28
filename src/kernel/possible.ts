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

/** So many kinds of actor are remembered: what comes from outside must not fill the memory. */
const mostKinds = 100;

function standing(lifecycle: AnyLifecycle, status: string, kind: string): Standing {
  let statuses = known.get(lifecycle);
  if (statuses === undefined) {
    statuses = new Map(['nothing', ...lifecycle.statuses].map((each) => [each, new Map()]));
    known.set(lifecycle, statuses);
  }
  const kinds = statuses.get(status);
  let there = kinds?.get(kind);
  if (there === undefined) {
    const possible = lifecycle.events.filter((type) => {
      const edge = lifecycle.lookup[type]?.[status];
      return edge !== undefined && !edge.rule.override && edge.by.includes(kind);
    });
    there = { possible: Object.freeze(possible), refusals: new Map() };
    if (kinds && kinds.size < mostKinds) kinds.set(kind, there);
  }
  return there;
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

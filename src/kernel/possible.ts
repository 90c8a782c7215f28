import type { AnyLifecycle, Standing, StandingRefusal } from './lifecycle.js';

/** So many kinds of actor are remembered: what comes from outside must not fill the memory. */
const mostKinds = 100;

export function standingOf(lifecycle: AnyLifecycle, status: string, kind: string): Standing {
  const kinds = lifecycle.standing.get(status);
  const known = kinds?.get(kind);
  if (known !== undefined) return known;
  const possible = lifecycle.events.filter((type) => {
    const edge = lifecycle.lookup[type]?.[status];
    return edge !== undefined && !edge.rule.override && edge.by.includes(kind);
  });
  const made = { possible: Object.freeze(possible), refusals: new Map<string, StandingRefusal>() };
  if (kinds && kinds.size < mostKinds) kinds.set(kind, made);
  return made;
}

/** The events that a kind of actor may send in a status, guards aside. Overrides are left out: they are no suggestion. */
export function possibleIn(
  lifecycle: AnyLifecycle,
  status: string,
  kind: string,
): readonly string[] {
  return standingOf(lifecycle, status, kind).possible;
}

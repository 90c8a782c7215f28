import type { AnyLifecycle } from './lifecycle.js';

const known = new WeakMap<object, Record<string, readonly string[]>>();

/** The events that a kind of actor may send in a status, guards aside. Overrides are left out: they are no suggestion. */
export function possibleIn(
  lifecycle: AnyLifecycle,
  status: string,
  kind: string,
): readonly string[] {
  let lists = known.get(lifecycle);
  if (lists === undefined)
    known.set(lifecycle, (lists = Object.create(null) as Record<string, readonly string[]>));
  return (lists[`${status} ${kind}`] ??= lifecycle.events.filter((type) => {
    const edge = lifecycle.lookup[type]?.[status];
    return edge !== undefined && !edge.rule.override && edge.by[kind] === true;
  }));
}

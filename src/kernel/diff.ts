import type { AnyLifecycle, Edge, Lifecycle } from './lifecycle.js';
import type { Model } from './model.js';

/**
 * One difference between two definitions. It is breaking when a caller or an order that the old one served can be
 * refused, or led elsewhere, by the new one.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Difference {
  readonly kind:
    | 'status_added'
    | 'status_removed'
    | 'edge_added'
    | 'edge_removed'
    | 'target_changed'
    | 'actor_added'
    | 'actor_removed'
    | 'guard_added'
    | 'guard_removed'
    | 'effects_changed';
  readonly breaking: boolean;
  /** `event @ status`, or the status; then what changed. */
  readonly at: string;
  readonly detail?: string;
}

function edgesOf(lifecycle: AnyLifecycle): ReadonlyMap<string, Edge> {
  const edges = new Map<string, Edge>();
  for (const [event, byStatus] of Object.entries(lifecycle.lookup)) {
    for (const [status, edge] of Object.entries(byStatus ?? {}))
      edges.set(`${event} @ ${status}`, edge);
  }
  return edges;
}

function lost(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.filter((name) => !after.includes(name));
}

function compareEdges(at: string, before: Edge, after: Edge): readonly Difference[] {
  const names = (edge: Edge) => ({
    to: edge.rule.to.length === 0 ? [edge.from] : edge.rule.to,
    by: edge.by,
    guards: edge.rule.guards.map(({ code }) => code),
    effects: edge.rule.effects.map(({ type }) => type).join(', '),
  });
  const [old, now] = [names(before), names(after)];
  const differ = (
    kind: Difference['kind'],
    breaking: boolean,
    details: readonly string[],
  ): readonly Difference[] => details.map((detail) => ({ kind, breaking, at, detail }));
  return [
    ...differ('target_changed', true, lost(now.to, old.to).concat(lost(old.to, now.to))),
    ...differ('actor_added', false, lost(now.by, old.by)),
    ...differ('actor_removed', true, lost(old.by, now.by)),
    ...differ('guard_added', true, lost(now.guards, old.guards)),
    ...differ('guard_removed', false, lost(old.guards, now.guards)),
    ...(old.effects === now.effects
      ? []
      : differ('effects_changed', false, [`${old.effects} -> ${now.effects}`])),
  ];
}

/**
 * What changed from one definition to the next, breaking differences first.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function diffDefinitions<A extends Model, B extends Model>(
  before: Lifecycle<A, unknown>,
  after: Lifecycle<B, unknown>,
): readonly Difference[] {
  const old = edgesOf(before as unknown as AnyLifecycle);
  const now = edgesOf(after as unknown as AnyLifecycle);
  const differences: Difference[] = [
    ...lost(before.statuses, after.statuses).map((at) => ({
      kind: 'status_removed' as const,
      breaking: true,
      at,
    })),
    ...lost(after.statuses, before.statuses).map((at) => ({
      kind: 'status_added' as const,
      breaking: false,
      at,
    })),
  ];
  for (const [at, edge] of old) {
    const next = now.get(at);
    if (next) differences.push(...compareEdges(at, edge, next));
    else differences.push({ kind: 'edge_removed', breaking: true, at });
  }
  for (const at of now.keys())
    if (!old.has(at)) differences.push({ kind: 'edge_added', breaking: false, at });
  return differences.toSorted((a, b) => Number(b.breaking) - Number(a.breaking));
}

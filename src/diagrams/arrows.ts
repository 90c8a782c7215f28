import type { AnyLifecycle, Lifecycle, Model } from '../kernel/index.js';

/** One arrow of a diagram: a status, where it leads, and the events that lead there. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
}

/**
 * The arrows of a lifecycle, in the order of its rules. Overrides and events that keep the status are left out: they
 * would hide the picture.
 */
export function arrowsOf<M extends Model, T>(lifecycle: Lifecycle<M, T>): readonly Arrow[] {
  const plain = lifecycle as unknown as AnyLifecycle;
  const arrows = new Map<string, { from: string; to: string; events: string[] }>();
  for (const { type, from, to, override } of plain.definition.rules) {
    if (override) continue;
    for (const status of from) {
      for (const target of to) {
        if (status === target) continue;
        const name = `${status} ${target}`;
        const arrow = arrows.get(name) ?? { from: status, to: target, events: [] };
        arrow.events.push(type);
        arrows.set(name, arrow);
      }
    }
  }
  return [...arrows.values()];
}

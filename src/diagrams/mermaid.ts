import type { Lifecycle, Model } from '../kernel/index.js';
import { arrowsOf } from './arrows.js';

/** How a diagram is drawn. */
export interface DiagramOptions {
  /** What to call a status; its own name when left out. */
  readonly label?: (status: string) => string;
  /** The status to mark as the current one. */
  readonly current?: string;
}

/** A label that Mermaid reads as text, whatever it holds. */
const quoted = (text: string): string => text.replaceAll(/["\n\r]/g, ' ');

/**
 * A lifecycle as a Mermaid state diagram: its statuses, its transitions, where it begins and where it ends.
 *
 * @example
 * ```ts
 * import { cod } from 'cod-lifecycle';
 * import { mermaid } from 'cod-lifecycle/diagrams';
 *
 * mermaid(cod()).split('\n')[0]; //=> 'stateDiagram-v2'
 * ```
 * @category Diagrams
 * @since 0.1.0
 */
export function mermaid<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  { label = (status) => status, current }: DiagramOptions = {},
): string {
  const { statuses } = lifecycle.definition;
  const lines = lifecycle.statuses.map(
    (status: string) => `  state "${quoted(label(status))}" as ${status}`,
  );
  for (const { from, to, events } of arrowsOf(lifecycle)) {
    lines.push(`  ${from === 'nothing' ? '[*]' : from} --> ${to} : ${events.join(', ')}`);
  }
  for (const status of lifecycle.statuses) {
    if (statuses[status].final) lines.push(`  ${status} --> [*]`);
  }
  if (current !== undefined && (lifecycle.statuses as readonly string[]).includes(current))
    lines.push('  classDef current stroke-width:4px', `  class ${current} current`);
  return ['stateDiagram-v2', ...lines].join('\n');
}

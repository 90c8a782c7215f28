import type { LifeStep } from './life.js';
import { told } from './ending.js';
import type { CodLifecycle } from '../lifecycle/index.js';

/** A life in lines, for a person who has to understand a counterexample. */
export function tellLife(lifecycle: CodLifecycle, steps: readonly LifeStep[]): string {
  const lines = steps.map(({ before, event, context: { actor, now, occurredAt }, decision }) => {
    const { type, ...said } = event;
    const end = decision.ok ? decision.order.status : `refused: ${told(decision.refusal)}`;
    const when =
      occurredAt === undefined || occurredAt === now ? now : `${occurredAt} (told ${now})`;
    const from = before?.status ?? 'nothing';
    return `${when} ${actor.kind} ${actor.id}: ${type} ${JSON.stringify(said)} @ ${from} -> ${end}`;
  });
  return [`policy ${JSON.stringify(lifecycle.policy)}`, ...lines].join('\n');
}

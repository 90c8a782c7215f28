import { digest } from '../kernel/index.js';
import type { AnyLifecycle, Blocking, Model } from '../kernel/index.js';
import type { Contradiction } from '../ports/contradictions.js';
import type { Command, Result } from './command.js';

/** The same report has the same id, however often it is told and in whatever order its keys come. */
function idOf({ event, actor }: Command): string {
  const { type, ...said } = event;
  const words = Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify([type, actor.kind, actor.id, words]));
}

/** What a person has to look at, if this refusal is of that kind: the word of somebody who was there. */
export function contradictionOf(
  lifecycle: AnyLifecycle,
  command: Command,
  result: Result,
): Contradiction | null {
  const { event, actor } = command;
  const { reports } = lifecycle.definition;
  const believed = reports?.by[event.type]?.includes(actor.kind);
  if (!reports || !believed || result.kind !== 'refused' || result.order === null) return null;
  const { order, refusal } = result;
  const codes =
    refusal.code === 'blocked'
      ? (refusal as Blocking<Model>).blockers.map(({ code }) => code)
      : [refusal.code];
  if (!codes.every((code) => reports.contradictedBy.includes(code))) return null;
  return {
    contradictionId: `${order.id}/${idOf(command)}`,
    tenant: order.tenant,
    id: order.id,
    event,
    actor,
    status: order.status,
    codes,
    occurredAt: command.occurredAt,
    recordedAt: command.now,
  };
}

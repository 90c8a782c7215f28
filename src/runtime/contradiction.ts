import { digest } from '../kernel/fingerprint.js';
import { blockersOf } from '../kernel/judge.js';
import type { AnyLifecycle, Blocking, Model } from '../kernel/index.js';
import type { Contradiction } from '../ports/contradictions.js';
import type { StoredOrder } from '../ports/order-store.js';
import type { Command, Result } from './command.js';

/** Facts of an event that are nobody's personal data. */
const plain: ReadonlySet<string> = new Set([
  'reason',
  'outcome',
  'collected',
  'amountDue',
  'cause',
]);

/** The same report has the same id, however often it is told, as long as the order stays in its status. */
function idOf({ event, actor }: Command, { status, enteredAt }: StoredOrder): string {
  const said = Object.entries(event)
    .filter(([word]) => plain.has(word))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digest(JSON.stringify([status, enteredAt, event.type, actor.kind, actor.id, said]));
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
  if (!reports || !believed || command.dryRun) return null;
  if (result.kind !== 'refused' || result.order === null) return null;
  const { order, refusal } = result;
  const codes =
    refusal.code === 'blocked'
      ? (refusal as Blocking<Model>).blockers.map(({ code }) => code)
      : [refusal.code];
  if (!codes.every((code) => reports.contradictedBy.includes(code))) return null;
  const { guards = [] } = reports;
  const asked = { ...command, order, policy: lifecycle.policy };
  if (blockersOf(guards, asked) !== null) return null;
  return {
    contradictionId: `${order.id}/${idOf(command, order)}`,
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

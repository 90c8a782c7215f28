import type { HistoryEntry } from '../../order/index.js';
import type { Change, EffectRecord, StoredOrder } from '../../ports/index.js';
import { start } from './instants.js';

/** What a change is to have that is not as usual. */
interface ChangeFields extends Partial<Omit<Change, 'entry'>> {
  readonly commandId?: string;
  readonly entry?: Partial<HistoryEntry>;
}

/** The change that makes an order what it is, by a command that is named after it unless it is said otherwise. */
export function changeOf(order: StoredOrder, fields: ChangeFields = {}): Change {
  const { tenant, id, version, status } = order;
  const { commandId = `${id}@${version}`, entry, ...rest } = fields;
  return {
    order,
    expectedVersion: version - 1,
    entry: {
      tenant,
      orderId: id,
      version,
      event: { type: version === 1 ? 'place' : 'add_note' },
      from: version === 1 ? 'nothing' : 'new',
      to: status,
      actor: { kind: 'agent', id: 'salma' },
      occurredAt: start,
      recordedAt: start,
      commandId,
      ...entry,
    },
    effects: [],
    open: true,
    since: version === 1 ? null : start,
    ...rest,
  };
}

/** What an order owes since its last change; the first such effect has the index 0. */
export function effectOf(
  { tenant, id, version }: StoredOrder,
  index: number,
  fields: Partial<EffectRecord> = {},
): EffectRecord {
  return {
    effectId: `${tenant}/${id}/${version}/${index}`,
    tenant,
    id,
    version,
    index,
    effect: { type: 'notify_customer' },
    createdAt: start,
    dueAt: null,
    blocking: false,
    ...fields,
  };
}

/** The change, with so many effects. */
export function owing(order: StoredOrder, count: number, fields: ChangeFields = {}): Change {
  const effects = Array.from({ length: count }, (_, index) => effectOf(order, index));
  return changeOf(order, { effects, ...fields });
}

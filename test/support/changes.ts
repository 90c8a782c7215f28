import type { Change, EffectRecord, HistoryEntry, StoredOrder } from 'cod-lifecycle';
import { actor, orderIn, start } from './life.ts';

/** An order as a store keeps it. */
export const stored = (id: string, fields: Partial<StoredOrder> = {}): StoredOrder => ({
  ...orderIn('new'),
  id,
  source: { kind: 'manual', shop: 'default', externalId: id, reference: null },
  ...fields,
});

const entryOf = ({ tenant, id, version }: StoredOrder, commandId: string): HistoryEntry => ({
  tenant,
  orderId: id,
  version,
  event: { type: version === 1 ? 'place' : 'add_note' },
  from: version === 1 ? 'nothing' : 'new',
  to: 'new',
  actor: actor('agent'),
  occurredAt: start,
  recordedAt: start,
  commandId,
});

export const owed = (
  { tenant, id, version }: StoredOrder,
  index: number,
  fields: Partial<EffectRecord> = {},
): EffectRecord => ({
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
});

/** A change that a store is asked to write. */
export const changeOf = (
  order: StoredOrder,
  fields: Partial<Change> & { commandId?: string } = {},
): Change => {
  const { commandId = `c${order.id}-${order.version}`, ...rest } = fields;
  return {
    order,
    expectedVersion: order.version - 1,
    entry: entryOf(order, commandId),
    effects: [],
    ...rest,
  };
};

/** The next version of an order. */
export const next = (order: StoredOrder, fields: Partial<StoredOrder> = {}): StoredOrder => ({
  ...order,
  ...fields,
  version: order.version + 1,
});

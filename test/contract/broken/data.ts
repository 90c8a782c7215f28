import type { Change, OrderStore, StoredOrder } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';

const writing = (
  store: OrderStore,
  write: (order: StoredOrder) => StoredOrder,
): Partial<OrderStore> => ({
  commit: (changes) =>
    store.commit(changes.map((change): Change => ({ ...change, order: write(change.order) }))),
});

const copiedByKey = brokenMemory('that copies objects key by key', ['odd-metadata'], (store) =>
  writing(store, (order) => {
    const metadata: Record<string, string> = {};
    for (const [key, value] of Object.entries(order.metadata)) metadata[key] = value;
    return { ...order, metadata };
  }),
);

const amountsAsFloats = brokenMemory(
  'that keeps amounts as floats of 32 bits',
  ['large-amounts'],
  (store) =>
    writing(store, (order) => ({
      ...order,
      amountDue: { ...order.amountDue, amount: Math.fround(order.amountDue.amount) },
    })),
);

const namesCutShort = brokenMemory(
  'that cuts what is longer than 191 characters',
  ['long-names'],
  (store) =>
    writing(store, (order) => ({
      ...order,
      source: { ...order.source, externalId: order.source.externalId.slice(0, 191) },
    })),
);

export const brokenData = [copiedByKey, amountsAsFloats, namesCutShort];

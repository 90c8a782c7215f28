import type { HistoryEntry } from '../../order/index.js';
import type { EffectState, OrderKey, OrderStore, StoredOrder } from '../../ports/index.js';
import { tenant } from './sample-order.js';

/** More than any check puts into one tenant. */
const limit = 1000;

/** Sorted by a text, since most lists of a store have no order that is promised. */
export function sortedBy<Row>(rows: readonly Row[], textOf: (row: Row) => string): readonly Row[] {
  return rows.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

/** One order as it stands; `null` where there is none. */
export async function orderIn(store: OrderStore, key: OrderKey): Promise<StoredOrder | null> {
  const [loaded] = await store.load([key]);
  return loaded?.order ?? null;
}

export async function historyOf(
  store: OrderStore,
  key: OrderKey,
): Promise<readonly HistoryEntry[]> {
  const { tenant, id } = key;
  return (await store.history({ tenant, id, limit })).rows;
}

export async function effectsIn(store: OrderStore, state: EffectState = 'pending') {
  return sortedBy(await store.effects.list({ tenant, state, limit }), ({ effectId }) => effectId);
}

/** All that a store shows of a tenant, with what it has of these orders. */
export async function contentsOf(store: OrderStore, ...ids: readonly string[]) {
  const orders = [];
  const histories = [];
  for (const id of ids) {
    orders.push(await orderIn(store, { tenant, id }));
    histories.push(await historyOf(store, { tenant, id }));
  }
  const { rows } = await store.list({ tenant, limit });
  const contradictions = await store.contradictions.list({ tenant, limit });
  return {
    orders,
    histories,
    listed: sortedBy(rows, ({ id }) => id),
    counts: await store.counts({ tenant }),
    pending: await effectsIn(store),
    done: await effectsIn(store, 'done'),
    dead: await effectsIn(store, 'dead'),
    contradictions: sortedBy(contradictions, ({ contradictionId }) => contradictionId),
  };
}

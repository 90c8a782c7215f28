import type { HistoryEntry } from '../../../order/index.js';
import { pagesOf } from '../pages-of.js';
import { put, putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import type { OrderStore, StoredOrder } from '../../../ports/index.js';
import { checksIn } from '../store-check.js';

/** The counts without those of 0, which a store may or may not name. */
async function countsIn(store: OrderStore) {
  const counts = await store.counts({ tenant });
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

/** An order with a history of so many entries. */
async function lived(
  store: OrderStore,
  versions: number,
): Promise<{ readonly order: StoredOrder; readonly entries: readonly HistoryEntry[] }> {
  let order = orderOf('a');
  const changes = [changeOf(order)];
  while (changes.length < versions) {
    order = nextOf(order);
    changes.push(changeOf(order));
  }
  await put(store, ...changes);
  return { order, entries: changes.map(({ entry }) => entry) };
}

export const counting = checksIn('query', [
  {
    id: 'counts-by-status',
    rules: ['OS-9'],
    title: 'counts every order once, under the status that it is in now',
    run: async ({ store }) => {
      same('nothing', await countsIn(store), {});
      const orders = ordersOf(30);
      await putAll(
        store,
        orders.map((order) => changeOf(order)),
      );
      same('at first', await countsIn(store), { new: 30 });
      const moved = orders.slice(0, 12).map((order) => nextOf(order, { status: 'confirmed' }));
      await putAll(
        store,
        moved.map((order) => changeOf(order)),
      );
      await put(store, changeOf(orderOf('odd', { status: `it's "odd"` })));
      const expected = { new: 18, confirmed: 12, [`it's "odd"`]: 1 };
      same('in the end', await countsIn(store), expected);
    },
  },
  {
    id: 'history-page-by-page',
    rules: ['OS-9'],
    title: 'shows a history oldest first, each entry once, in pages of any size',
    run: async ({ store }) => {
      const { entries } = await lived(store, 25);
      for (const limit of [1, 2, 7, 25, 26]) {
        const pages = await pagesOf((after) => store.history({ tenant, id: 'a', limit, ...after }));
        same(`the history, ${limit} a page`, pages.flat(), entries);
        const most = Math.max(...pages.map((rows) => rows.length));
        same(`the largest page of ${limit}`, most, Math.min(limit, 25));
        same(`how many pages of ${limit}`, pages.length, Math.ceil(25 / limit));
      }
    },
  },
  {
    id: 'history-grows-between-pages',
    rules: ['OS-9'],
    title: 'shows each entry of a history once, when it grows between pages',
    run: async ({ store }) => {
      const { order, entries } = await lived(store, 11);
      const first = await store.history({ tenant, id: 'a', limit: 5 });
      const added = changeOf(nextOf(order));
      await put(store, added);
      const rest = await pagesOf(
        (after) => store.history({ tenant, id: 'a', limit: 5, ...after }),
        first.next,
      );
      same('the history', [...first.rows, ...rest.flat()], [...entries, added.entry]);
    },
  },
  {
    id: 'history-of-an-unknown-order',
    rules: ['OS-1', 'OS-9'],
    title: 'shows no history of an unknown order',
    run: async ({ store }) => {
      await put(store, changeOf(orderOf('a')));
      const none = { rows: [], next: null };
      same('the history', await store.history({ tenant, id: 'b', limit: 9 }), none);
    },
  },
]);

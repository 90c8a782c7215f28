import type { OrderStore } from '../../../ports/index.js';
import { contentsOf } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { changeOf, owing } from '../sample-change.js';
import { contradictionOf } from '../sample-contradiction.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { undone } from '../undone.js';
import { within } from '../within.js';

const needs = ['transactions'] as const;
const a = orderOf('a');
const b = orderOf('b');
const moved = nextOf(a, { status: 'confirmed' });

/** What a reader sees of the orders `a` and `b`, by every question that can be asked within a transaction. */
async function seenBy(store: OrderStore) {
  const loaded = await store.load([
    { tenant, id: 'a', commandId: 'a@2' },
    { tenant, source: b.source, commandId: 'b@1' },
  ]);
  const { rows } = await store.list({ tenant, limit: 9 });
  const { rows: confirmed } = await store.list({ tenant, status: ['confirmed'], limit: 9 });
  const { rows: entries } = await store.history({ tenant, id: 'a', limit: 9 });
  return {
    loaded: loaded.map(({ order, earlier }) => [order?.version, earlier?.version]),
    listed: rows.map(({ id, version }) => `${id} ${version}`).toSorted(),
    confirmed: confirmed.map(({ id }) => id),
    counts: await store.counts({ tenant }),
    entries: entries.map(({ commandId }) => commandId),
  };
}

export const joining = checksIn('host transaction', [
  {
    id: 'sees-its-own-writes',
    rules: ['OS-15'],
    title: 'sees in a transaction what was written in it: loaded, listed, counted, in the history',
    needs,
    run: async ({ store, transaction }) => {
      await put(store, changeOf(a));
      const expected = {
        loaded: [
          [2, 2],
          [1, 1],
        ],
        listed: ['a 2', 'b 1'],
        confirmed: ['a'],
        counts: { confirmed: 1, new: 1 },
        entries: ['a@1', 'a@2'],
      };
      await transaction(async (tx) => {
        await put(within(store, tx), changeOf(moved), changeOf(b));
        same('within', await seenBy(within(store, tx)), expected);
      });
      same('afterwards', await seenBy(store), expected);
    },
  },
  {
    id: 'kept-by-a-commit',
    rules: ['OS-15'],
    title: 'keeps all that was written in a transaction once the host has committed it',
    needs,
    run: async ({ store, transaction }) => {
      await put(store, changeOf(a));
      const orders = ordersOf(300);
      const contradiction = contradictionOf('x');
      await transaction(async (tx) => {
        await put(within(store, tx), owing(moved, 2));
        await putAll(
          within(store, tx),
          orders.map((order) => owing(order, 1)),
        );
        await store.contradictions.keep(contradiction, tx);
      });
      const found = await contentsOf(store, 'a');
      same('the order', found.orders, [moved]);
      same('the history', found.histories[0]?.length, 2);
      same('the orders', found.listed, [moved, ...orders]);
      same('how much is owed', found.pending.length, 302);
      same('the contradictions', found.contradictions, [contradiction]);
    },
  },
  {
    id: 'gone-after-a-rollback',
    rules: ['OS-15'],
    title: 'has nothing left of the commits in a transaction that the host rolls back',
    needs,
    run: async ({ store, transaction }) => {
      await put(store, owing(a, 1));
      const before = await contentsOf(store, 'a', 'b');
      await undone(transaction, async (tx) => {
        await put(within(store, tx), owing(moved, 2), owing(b, 1));
        await putAll(
          within(store, tx),
          ordersOf(300).map((order) => owing(order, 1)),
        );
      });
      same('the store', await contentsOf(store, 'a', 'b'), before);
      await put(store, owing(moved, 2), owing(b, 1));
    },
  },
  {
    id: 'contradiction-gone-after-a-rollback',
    rules: ['OS-15'],
    title:
      'has nothing left of a contradiction that was kept in a transaction, nor of its new words',
    needs,
    run: async ({ store, transaction }) => {
      const known = contradictionOf('known');
      await store.contradictions.keep(known);
      await undone(transaction, async (tx) => {
        await store.contradictions.keep(contradictionOf('known', { status: 'returned' }), tx);
        await store.contradictions.keep(contradictionOf('new'), tx);
      });
      same('the contradictions', await store.contradictions.list({ tenant, limit: 9 }), [known]);
    },
  },
  {
    id: 'transaction-after-transaction',
    rules: ['OS-15'],
    title: 'writes on in the next transaction, and outside of any, after one was rolled back',
    needs,
    run: async ({ store, transaction }) => {
      let order = a;
      await put(store, changeOf(order));
      for (const other of ordersOf(3)) {
        await undone(transaction, (tx) => put(within(store, tx), changeOf(other)));
        const next = nextOf(order);
        await transaction((tx) => put(within(store, tx), changeOf(next)));
        order = nextOf(next);
        await put(store, changeOf(order));
      }
      same('the order', (await contentsOf(store, 'a')).orders, [order]);
    },
  },
]);

import { historyOf } from '../contents-of.js';
import { start } from '../instants.js';
import { put } from '../put.js';
import { changeOf, owing } from '../sample-change.js';
import { contradictionOf } from '../sample-contradiction.js';
import { orderOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

/** Two shops that use the same ids; their sources differ, so that nothing else is tried here. */
const mine = orderOf('a', { tenant: 'mine', source: orderOf('s1').source });
const theirs = orderOf('a', { tenant: 'theirs', source: orderOf('s2').source, status: 'shipped' });
const nobody = { order: null, earlier: null };

export const keepingTenantsApart = checksIn('tenants', [
  {
    id: 'orders-of-another-tenant',
    rules: ['OS-10'],
    title: 'shows no order of one tenant under another, by id, by source or in a list',
    run: async ({ store }) => {
      await put(store, changeOf(mine), changeOf(theirs));
      for (const order of [mine, theirs]) {
        const { tenant, id, source } = order;
        const found = [{ order, earlier: null }];
        same('by id', await store.load([{ tenant, id }]), found);
        same('by source', await store.load([{ tenant, source }]), found);
        same('in a list', (await store.list({ tenant, limit: 9 })).rows, [order]);
        const filtered = await store.list({ tenant, status: ['new', 'shipped'], limit: 9 });
        same('through a filter', filtered.rows, [order]);
      }
      const strange = { tenant: 'theirs', source: mine.source };
      same('by the other’s source', await store.load([strange]), [nobody]);
      same('for nobody', (await store.list({ tenant: 'nobody', limit: 9 })).rows, []);
    },
  },
  {
    id: 'counts-of-another-tenant',
    rules: ['OS-10'],
    title: 'counts no order of one tenant under another',
    run: async ({ store }) => {
      await put(store, changeOf(mine), changeOf(theirs));
      const statuses = async (tenant: string) => {
        const counts = await store.counts({ tenant });
        return Object.keys(counts).filter((status) => (counts[status] ?? 0) > 0);
      };
      same('mine', await statuses('mine'), ['new']);
      same('theirs', await statuses('theirs'), ['shipped']);
      same('nobody’s', await statuses('nobody'), []);
    },
  },
  {
    id: 'entries-of-another-tenant',
    rules: ['OS-5', 'OS-10'],
    title: 'shows no entry of one tenant under another, and knows no command of theirs',
    run: async ({ store }) => {
      const [first, second] = [changeOf(mine, { commandId: 'c1' }), changeOf(theirs)];
      await put(store, first, second);
      same('mine', await historyOf(store, mine), [first.entry]);
      same('theirs', await historyOf(store, theirs), [second.entry]);
      const [loaded] = await store.load([{ tenant: 'theirs', id: 'a', commandId: 'c1' }]);
      same('my command', loaded?.earlier, null);
    },
  },
  {
    id: 'command-of-another-tenant',
    rules: ['OS-5', 'OS-10'],
    title: 'lets tenants have commands of the same id on orders of the same id',
    run: ({ store }) =>
      put(store, changeOf(mine, { commandId: 'c1' }), changeOf(theirs, { commandId: 'c1' })),
  },
  {
    id: 'source-of-another-tenant',
    rules: ['OS-6', 'OS-10'],
    title: 'lets tenants have orders of the same source',
    run: ({ store }) =>
      put(store, changeOf(mine), changeOf({ ...theirs, id: 'b', source: mine.source })),
  },
  {
    id: 'effects-of-another-tenant',
    rules: ['OS-10', 'EQ-2'],
    title: 'shows no effect of one tenant under another, and has a lane for each of their orders',
    run: async ({ store }) => {
      await put(store, owing(mine, 1), owing(theirs, 1));
      const query = { now: start, leaseMs: 60_000, limit: 9 };
      const listed = async (tenant: string) =>
        (await store.effects.list({ tenant, state: 'pending', limit: 9 })).map((one) => one.tenant);
      same('mine', await listed('mine'), ['mine']);
      same('theirs', await listed('theirs'), ['theirs']);
      const ofMine = await store.effects.claim({ ...query, order: { tenant: 'mine', id: 'a' } });
      same(
        'claimed of mine',
        ofMine.map(({ effectId }) => effectId),
        ['mine/a/1/0'],
      );
      const rest = await store.effects.claim(query);
      same(
        'claimed of the rest',
        rest.map(({ effectId }) => effectId),
        ['theirs/a/1/0'],
      );
    },
  },
  {
    id: 'contradictions-of-another-tenant',
    rules: ['OS-10', 'CO-1'],
    title: 'shows no contradiction of one tenant under another, and settles none of theirs',
    run: async ({ store: { contradictions } }) => {
      const [one, other] = ['mine', 'theirs'].map((tenant) => contradictionOf('x', { tenant }));
      if (one) await contradictions.keep(one);
      const key = { tenant: 'theirs', contradictionId: 'x' };
      same('settled before it was theirs', await contradictions.settle(key), false);
      if (other) await contradictions.keep(other);
      same('settled', await contradictions.settle(key), true);
      same('mine', await contradictions.list({ tenant: 'mine', limit: 9 }), [one]);
      same('theirs', await contradictions.list({ tenant: 'theirs', limit: 9 }), []);
    },
  },
  {
    id: 'tenants-that-look-like-two',
    rules: ['OS-10'],
    title: 'mixes no names up that would look like others if they were joined',
    run: async ({ store }) => {
      const names = [
        ['b","c', 'a'],
        ['c', 'a","b'],
        ['b/c', 'a'],
        ['c', 'a/b'],
        ['b c', 'a'],
        ['c', 'a b'],
        ['bc', 'a'],
        ['c', 'ab'],
      ] as const;
      // Their sources differ as well, which is tried elsewhere.
      const orders = names.map(([id, tenant]) =>
        orderOf(id, { tenant, source: orderOf(JSON.stringify([id, tenant])).source }),
      );
      for (const order of orders) await put(store, owing(order, 1, { commandId: 'c1' }));
      for (const order of orders) {
        const { tenant, id, source } = order;
        const [byId] = await store.load([{ tenant, id }]);
        const [bySource] = await store.load([{ tenant, source }]);
        same('the order', [byId?.order, bySource?.order], [order, order]);
        same('its history', (await historyOf(store, order)).length, 1);
      }
    },
  },
]);

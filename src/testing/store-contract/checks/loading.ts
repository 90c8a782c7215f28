import { contentsOf } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const nobody = { order: null, earlier: null };

export const loading = checksIn('state', [
  {
    id: 'unknown-order',
    rules: ['OS-1'],
    title: 'answers null for an unknown order, and never creates one',
    run: async ({ store }) => {
      const before = await contentsOf(store, 'a');
      const { source } = orderOf('a');
      const keys = [
        { tenant, id: 'a' },
        { tenant, source },
        { tenant, id: 'a', commandId: 'c1' },
      ];
      for (const key of keys) same('load', await store.load([key]), [nobody]);
      same('the store', await contentsOf(store, 'a'), before);
      same('the orders', before.listed, []);
    },
  },
  {
    id: 'found-by-id-and-source',
    rules: ['OS-2'],
    title: 'finds an order by its id and by its source, whatever number people use for it',
    run: async ({ store }) => {
      const source = { kind: 'shopify', shop: 'a.example', externalId: '7', reference: '#1042' };
      const order = orderOf('a', { source });
      await put(store, changeOf(order));
      const found = { order, earlier: null };
      const unnumbered = { ...source, reference: null };
      const keys = [
        { tenant, id: 'a' },
        { tenant, source },
        { tenant, source: unnumbered },
      ];
      for (const key of keys) same('load', await store.load([key]), [found]);
      for (const field of ['kind', 'shop', 'externalId'] as const) {
        const near = { ...source, [field]: 'else' };
        same(`another ${field}`, await store.load([{ tenant, source: near }]), [nobody]);
      }
    },
  },
  {
    id: 'order-of-the-keys',
    rules: ['OS-2'],
    title: 'answers in the order of the keys, one answer a key, also where one is asked for twice',
    run: async ({ store }) => {
      const [a, b, c] = [orderOf('a'), orderOf('b'), orderOf('c')];
      await put(store, changeOf(b), changeOf(c), changeOf(a));
      const keyOf = (id: string) => ({ tenant, id });
      const loaded = await store.load([
        keyOf('c'),
        keyOf('nobody'),
        keyOf('a'),
        { tenant, source: b.source },
        keyOf('a'),
      ]);
      const ids = loaded.map(({ order }) => order?.id ?? null);
      same('load', ids, ['c', null, 'a', 'b', 'a']);
    },
  },
  {
    id: 'any-number-of-keys',
    rules: ['OS-2'],
    title: 'answers no key, one, two and three hundred',
    run: async ({ store }) => {
      const orders = ordersOf(300);
      await putAll(
        store,
        orders.map((order) => changeOf(order)),
      );
      for (const size of [0, 1, 2, 300]) {
        const some = orders.slice(0, size);
        const loaded = await store.load(some.map(({ id }) => ({ tenant, id })));
        same(
          `load of ${size}`,
          loaded,
          some.map((order) => ({ order, earlier: null })),
        );
      }
    },
  },
  {
    id: 'earlier-entry',
    rules: ['OS-2', 'OS-5'],
    title: 'answers with the entry that the command wrote on that order before, if it did',
    run: async ({ store }) => {
      const [a, b] = [orderOf('a'), orderOf('b')];
      const first = changeOf(a, { commandId: 'c1' });
      const second = changeOf(nextOf(a), { commandId: 'c2' });
      await put(store, first, second, changeOf(b, { commandId: 'c3' }));
      const key = { tenant, id: 'a' };
      const earlierOf = async (commandId: string) => {
        const [byId] = await store.load([{ ...key, commandId }]);
        const [bySource] = await store.load([{ tenant, source: a.source, commandId }]);
        return [byId?.earlier ?? null, bySource?.earlier ?? null];
      };
      same('what c1 wrote', await earlierOf('c1'), [first.entry, first.entry]);
      same('what c2 wrote', await earlierOf('c2'), [second.entry, second.entry]);
      same('what another order’s command wrote', await earlierOf('c3'), [null, null]);
    },
  },
]);

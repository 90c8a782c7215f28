import { orderIn } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, orderOf, ordersOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { verdictsOf } from '../verdicts-of.js';

const conflict = ['conflict'];

export const judging = checksIn('verdicts', [
  {
    id: 'another-version',
    rules: ['OS-4'],
    title: 'answers conflict to a change that was decided on another version',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, changeOf(a));
      for (const expectedVersion of [2, 3, 7]) {
        const change = changeOf(nextOf(a), { expectedVersion });
        same(`on ${expectedVersion}`, await verdictsOf(store.commit([change])), conflict);
      }
      const unknown = changeOf(nextOf(orderOf('b')));
      same('on an unknown order', await verdictsOf(store.commit([unknown])), conflict);
    },
  },
  {
    id: 'taken-id',
    rules: ['OS-4'],
    title: 'answers conflict to a second order of one id, also where its source is another',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, changeOf(a));
      const source = { ...a.source, externalId: 'else' };
      const second = changeOf(orderOf('a', { source }), { commandId: 'c2' });
      same('the second', await verdictsOf(store.commit([second])), conflict);
      const again = changeOf(nextOf(a), { expectedVersion: 0 });
      same('of the same source', await verdictsOf(store.commit([again])), conflict);
    },
  },
  {
    id: 'taken-source',
    rules: ['OS-6'],
    title: 'answers conflict to a second order of one source, whatever number people use for it',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, changeOf(a));
      const second = orderOf('b', { source: { ...a.source, reference: '#9' } });
      same('the second', await verdictsOf(store.commit([changeOf(second)])), conflict);
      await put(store, changeOf(nextOf(a, { status: 'cancelled' })));
      const repeat = changeOf(second, { commandId: 'a@1' });
      same('after the first was cancelled', await verdictsOf(store.commit([repeat])), conflict);
      same('the second', await orderIn(store, second), null);
    },
  },
  {
    id: 'near-sources',
    rules: ['OS-6'],
    title: 'applies orders whose sources differ in their kind, their shop or their number alone',
    run: async ({ store }) => {
      const { source } = orderOf('a');
      await put(store, changeOf(orderOf('a')));
      for (const field of ['kind', 'shop', 'externalId'] as const) {
        const near = orderOf(`near-${field}`, { source: { ...source, [field]: 'else' } });
        await put(store, changeOf(near));
      }
    },
  },
  {
    id: 'one-source-twice-in-a-commit',
    rules: ['OS-6', 'OS-7'],
    title: 'applies one of two orders of one source that come in one commit',
    run: async ({ store }) => {
      const a = orderOf('a');
      const b = orderOf('b', { source: a.source });
      const verdicts = await verdictsOf(store.commit([changeOf(a), changeOf(b)]));
      same('the verdicts', verdicts.toSorted(), ['applied', 'conflict']);
    },
  },
  {
    id: 'each-on-its-own',
    rules: ['OS-7'],
    title: 'lets a conflict of one change stop no other, in a commit of two and of three hundred',
    run: async ({ store }) => {
      for (const size of [2, 300]) {
        const orders = ordersOf(size, `of${size}-`);
        await putAll(
          store,
          orders.map((order) => changeOf(order)),
        );
        const stale = (index: number): boolean => index % 3 === 0;
        const changes = orders.map((order, index) =>
          changeOf(nextOf(order), { expectedVersion: stale(index) ? 7 : 1 }),
        );
        const verdicts = await verdictsOf(store.commit(changes));
        const expected = orders.map((_, index) => (stale(index) ? 'conflict' : 'applied'));
        same(`the verdicts on ${size}`, verdicts, expected);
        const loaded = await store.load(orders.map(({ tenant, id }) => ({ tenant, id })));
        same(
          'the versions',
          loaded.map(({ order }) => order?.version),
          orders.map((_, index) => (stale(index) ? 1 : 2)),
        );
      }
    },
  },
  {
    id: 'one-order-twice-in-a-commit',
    rules: ['OS-7'],
    title: 'answers conflict to a change that follows another one of the same order',
    run: async ({ store }) => {
      const a = orderOf('a');
      const [second, third] = [nextOf(a), nextOf(nextOf(a))];
      const placing = [changeOf(a), changeOf(second)];
      same('a new one', await verdictsOf(store.commit(placing)), ['applied', 'conflict']);
      const moving = [changeOf(second), changeOf(orderOf('b')), changeOf(third)];
      const expected = ['applied', 'applied', 'conflict'];
      same('a known one', await verdictsOf(store.commit(moving)), expected);
      const repeating = [changeOf(second), changeOf(third)];
      const known = await verdictsOf(store.commit(repeating));
      same('after a repeat', known, ['duplicate', 'conflict']);
      same('the order', (await orderIn(store, a))?.version, 2);
    },
  },
]);

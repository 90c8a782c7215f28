import { start } from '../instants.js';
import { put, putAll } from '../put.js';
import { dead, done, queueOf } from '../queue-of.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const a = orderOf('a');
const b = orderOf('b');
const far = '2099-01-01T00:00:00.000Z';

export const claiming = checksIn('effects', [
  {
    id: 'claimable-until-done',
    rules: ['EQ-1'],
    title: 'hands an effect over as it was owed, until it is done',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const effect = { type: 'reserve_stock', lines: [{ lineId: '1', sku: 'OIL', quantity: 2 }] };
      const owed = effectOf(a, 0, { effect, blocking: true });
      await put(store, changeOf(a, { effects: [owed] }));
      const claimed = await queue.one();
      const untried = { token: 0, failures: 0, crashes: 0 };
      same('the claim', { ...claimed, token: 0 }, { ...owed, ...untried });
      same('it is settled', await queue.settle(claimed, done), true);
      same('claimed again', await queue.ids(far), []);
      same('pending', await queue.listed('pending'), []);
      same('done', await queue.listed('done'), ['default/a/1/0']);
      const { state, failures } = await queue.standing('default/a/1/0');
      same('how it stands', [state, failures], ['done', 0]);
    },
  },
  {
    id: 'claimable-until-dead',
    rules: ['EQ-1'],
    title: 'hands no effect over that is dead, and says of it why',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      same('it is settled', await queue.settle(await queue.one(), dead), true);
      same('claimed again', await queue.ids(far), []);
      same('how it stands', await queue.standing('default/a/1/0'), {
        ...effectOf(a, 0),
        state: 'dead',
        failures: 1,
        reason: 'gave_up',
      });
    },
  },
  {
    id: 'as-many-as-are-asked-for',
    rules: ['EQ-1'],
    title: 'hands over as many as are asked for, none for 0, and up to three hundred',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const orders = ordersOf(300);
      await putAll(
        store,
        orders.map((order) => owing(order, 1)),
      );
      const count = async (limit: number) => (await queue.claim(start, { limit })).length;
      same('none', await count(0), 0);
      same('one', await count(1), 1);
      same('the rest', await count(300), 299);
      same('no more', await count(300), 0);
    },
  },
  {
    id: 'claimed-for-one-order',
    rules: ['EQ-1'],
    title: 'hands over what one order owes, where only its effects are asked for',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1), owing(b, 1));
      const of = (id: string, tenant = 'default') => ({ order: { tenant, id } });
      same('of an unknown order', await queue.ids(start, of('c')), []);
      same('of another tenant’s', await queue.ids(start, of('a', 'other')), []);
      same('of b', await queue.ids(start, of('b')), ['default/b/1/0']);
      same('of b again', await queue.ids(start, of('b')), []);
      same('of all', await queue.ids(), ['default/a/1/0']);
    },
  },
  {
    id: 'listed-by-state',
    rules: ['EQ-1'],
    title: 'lists each effect under the state that it is in, and as many as are asked for',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, ...ordersOf(6).map((order) => owing(order, 1)));
      const [first, second] = await queue.claim(start, { limit: 2 });
      if (first) await queue.settle(first, done);
      if (second) await queue.settle(second, dead);
      same('done', await queue.listed('done'), [first?.effectId]);
      same('dead', await queue.listed('dead'), [second?.effectId]);
      same('pending', (await queue.listed('pending')).length, 4);
      const some = await store.effects.list({ tenant, state: 'pending', limit: 3 });
      same('three of them', some.length, 3);
    },
  },
  {
    id: 'owed-by-what-was-applied',
    rules: ['OS-3', 'EQ-1'],
    title: 'owes nothing for a change that was a conflict or a repeat, alone or among others',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, changeOf(a, { commandId: 'c1' }), changeOf(b));
      const repeat = owing(nextOf(a), 1, { commandId: 'c1' });
      const stale = owing(nextOf(b), 1, { expectedVersion: 7 });
      for (const changes of [[repeat], [stale], [repeat, stale, owing(orderOf('c'), 1)]])
        await store.commit(changes);
      same('claimed', await queue.ids(), ['default/c/1/0']);
    },
  },
]);

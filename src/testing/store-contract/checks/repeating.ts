import { contentsOf, historyOf, orderIn } from '../contents-of.js';
import { minutes } from '../instants.js';
import { put, putAll } from '../put.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { tally, verdictsOf } from '../verdicts-of.js';

const duplicate = ['duplicate'];

export const repeating = checksIn('idempotency', [
  {
    id: 'repeat-on-any-version',
    rules: ['OS-5'],
    title: 'knows a command that was applied, whatever version it is sent on again',
    run: async ({ store }) => {
      const a = orderOf('a');
      const second = nextOf(a);
      await put(store, changeOf(a), changeOf(second, { commandId: 'c2' }));
      for (const order of [a, second, nextOf(second), nextOf(nextOf(second))]) {
        const again = changeOf(order, { commandId: 'c2' });
        same(`on ${order.version - 1}`, await verdictsOf(store.commit([again])), duplicate);
      }
    },
  },
  {
    id: 'repeat-of-placing',
    rules: ['OS-5'],
    title: 'knows the command that placed an order: the repeat is no conflict with the order',
    run: async ({ store }) => {
      const placing = changeOf(orderOf('a'), { commandId: 'c1' });
      await put(store, placing);
      same('at once', await verdictsOf(store.commit([placing])), duplicate);
    },
  },
  {
    id: 'repeat-after-others',
    rules: ['OS-5'],
    title: 'knows a command for as long as the history lives, however many came after it',
    run: async ({ store }) => {
      let order = orderOf('a');
      const first = changeOf(order, { commandId: 'c1' });
      await put(store, first);
      for (let count = 0; count < 60; count += 1) {
        order = nextOf(order);
        await put(store, changeOf(order));
      }
      const again = changeOf(nextOf(order), { commandId: 'c1' });
      same('the repeat', await verdictsOf(store.commit([again])), duplicate);
      const [loaded] = await store.load([{ tenant, id: 'a', commandId: 'c1' }]);
      same('what it wrote', loaded?.earlier, first.entry);
    },
  },
  {
    id: 'repeat-after-years',
    rules: ['OS-5'],
    title: 'knows a command for as long as the history lives, however long ago it was',
    run: async ({ store }) => {
      const a = orderOf('a');
      const then = {
        occurredAt: '2016-01-15T09:00:00.000Z',
        recordedAt: '2016-01-15T09:00:00.000Z',
      };
      const now = { occurredAt: minutes(1), recordedAt: minutes(1) };
      await put(store, changeOf(a, { commandId: 'c1', entry: then }));
      const again = changeOf(nextOf(a), { commandId: 'c1', entry: now });
      same('the repeat', await verdictsOf(store.commit([again])), duplicate);
    },
  },
  {
    id: 'repeat-writes-nothing',
    rules: ['OS-3', 'OS-5'],
    title: 'writes nothing of a repeat, whatever it would have written',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, owing(a, 1, { commandId: 'c1' }));
      const before = await contentsOf(store, 'a');
      const other = nextOf(a, { status: 'confirmed' });
      const again = changeOf(other, { commandId: 'c1', effects: [effectOf(other, 0)] });
      await verdictsOf(store.commit([again]));
      same('the store', await contentsOf(store, 'a'), before);
    },
  },
  {
    id: 'command-of-another-order',
    rules: ['OS-5'],
    title: 'lets another order have a command of the same id, alone and in one commit',
    run: async ({ store }) => {
      const commandId = 'c1';
      await put(
        store,
        changeOf(orderOf('a'), { commandId }),
        changeOf(orderOf('b'), { commandId }),
      );
      await putAll(
        store,
        ['c', 'd'].map((id) => changeOf(orderOf(id), { commandId })),
      );
    },
  },
  {
    id: 'repeats-among-others',
    rules: ['OS-5', 'OS-7'],
    title: 'knows the repeats in a commit of two and of three hundred, and applies the others',
    run: async ({ store }) => {
      for (const size of [2, 300]) {
        const orders = ordersOf(size, `of${size}-`);
        const placings = orders.map((order) => changeOf(order));
        const half = placings.filter((_, index) => index % 2 === 0);
        await putAll(store, half);
        const verdicts = await verdictsOf(store.commit(placings));
        const expected = placings.map((_, index) => (index % 2 === 0 ? 'duplicate' : 'applied'));
        same(`the verdicts on ${size}`, verdicts, expected);
        const again = await verdictsOf(store.commit(placings));
        same(`all of ${size} again`, tally(again), { duplicate: size });
      }
    },
  },
  {
    id: 'repeat-through-another-connection',
    rules: ['OS-5'],
    title: 'knows through one connection what was applied through the other',
    needs: ['connections'],
    run: async ({ store, another }) => {
      const other = await another();
      const a = orderOf('a');
      const placing = changeOf(a, { commandId: 'c1' });
      await put(store, placing);
      same('the order', await orderIn(other, a), a);
      same('the history', await historyOf(other, a), [placing.entry]);
      same('the repeat', await verdictsOf(other.commit([placing])), duplicate);
      const second = changeOf(nextOf(a), { commandId: 'c2' });
      await put(other, second);
      same('the repeat', await verdictsOf(store.commit([second])), duplicate);
    },
  },
]);

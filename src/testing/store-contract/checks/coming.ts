import { minutes, start } from '../instants.js';
import { put } from '../put.js';
import { dead, done, queueOf, retryAt } from '../queue-of.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const a = orderOf('a');
const b = orderOf('b');
const c = orderOf('c');
const d = orderOf('d');
const atOnce = (id: string, index = 0) => ({ tenant, id, version: 1, index, at: null });

export const coming = checksIn('effects', [
  {
    id: 'nothing-comes',
    rules: ['EQ-11'],
    title: 'names nothing where nothing is owed, or all of it was handed over',
    run: async ({ store }) => {
      const queue = queueOf(store);
      same('at first', await queue.upcoming(), []);
      await put(store, owing(a, 1));
      await queue.settle(await queue.one(), done);
      same('afterwards', await queue.upcoming(), []);
    },
  },
  {
    id: 'heads-come-next',
    rules: ['EQ-11'],
    title: 'names the head of each lane, and the next when that is done',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 2));
      same('the head', await queue.upcoming(), [atOnce('a')]);
      await queue.settle(await queue.one(), done);
      same('the next', await queue.upcoming(), [atOnce('a', 1)]);
    },
  },
  {
    id: 'soonest-comes-first',
    rules: ['EQ-11'],
    title: 'begins with what is due at once, and goes on by the time of each',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1), owing(b, 1));
      await queue.settle(
        await queue.one(start, { order: { tenant, id: 'a' } }),
        retryAt(minutes(10)),
      );
      await queue.one(start, { order: { tenant, id: 'b' } });
      const timer = effectOf(c, 0, { dueAt: minutes(5) });
      const young = effectOf(c, 1, { createdAt: minutes(2) });
      await put(store, changeOf(c, { effects: [timer, young] }), owing(d, 1));
      same('what comes', await queue.upcoming(), [
        atOnce('d'),
        atOnce('c', 1),
        { ...atOnce('b'), at: minutes(1) },
        { ...atOnce('c'), at: minutes(5) },
        { ...atOnce('a'), at: minutes(10) },
      ]);
      same('the first two', await queue.upcoming({ limit: 2 }), [atOnce('d'), atOnce('c', 1)]);
      same('those of one order', await queue.upcoming({ order: { tenant, id: 'c' } }), [
        atOnce('c', 1),
        { ...atOnce('c'), at: minutes(5) },
      ]);
    },
  },
  {
    id: 'dead-comes-not',
    rules: ['EQ-6', 'EQ-11'],
    title: 'names nothing behind a dead effect that blocks, until somebody solves that',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(
        store,
        changeOf(a, { effects: [effectOf(a, 0, { blocking: true }), effectOf(a, 1)] }),
      );
      await queue.settle(await queue.one(), dead);
      same('while it is dead', await queue.upcoming(), []);
      await store.effects.resolve({ tenant, id: 'a', version: 1, index: 0 }, 'again');
      same('when it is sent again', await queue.upcoming(), [atOnce('a')]);
      await queue.settle(await queue.one(), done);
      same('when it is done', await queue.upcoming(), [atOnce('a', 1)]);
      same('and it can be claimed', await queue.ids(), ['default/a/1/1']);
    },
  },
  {
    id: 'waits-no-longer-than-its-head',
    rules: ['EQ-2', 'EQ-5'],
    title: 'goes on with a lane at once when what was retried is given up',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 2));
      await queue.settle(await queue.one(), retryAt(minutes(10)));
      await queue.settle(await queue.one(minutes(10)), dead);
      same('what can be claimed', await queue.ids(minutes(10)), ['default/a/1/1']);
    },
  },
]);

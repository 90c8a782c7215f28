import type { OrderStore } from '../../../ports/index.js';
import { minutes, start } from '../instants.js';
import { put } from '../put.js';
import { dead, done, queueOf } from '../queue-of.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { nextOf, orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const a = orderOf('a');
const b = orderOf('b');

/** An order whose first effect has died, and what can be claimed then. */
async function afterDeath(store: OrderStore, blocking: boolean): Promise<readonly string[]> {
  const queue = queueOf(store);
  await put(store, changeOf(a, { effects: [effectOf(a, 0, { blocking }), effectOf(a, 1)] }));
  await queue.settle(await queue.one(start, { limit: 1 }), dead);
  await put(store, owing(b, 1));
  return queue.ids(minutes(99));
}

export const queueing = checksIn('effects', [
  {
    id: 'head-of-the-lane',
    rules: ['EQ-2'],
    title: 'hands over only the head of an order’s lane, and the next when that is done',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 3));
      for (const index of [0, 1, 2]) {
        const head = await queue.one();
        same('the head', head.effectId, `default/a/1/${index}`);
        same('behind it', await queue.ids(), []);
        await queue.settle(head, done);
      }
    },
  },
  {
    id: 'lanes-of-their-own',
    rules: ['EQ-2'],
    title: 'has a lane for each order: nobody waits for another’s',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      same('of a', await queue.ids(), ['default/a/1/0']);
      await put(store, owing(b, 1));
      same('of b', await queue.ids(), ['default/b/1/0']);
    },
  },
  {
    id: 'in-the-order-of-the-ids',
    rules: ['EQ-2'],
    title: 'hands effects over by their version and index, the tenth after the ninth',
    run: async ({ store }) => {
      const queue = queueOf(store);
      let order = a;
      const changes = [owing(order, 12)];
      while (changes.length < 12) {
        order = nextOf(order);
        changes.push(owing(order, 1));
      }
      await put(store, ...changes);
      const owed = changes.flatMap(({ effects }) => effects.map(({ effectId }) => effectId));
      const handedOver: string[] = [];
      while (handedOver.length < owed.length) {
        const [head] = await queue.claim(start, { limit: 1 });
        if (!head) break;
        handedOver.push(head.effectId);
        await queue.settle(head, done);
      }
      same('what was handed over', handedOver, owed);
    },
  },
  {
    id: 'lane-grows-behind-its-head',
    rules: ['EQ-2'],
    title: 'holds back what a later change owes until the effects before it are done',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const head = await queue.one();
      await put(store, owing(nextOf(a), 1));
      same('behind the head', await queue.ids(start), []);
      await queue.settle(head, done);
      same('after it', await queue.ids(start), ['default/a/2/0']);
    },
  },
  {
    id: 'dead-and-blocking',
    rules: ['EQ-6'],
    title: 'holds an order’s lane up behind a dead effect that is blocking, and no other lane',
    run: async ({ store }) => same('claimed', await afterDeath(store, true), ['default/b/1/0']),
  },
  {
    id: 'dead-and-passed-by',
    rules: ['EQ-6'],
    title: 'goes on with an order’s lane after a dead effect that is not blocking',
    run: async ({ store }) =>
      same('claimed', await afterDeath(store, false), ['default/a/1/1', 'default/b/1/0']),
  },
  {
    id: 'timer-in-its-time',
    rules: ['EQ-10'],
    title: 'hands a timer over from its time on, and not before',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const timer = effectOf(a, 0, { dueAt: minutes(10) });
      await put(store, changeOf(a, { effects: [timer] }));
      same('before', await queue.ids(minutes(9)), []);
      const claimed = await queue.one(minutes(10));
      same('what was claimed', [claimed.effectId, claimed.dueAt], [timer.effectId, minutes(10)]);
    },
  },
  {
    id: 'timer-beside-its-lane',
    rules: ['EQ-10'],
    title: 'holds nothing up for a timer, and no timer up for what is before it',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const effects = [
        effectOf(a, 0, { dueAt: minutes(10) }),
        effectOf(a, 1),
        effectOf(a, 2, { dueAt: minutes(5) }),
      ];
      await put(store, changeOf(a, { effects }));
      same('what is due', await queue.ids(minutes(10)), [
        'default/a/1/0',
        'default/a/1/1',
        'default/a/1/2',
      ]);
    },
  },
  {
    id: 'owed-by-one-order',
    rules: ['EQ-8'],
    title: 'lists what is owed of all orders, or of one alone',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const names = async (orderId?: string): Promise<readonly string[]> => {
        const of = orderId === undefined ? {} : { orderId };
        const rows = await store.effects.list({ tenant, state: 'pending', limit: 9, ...of });
        return rows.map(({ effectId }) => effectId).toSorted();
      };
      await put(store, owing(a, 2), owing(b, 1));
      same('of all', await names(), ['default/a/1/0', 'default/a/1/1', 'default/b/1/0']);
      same('of one', await names('a'), ['default/a/1/0', 'default/a/1/1']);
      await queue.settle(await queue.one(start, { order: { tenant, id: 'a' } }), done);
      same('when one is done', await names('a'), ['default/a/1/1']);
      same('of nobody', await names('c'), []);
    },
  },
]);

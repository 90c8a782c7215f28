import { minutes, start } from '../instants.js';
import { put } from '../put.js';
import { dead, done, queueOf, retryAt } from '../queue-of.js';
import { owing } from '../sample-change.js';
import { orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const a = orderOf('a');
const b = orderOf('b');
const id = 'default/a/1/0';
const head = { tenant, id: 'a', version: 1, index: 0 };

export const leasing = checksIn('effects', [
  {
    id: 'lease-and-after',
    rules: ['EQ-3'],
    title: 'gives an effect to nobody else while its lease runs, then again under a higher token',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const first = await queue.one();
      same('a moment before its end', await queue.ids('2026-01-15T09:00:59.999Z'), []);
      const second = await queue.one(minutes(1));
      same('the token has risen', second.token > first.token, true);
      same('during the second lease', await queue.ids(minutes(1)), []);
    },
  },
  {
    id: 'lease-as-long-as-asked-for',
    rules: ['EQ-3'],
    title: 'lets a claim last as long as was asked for, by the time that the claimer tells',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      same('for a day', await queue.ids(start, { leaseMs: 86_400_000 }), [id]);
      same('at its end', await queue.ids('2026-01-16T08:59:59.999Z'), []);
      same('for a moment', await queue.ids('2026-01-16T09:00:00.000Z', { leaseMs: 1 }), [id]);
      same('at its end', await queue.ids('2026-01-16T09:00:00.001Z'), [id]);
    },
  },
  {
    id: 'crashes-counted',
    rules: ['EQ-7'],
    title: 'counts the claims that ended without a settlement, until there is one',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      for (const crashes of [0, 1, 2]) {
        const claimed = await queue.one(minutes(crashes));
        same('the claim', [claimed.crashes, claimed.failures], [crashes, 0]);
        if (crashes === 2) await queue.settle(claimed, retryAt(minutes(10)));
      }
      const settled = await queue.one(minutes(10));
      same('after a settlement', [settled.crashes, settled.failures], [0, 1]);
      const again = await queue.one(minutes(11));
      same('after one more crash', [again.crashes, again.failures], [1, 1]);
    },
  },
  {
    id: 'settled-by-the-newest-token',
    rules: ['EQ-4'],
    title: 'lets nobody settle whose claim another one has taken over, whatever came of it',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const old = await queue.one();
      const recent = await queue.one(minutes(1));
      for (const settlement of [done, dead, retryAt(minutes(99))])
        same(`the old one, ${settlement.kind}`, await queue.settle(old, settlement), false);
      same('still pending', await queue.listed('pending'), [id]);
      same('the newest', await queue.settle(recent, done), true);
      same('done', await queue.listed('done'), [id]);
    },
  },
  {
    id: 'settled-once',
    rules: ['EQ-4'],
    title: 'lets an effect be settled once, and none that nobody has claimed',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const claimed = await queue.one();
      const unknown = { ...claimed, effectId: 'default/c/1/0', id: 'c' };
      same('an unknown one', await queue.settle(unknown, done), false);
      same('once', await queue.settle(claimed, done), true);
      for (const settlement of [done, dead, retryAt(minutes(1))])
        same(`once more, ${settlement.kind}`, await queue.settle(claimed, settlement), false);
      const { state, failures } = await queue.standing(id);
      same('how it stands', [state, failures], ['done', 0]);
    },
  },
  {
    id: 'settled-late',
    rules: ['EQ-4'],
    title: 'lets a claimer settle after its lease, as long as nobody else has claimed',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const claimed = await queue.one(start, { leaseMs: 1 });
      same('late', await queue.settle(claimed, done), true);
      same('claimed again', await queue.ids(minutes(99)), []);
    },
  },
  {
    id: 'retried-at-its-time',
    rules: ['EQ-5'],
    title: 'hands an effect that failed over again at the time that was set, and not before',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const first = await queue.one();
      same('it is settled', await queue.settle(first, retryAt(minutes(10))), true);
      same('before its time', await queue.ids('2026-01-15T09:09:59.999Z'), []);
      const { state, failures, reason } = await queue.standing(id);
      same('how it stands', [state, failures, reason], ['pending', 1, 'busy']);
      const again = await queue.one(minutes(10));
      same('at its time', [again.effectId, again.failures], [id, 1]);
      same('the token has risen', again.token > first.token, true);
      await queue.settle(again, retryAt(minutes(20)));
      const last = await queue.one(minutes(20));
      same('once more', [last.effectId, last.failures], [id, 2]);
    },
  },
  {
    id: 'retried-before-the-rest',
    rules: ['EQ-2', 'EQ-5'],
    title: 'holds back what is behind an effect that is to be tried again, and no other lane',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 2), owing(b, 1));
      const first = await queue.one(start, { order: { tenant, id: 'a' }, limit: 1 });
      await queue.settle(first, retryAt(minutes(10)));
      same('before its time', await queue.ids(minutes(9)), ['default/b/1/0']);
      same('at its time', await queue.ids(minutes(10), { order: { tenant, id: 'a' } }), [id]);
    },
  },
  {
    id: 'retried-before-its-lease-ends',
    rules: ['EQ-5'],
    title: 'hands an effect that failed over at its time, though its lease would have run on',
    run: async ({ store }) => {
      const queue = queueOf(store);
      await put(store, owing(a, 1));
      const claimed = await queue.one(start, { leaseMs: 86_400_000 });
      await queue.settle(claimed, retryAt(minutes(1)));
      same('at its time', await queue.ids(minutes(1)), [id]);
    },
  },
  {
    id: 'leased-beside-a-pause',
    rules: ['EQ-3'],
    title:
      'lets a lease run on while an effect before it, which was dead, is tried again and waits',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const half = '2026-01-15T09:00:30.000Z';
      const behind = 'default/a/1/1';
      await put(store, owing(a, 2));
      await queue.settle(await queue.one(start, { limit: 1 }), dead);
      const held = await queue.one();
      same('the second is held', held.effectId, behind);
      same('the first is resolved', await store.effects.resolve(head, 'again'), true);
      await queue.settle(await queue.one(start, { limit: 1 }), retryAt(half));
      await queue.settle(await queue.one(half), done);
      same('while the lease runs', await queue.ids(half), []);
      same('it is settled by its holder', await queue.settle(held, done), true);
    },
  },
]);

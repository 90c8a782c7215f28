import type { EffectKey, OrderStore } from '../../../ports/index.js';
import { effectsIn } from '../contents-of.js';
import { minutes, start } from '../instants.js';
import { put, putAll } from '../put.js';
import { dead, done, queueOf, retryAt } from '../queue-of.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const a = orderOf('a');
const head: EffectKey = { tenant, id: 'a', version: 1, index: 0 };
const idOf = (index: number): string => `default/a/1/${index}`;

/** An order whose first effect failed, and was then given up: it holds up the second. */
async function withDead(store: OrderStore) {
  const queue = queueOf(store);
  const effects = [effectOf(a, 0, { blocking: true }), effectOf(a, 1)];
  await put(store, changeOf(a, { effects }));
  await queue.settle(await queue.one(start, { limit: 1 }), retryAt(minutes(1)));
  const last = await queue.one(minutes(1), { limit: 1 });
  await queue.settle(last, dead);
  return { queue, last };
}

export const resolving = checksIn('effects', [
  {
    id: 'dead-tried-again',
    rules: ['EQ-8'],
    title: 'hands a dead effect over once more as if it were new, when somebody says so',
    run: async ({ store }) => {
      const { queue, last } = await withDead(store);
      same('it is resolved', await store.effects.resolve(head, 'again'), true);
      const claimed = await queue.one(start, { limit: 1 });
      same('what is claimed', claimed.effectId, idOf(0));
      same('as if new', [claimed.failures, claimed.crashes], [0, 0]);
      same('the token has risen', claimed.token > last.token, true);
      same('it is settled', await queue.settle(claimed, done), true);
    },
  },
  {
    id: 'dead-declared-done',
    rules: ['EQ-8'],
    title: 'ends a dead effect when somebody says so, and goes on with its lane',
    run: async ({ store }) => {
      const { queue } = await withDead(store);
      same('it is resolved', await store.effects.resolve(head, 'done'), true);
      same('done', await queue.listed('done'), [idOf(0)]);
      same('dead', await queue.listed('dead'), []);
      same('claimed', await queue.ids(minutes(99)), [idOf(1)]);
      same('resolved once more', await store.effects.resolve(head, 'again'), false);
    },
  },
  {
    id: 'resolved-only-when-dead',
    rules: ['EQ-8', 'OS-10'],
    title: 'resolves no effect that is owed, claimed, done, unknown or of another tenant',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const refused = async (what: string, key: EffectKey): Promise<void> => {
        for (const how of ['again', 'done'] as const)
          same(`${what}, ${how}`, await store.effects.resolve(key, how), false);
      };
      await put(store, owing(a, 2));
      await refused('an owed one', head);
      const claimed = await queue.one(start, { limit: 1 });
      await refused('a claimed one', head);
      same('it is settled', await queue.settle(claimed, done), true);
      await refused('a done one', head);
      await queue.settle(await queue.one(), dead);
      for (const near of [{ tenant: 'other' }, { id: 'b' }, { version: 2 }, { index: 2 }])
        await refused('an unknown one', { ...head, index: 1, ...near });
      same('dead', await queue.listed('dead'), [idOf(1)]);
    },
  },
  {
    id: 'pruned-when-done',
    rules: ['EQ-9'],
    title: 'forgets what is done and was made before a time, and nothing that is owed or dead',
    run: async ({ store }) => {
      const queue = queueOf(store);
      const orders = ordersOf(8);
      await putAll(
        store,
        orders.map((order, index) =>
          changeOf(order, { effects: [effectOf(order, 0, { createdAt: minutes(index) })] }),
        ),
      );
      // The last two are owed, and the two before them dead.
      for (const claim of await queue.claim()) {
        const index = Number(claim.id.slice(1)) - 1;
        if (index < 4) await queue.settle(claim, done);
        else if (index < 6) await queue.settle(claim, dead);
      }
      const before = [await effectsIn(store), await effectsIn(store, 'dead')];
      const prune = (time: string, limit = 99) => store.effects.prune({ before: time, limit });
      same('before all of them', await prune(minutes(0)), 0);
      same('none of them', await prune(minutes(99), 0), 0);
      same('up to the third', await prune(minutes(2)), 2);
      const rest = orders.slice(2, 4).map(({ id }) => `default/${id}/1/0`);
      same('what is left of them', await queue.listed('done'), rest);
      same('one of the rest', await prune(minutes(99), 1), 1);
      same('the rest', await prune(minutes(99)), 1);
      same('no more', await prune(minutes(99)), 0);
      same('the others', [await effectsIn(store), await effectsIn(store, 'dead')], before);
    },
  },
]);

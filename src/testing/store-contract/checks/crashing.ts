import { contentsOf } from '../contents-of.js';
import { minutes } from '../instants.js';
import { put, putAll } from '../put.js';
import { dead, done, queueOf, retryAt } from '../queue-of.js';
import { changeOf, owing } from '../sample-change.js';
import { contradictionOf } from '../sample-contradiction.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { verdictsOf } from '../verdicts-of.js';
import { within } from '../within.js';

const needs = ['durability'] as const;
const a = orderOf('a');

export const crashing = checksIn('crash', [
  {
    id: 'orders-outlive-a-crash',
    rules: ['OS-13'],
    title: 'has every order and entry after a crash that was answered applied, the last one too',
    needs,
    run: async ({ store, crash }) => {
      await putAll(
        store,
        ordersOf(300).map((order) => owing(order, 1)),
      );
      await put(store, changeOf(a), changeOf(nextOf(a, { status: 'confirmed' })));
      const before = await contentsOf(store, 'a', 'o001', 'o300');
      const revived = await crash();
      same('the store', await contentsOf(revived, 'a', 'o001', 'o300'), before);
      await put(revived, changeOf(nextOf(nextOf(a))));
    },
  },
  {
    id: 'commands-outlive-a-crash',
    rules: ['OS-5', 'OS-6', 'OS-13'],
    title: 'knows commands and sources after a crash that were applied before it',
    needs,
    run: async ({ store, crash }) => {
      const placing = changeOf(a, { commandId: 'c1' });
      await put(store, placing);
      const revived = await crash();
      const second = changeOf(orderOf('b', { source: a.source }));
      same('the repeat', await verdictsOf(revived.commit([placing])), ['duplicate']);
      same('the source', await verdictsOf(revived.commit([second])), ['conflict']);
      const [loaded] = await revived.load([{ tenant, id: 'a', commandId: 'c1' }]);
      same('what it wrote', loaded?.earlier, placing.entry);
    },
  },
  {
    id: 'effects-outlive-a-crash',
    rules: ['OS-13', 'EQ-1'],
    title: 'has every effect after a crash as it was settled: done, dead, or to be tried again',
    needs,
    run: async ({ store, crash }) => {
      const queue = queueOf(store);
      await put(store, ...ordersOf(4).map((order) => owing(order, 1)));
      const ends = [done, dead, retryAt(minutes(10))];
      for (const claim of await queue.claim(undefined, { limit: 3 })) {
        const end = ends.pop();
        if (end) same('it is settled', await queue.settle(claim, end), true);
      }
      const before = await contentsOf(store);
      const revived = await crash();
      same('the store', await contentsOf(revived), before);
      same('claimable at once', (await queueOf(revived).ids()).length, 1);
      same('claimable later', (await queueOf(revived).ids(minutes(10))).length, 2);
    },
  },
  {
    id: 'leases-outlive-a-crash',
    rules: ['OS-13', 'EQ-3', 'EQ-4'],
    title: 'keeps a lease and its token through a crash',
    needs,
    run: async ({ store, crash }) => {
      await put(store, owing(a, 1));
      const claimed = await queueOf(store).one();
      const queue = queueOf(await crash());
      same('while the lease runs', await queue.ids(), []);
      const again = await queue.one(minutes(1));
      same('the token has risen', again.token > claimed.token, true);
      same('the old claim', await queue.settle(claimed, done), false);
      same('the new claim', await queue.settle(again, done), true);
    },
  },
  {
    id: 'contradictions-outlive-a-crash',
    rules: ['OS-13', 'CO-2'],
    title: 'has every report after a crash, and none again that was settled',
    needs,
    run: async ({ store, crash }) => {
      const [open, settled] = [contradictionOf('x'), contradictionOf('y')];
      await store.contradictions.keep(open);
      await store.contradictions.keep(settled);
      await store.contradictions.settle({ tenant, contradictionId: 'y' });
      const { contradictions } = await crash();
      same('the reports', await contradictions.list({ tenant, limit: 9 }), [open]);
      await contradictions.keep(settled);
      same('told again', await contradictions.list({ tenant, limit: 9 }), [open]);
    },
  },
  {
    id: 'transactions-outlive-a-crash',
    rules: ['OS-13', 'OS-15'],
    title: 'has all after a crash that was written in a transaction which the host had committed',
    needs: ['durability', 'transactions'],
    run: async ({ store, transaction, crash }) => {
      await transaction(async (tx) => {
        await put(within(store, tx), owing(a, 2), owing(nextOf(a), 1));
        await store.contradictions.keep(contradictionOf('x'), tx);
      });
      const before = await contentsOf(store, 'a');
      same('the effects', before.pending.length, 3);
      same('the store', await contentsOf(await crash(), 'a'), before);
    },
  },
]);

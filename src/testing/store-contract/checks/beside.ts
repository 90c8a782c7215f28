import type { OrderStore } from '../../../ports/index.js';
import { answeredMeanwhile } from '../answered-meanwhile.js';
import { contentsOf, historyOf, orderIn } from '../contents-of.js';
import { start } from '../instants.js';
import { put, putAll } from '../put.js';
import { changeOf, owing } from '../sample-change.js';
import { contradictionOf } from '../sample-contradiction.js';
import { nextOf, orderOf, ordersOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { undone } from '../undone.js';
import { verdictsOf } from '../verdicts-of.js';
import { within } from '../within.js';

const a = orderOf('a');
const moved = nextOf(a, { status: 'confirmed' });
/** What another process makes of the same version. */
const rival = changeOf(nextOf(a, { status: 'cancelled' }), { commandId: 'rival' });

const claimedFrom = async (store: OrderStore): Promise<readonly string[]> =>
  (await store.effects.claim({ now: start, leaseMs: 60_000, limit: 99 })).map(
    (one) => one.effectId,
  );

export const beside = checksIn('host transaction', [
  {
    id: 'unseen-before-the-commit',
    rules: ['OS-15'],
    title: 'shows nobody else what was written in a transaction before the host commits it',
    needs: ['transactions', 'connections'],
    run: async ({ store, another, transaction }, elsewhere) => {
      const other = await another();
      const idle = await elsewhere();
      await put(store, changeOf(a));
      const before = await contentsOf(other, 'a', 'b');
      let looking: ReturnType<typeof contentsOf> | undefined;
      let seen = false;
      await transaction(async (tx) => {
        const inside = within(store, tx);
        await put(inside, owing(moved, 2), owing(orderOf('b'), 1));
        await inside.contradictions.keep(contradictionOf('x'));
        looking = contentsOf(other, 'a', 'b');
        // A store may have its readers wait for the host.
        seen = await answeredMeanwhile(looking, idle);
      });
      const found = await looking;
      if (seen) same('what another sees', found, before);
      same('afterwards', (await orderIn(other, a))?.version, 2);
      same('what another claims', (await claimedFrom(other)).toSorted(), [
        'default/a/2/0',
        'default/b/1/0',
      ]);
    },
  },
  {
    id: 'rival-is-answered',
    rules: ['OS-4', 'OS-15'],
    title: 'answers whoever met a transaction, whether the host commits it or rolls it back',
    needs: ['transactions', 'connections'],
    run: async ({ store, another, transaction }) => {
      const other = await another();
      await put(store, changeOf(a));
      const answers: Promise<readonly string[]>[] = [];
      await undone(transaction, async (tx) => {
        await put(within(store, tx), changeOf(moved));
        answers.push(verdictsOf(other.commit([rival])));
      });
      const [answer] = await Promise.all(answers);
      const applied = answer?.[0] === 'applied';
      // A store that cannot wait for its one writer may also say that it failed.
      const said = applied || answer?.[0] === 'conflict' ? 'a verdict' : answer?.[0];
      if (said !== 'a verdict') same('the answer', said, 'threw store_failed not_applied');
      const commands = (await historyOf(other, a)).map(({ commandId }) => commandId);
      same('whether it is in the history', commands.includes('rival'), applied);
      const found = (await orderIn(other, a)) ?? a;
      await put(other, changeOf(nextOf(found), { commandId: 'next' }));
    },
  },
  {
    id: 'one-change-may-wait',
    rules: ['OS-4', 'OS-12'],
    title: 'answers conflict to a single change of an order that a transaction has moved',
    needs: ['transactions', 'connections', 'locks'],
    run: async ({ store, another, transaction }) => {
      const other = await another();
      await put(store, changeOf(a));
      const answers: Promise<readonly string[]>[] = [];
      await transaction(async (tx) => {
        await put(within(store, tx), changeOf(moved));
        answers.push(verdictsOf(other.commit([rival])));
        await put(within(store, tx), changeOf(orderOf('b')));
      });
      same('the answer', await Promise.all(answers), [['conflict']]);
      const commands = (await historyOf(other, a)).map(({ commandId }) => commandId);
      same('the history', commands, ['a@1', 'a@2']);
      await put(other, changeOf(nextOf(moved)));
    },
  },
  {
    id: 'many-changes-wait-for-nobody',
    rules: ['OS-12'],
    title:
      'answers a commit of many while a transaction holds one order: conflict for that one alone',
    needs: ['transactions', 'connections', 'locks'],
    run: async ({ store, another, transaction }, elsewhere) => {
      const other = await another();
      const idle = await elsewhere();
      const orders = [...ordersOf(20), a, ...ordersOf(20, 'p')];
      await putAll(
        store,
        orders.map((order) => changeOf(order)),
      );
      let answer: Promise<readonly string[]> | undefined;
      let answered = false;
      await transaction(async (tx) => {
        await put(within(store, tx), changeOf(moved));
        const changes = orders.map((order) => changeOf(nextOf(order), { commandId: 'many' }));
        answer = verdictsOf(other.commit(changes));
        answered = await answeredMeanwhile(answer, idle);
      });
      const expected = orders.map((order) => (order === a ? 'conflict' : 'applied'));
      same('the verdicts', await answer, expected);
      same('answered before the host committed', answered, true);
    },
  },
]);

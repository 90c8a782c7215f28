import type { Change, StoredOrder } from '../../../ports/index.js';
import { contentsOf } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { changeOf, owing } from '../sample-change.js';
import { nextOf, orderOf, ordersOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import type { Able } from '../store-check.js';
import { tally, verdictsOf } from '../verdicts-of.js';
import { within } from '../within.js';

const a = orderOf('a');
const many = (): readonly StoredOrder[] => ordersOf(300);

/** Changes that cannot be applied once `a` and three hundred others are there. */
const refused: readonly {
  readonly id: string;
  readonly rules: readonly string[];
  readonly what: string;
  readonly verdict: string;
  readonly changes: () => readonly Change[];
}[] = [
  {
    id: 'usable-after-a-conflict',
    rules: ['OS-4', 'OS-16'],
    what: 'a change of another version',
    verdict: 'conflict',
    changes: () => [owing(nextOf(a), 1, { expectedVersion: 7 })],
  },
  {
    id: 'usable-after-a-taken-id',
    rules: ['OS-4', 'OS-16'],
    what: 'a second order of one id',
    verdict: 'conflict',
    changes: () => [owing(orderOf('a', { source: orderOf('z').source }), 1, { commandId: 'z' })],
  },
  {
    id: 'usable-after-a-taken-source',
    rules: ['OS-6', 'OS-16'],
    what: 'a second order of one source',
    verdict: 'conflict',
    changes: () => [owing(orderOf('z', { source: a.source }), 1)],
  },
  {
    id: 'usable-after-a-duplicate',
    rules: ['OS-5', 'OS-16'],
    what: 'a repeat',
    verdict: 'duplicate',
    changes: () => [owing(nextOf(a), 1, { commandId: 'a@1' })],
  },
  {
    id: 'usable-after-many-conflicts',
    rules: ['OS-7', 'OS-16'],
    what: 'three hundred changes of another version',
    verdict: 'conflict',
    changes: () => many().map((order) => changeOf(nextOf(order), { expectedVersion: 7 })),
  },
  {
    id: 'usable-after-many-duplicates',
    rules: ['OS-7', 'OS-16'],
    what: 'three hundred repeats',
    verdict: 'duplicate',
    changes: () => many().map((order) => changeOf(order)),
  },
];

export const judgingWithin = checksIn('host transaction', [
  ...refused.map(({ id, rules, what, verdict, changes }) => ({
    id,
    rules,
    title: `answers ${verdict} to ${what} in a transaction, which goes on and is committed`,
    needs: ['transactions'] as const,
    run: async <Tx>({ store, transaction }: Able<Tx>) => {
      await putAll(store, [changeOf(a), ...many().map((order) => changeOf(order))]);
      const [before, after] = [orderOf('before'), orderOf('after')];
      await transaction(async (tx) => {
        const inside = within(store, tx);
        await put(inside, owing(before, 1));
        const tried = changes();
        const verdicts = tally(await verdictsOf(inside.commit(tried)));
        same('the verdicts', verdicts, { [verdict]: tried.length });
        await put(inside, owing(after, 1), owing(nextOf(a), 1));
      });
      const { orders, pending, listed } = await contentsOf(store, 'before', 'after', 'a');
      same('the orders', orders, [before, after, nextOf(a)]);
      same('how many orders', listed.length, 303);
      const owed = pending.map(({ effectId }) => effectId);
      same('the effects', owed, ['default/a/2/0', 'default/after/1/0', 'default/before/1/0']);
    },
  })),
  {
    id: 'each-on-its-own-within',
    rules: ['OS-7', 'OS-15'],
    title: 'judges each change of a commit on its own in a transaction, too',
    needs: ['transactions'],
    run: async ({ store, transaction }) => {
      const [b, c] = [orderOf('b'), orderOf('c')];
      await put(store, changeOf(a), changeOf(b));
      await transaction(async (tx) => {
        const stale = owing(nextOf(a), 1, { expectedVersion: 7 });
        const changes = [stale, owing(b, 1), owing(c, 1), owing(orderOf('d'), 1)];
        const expected = ['conflict', 'duplicate', 'applied', 'applied'];
        same('the verdicts', await verdictsOf(store.commit(changes, tx)), expected);
      });
      const { orders, pending } = await contentsOf(store, 'a', 'b', 'c', 'd');
      same('the orders', orders, [a, b, c, orderOf('d')]);
      same('how much is owed', pending.length, 2);
    },
  },
]);

import type { Change, StoredOrder } from '../../../ports/index.js';
import { contentsOf } from '../contents-of.js';
import { putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { atOnce, tally } from '../verdicts-of.js';

/** The next version of each order, by a command of this name. */
const movedBy = (commandId: string, orders: readonly StoredOrder[]): readonly Change[] =>
  orders.map((order) => changeOf(nextOf(order), { commandId }));

const placed = (orders: readonly StoredOrder[]): readonly Change[] =>
  orders.map((order) => changeOf(order));

export const crossing = checksIn('concurrency', [
  {
    id: 'bulk-in-opposite-order',
    rules: ['OS-4', 'OS-12'],
    title: 'moves each of two hundred orders once that two commits take up from either end',
    needs: ['connections'],
    run: async ({ store, another }) => {
      const other = await another();
      const orders = ordersOf(200);
      await putAll(store, placed(orders));
      const verdicts = await atOnce([
        () => store.commit(movedBy('there', orders)),
        () => other.commit(movedBy('back', orders.toReversed())),
      ]);
      same('the verdicts', tally(verdicts.flat()), { applied: 200, conflict: 200 });
      const { listed } = await contentsOf(store);
      same('the versions', tally(listed.map(({ version }) => `${version}`)), { 2: 200 });
    },
  },
  {
    id: 'import-in-opposite-order',
    rules: ['OS-6', 'OS-12'],
    title: 'places each of two hundred sources once that two imports take up from either end',
    needs: ['connections'],
    run: async ({ store, another }) => {
      const other = await another();
      const there = ordersOf(200);
      // The ids are in the order of the commit, so that only the sources cross.
      const back = ordersOf(
        200,
        'p',
        (index) => ({ source: there.at(-1 - index)?.source }) as object,
      );
      const verdicts = await atOnce([
        () => store.commit(placed(there)),
        () => other.commit(placed(back)),
      ]);
      same('the verdicts', tally(verdicts.flat()), { applied: 200, conflict: 200 });
      const { rows } = await store.list({ tenant, limit: 1000 });
      const sources = rows.map(({ source }) => source.externalId);
      same(
        'the sources',
        sources.toSorted(),
        there.map(({ id }) => id),
      );
    },
  },
  {
    id: 'bulk-that-overlaps',
    rules: ['OS-4', 'OS-7'],
    title: 'moves the orders once that two commits share, and all that only one of them has',
    needs: ['connections'],
    run: async ({ store, another }) => {
      const other = await another();
      const orders = ordersOf(90);
      await putAll(store, placed(orders));
      const [first = [], second = []] = await atOnce([
        () => store.commit(movedBy('c1', orders.slice(0, 60))),
        () => other.commit(movedBy('c2', orders.slice(30))),
      ]);
      same('what only the first has', tally(first.slice(0, 30)), { applied: 30 });
      same('what only the second has', tally(second.slice(30)), { applied: 30 });
      const shared = [...first.slice(30), ...second.slice(0, 30)];
      same('what both have', tally(shared), { applied: 30, conflict: 30 });
    },
  },
  {
    id: 'bulk-among-single-changes',
    rules: ['OS-4', 'OS-12'],
    title: 'moves each order once that one commit of many and many of one would move at once',
    needs: ['connections'],
    run: async ({ store, another }) => {
      const other = await another();
      const orders = ordersOf(40);
      await putAll(store, placed(orders));
      const singles = movedBy('one', orders.toReversed());
      const verdicts = await atOnce([
        () => store.commit(movedBy('many', orders)),
        ...singles.map((change) => () => other.commit([change])),
      ]);
      same('the verdicts', tally(verdicts.flat()), { applied: 40, conflict: 40 });
    },
  },
]);

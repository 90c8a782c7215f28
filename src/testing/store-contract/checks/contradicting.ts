import type { Contradiction, OrderStore } from '../../../ports/index.js';
import { minutes } from '../instants.js';
import { contradictionOf } from '../sample-contradiction.js';
import { tenant } from '../sample-order.js';
import { same } from '../same.js';
import { sortedBy } from '../contents-of.js';
import { checksIn } from '../store-check.js';

const key = { tenant, contradictionId: 'x' };
const inWords: Contradiction = contradictionOf('x', {
  event: { type: 'amend', address: { line1: `4 "Rue" d'Atlas\n🛵`, line2: null } } as never,
  codes: ['wrong_status', `it's`],
});

async function listed(store: OrderStore, orderId?: string): Promise<readonly Contradiction[]> {
  const query = { tenant, limit: 99, ...(orderId !== undefined && { orderId }) };
  const rows = await store.contradictions.list(query);
  return sortedBy(rows, ({ contradictionId }) => contradictionId);
}

export const contradicting = checksIn('contradictions', [
  {
    id: 'kept-as-reported',
    rules: ['CO-1'],
    title: 'keeps a report as it was told, though its order is unknown',
    run: async ({ store }) => {
      same('at first', await listed(store), []);
      await store.contradictions.keep(inWords);
      same('the list', await listed(store), [inWords]);
    },
  },
  {
    id: 'told-twice-kept-once',
    rules: ['CO-1'],
    title: 'keeps a report once that is told twice, as it was told last',
    run: async ({ store }) => {
      const last = { ...inWords, status: 'returned', codes: [], recordedAt: minutes(5) };
      for (const told of [inWords, inWords, last]) await store.contradictions.keep(told);
      same('the list', await listed(store), [last]);
    },
  },
  {
    id: 'told-at-once-kept-once',
    rules: ['CO-1'],
    title: 'keeps a report once that is told twenty times at once',
    run: async ({ store }) => {
      const told = Array.from({ length: 20 }, () => store.contradictions.keep(inWords));
      await Promise.all(told);
      same('the list', await listed(store), [inWords]);
    },
  },
  {
    id: 'listed-by-order',
    rules: ['CO-1'],
    title: 'lists the reports of one order or of all, as many as are asked for',
    run: async ({ store }) => {
      const reports = ['a', 'b', 'a', 'b', 'a'].map((id, index) =>
        contradictionOf(`x${index}`, { id, recordedAt: minutes(index) }),
      );
      for (const report of reports) await store.contradictions.keep(report);
      same('of all', await listed(store), reports);
      same(
        'of b',
        await listed(store, 'b'),
        reports.filter(({ id }) => id === 'b'),
      );
      same('of nobody', await listed(store, 'c'), []);
      const some = await store.contradictions.list({ tenant, orderId: 'a', limit: 2 });
      same(
        'two of a',
        some.map(({ id }) => id),
        ['a', 'a'],
      );
    },
  },
  {
    id: 'settled-is-not-listed',
    rules: ['CO-2'],
    title: 'lists a report no longer that is settled, and says whether there was one to settle',
    run: async ({ store }) => {
      const other = contradictionOf('y');
      await store.contradictions.keep(inWords);
      await store.contradictions.keep(other);
      same(
        'an unknown one',
        await store.contradictions.settle({ tenant, contradictionId: 'z' }),
        false,
      );
      same('once', await store.contradictions.settle(key), true);
      same('twice', await store.contradictions.settle(key), false);
      same('the list', await listed(store), [other]);
    },
  },
  {
    id: 'settled-and-told-again',
    rules: ['CO-2'],
    title: 'lists a report no longer that is settled, also when it is told again',
    run: async ({ store }) => {
      await store.contradictions.keep(inWords);
      await store.contradictions.settle(key);
      await store.contradictions.keep({ ...inWords, status: 'returned' });
      same('the list', await listed(store), []);
      same('of its order', await listed(store, 'a'), []);
      same('settled again', await store.contradictions.settle(key), false);
    },
  },
]);

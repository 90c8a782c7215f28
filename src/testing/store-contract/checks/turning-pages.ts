import { minutes } from '../instants.js';
import { pagesOf } from '../pages-of.js';
import { put, putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import type { OrderStore, StoredOrder } from '../../../ports/index.js';
import { checksIn } from '../store-check.js';

/** An hour of orders, one a minute. */
const hour = ordersOf(24, 'o', (index) => ({ placedAt: minutes(index + 1) }));
const query = { tenant, status: ['new', 'confirmed'] };

/** The ids that a reader sees who turns the pages while something happens after the second one. */
async function readWhile(
  store: OrderStore,
  happen: (seen: readonly StoredOrder[]) => Promise<void>,
): Promise<readonly string[]> {
  await putAll(
    store,
    hour.map((order) => changeOf(order)),
  );
  const first = await store.list({ ...query, limit: 5 });
  const second = await store.list({ ...query, limit: 5, after: first.next ?? '' });
  const seen = [...first.rows, ...second.rows];
  await happen(seen);
  const rest = await pagesOf((after) => store.list({ ...query, limit: 5, ...after }), second.next);
  return [...seen, ...rest.flat()].map(({ id }) => id);
}

const idsOf = (orders: readonly StoredOrder[]): readonly string[] =>
  orders.map(({ id }) => id).toSorted();

export const turningPages = checksIn('query', [
  {
    id: 'orders-leave-between-pages',
    rules: ['OS-9'],
    title: 'shows every order that stays in the filter once, when others leave it between pages',
    run: async ({ store }) => {
      const gone: string[] = [];
      const ids = await readWhile(store, async (seen) => {
        const unseen = hour.filter(({ id }) => !seen.some((order) => order.id === id));
        for (const order of [...seen.slice(0, 3), ...unseen.slice(3, 5)]) {
          gone.push(order.id);
          await put(store, changeOf(nextOf(order, { status: 'cancelled' })));
        }
      });
      const stayed = hour.filter(({ id }) => !gone.includes(id));
      same('what stayed', ids.filter((id) => !gone.includes(id)).toSorted(), idsOf(stayed));
      same('what is seen twice', ids.length - new Set(ids).size, 0);
    },
  },
  {
    id: 'orders-come-between-pages',
    rules: ['OS-9'],
    title: 'shows every order that stays in the filter once, when others come between pages',
    run: async ({ store }) => {
      const early = ordersOf(3, 'early', () => ({ placedAt: minutes(0) }));
      const late = ordersOf(3, 'late', () => ({ placedAt: minutes(99) }));
      const ids = await readWhile(store, () =>
        put(store, ...[...early, ...late].map((order) => changeOf(order))),
      );
      const there = ids.filter((id) => hour.some((order) => order.id === id));
      same('what was there', there.toSorted(), idsOf(hour));
      same('what is seen twice', ids.length - new Set(ids).size, 0);
    },
  },
  {
    id: 'orders-move-between-pages',
    rules: ['OS-9'],
    title: 'shows every order that stays in the filter once, when it moves on within it',
    run: async ({ store }) => {
      const ids = await readWhile(store, async () => {
        for (const order of hour)
          await put(
            store,
            changeOf(
              nextOf(order, {
                status: 'confirmed',
                updatedAt: minutes(999),
                enteredAt: minutes(0),
              }),
            ),
          );
      });
      same('the orders', ids.toSorted(), idsOf(hour));
    },
  },
  {
    id: 'last-order-leaves-between-pages',
    rules: ['OS-9'],
    title: 'goes on after a page whose last order is not there any more',
    run: async ({ store }) => {
      const ids = await readWhile(store, async (seen) => {
        const last = seen.at(-1) ?? orderOf('none');
        await put(store, changeOf(nextOf(last, { status: 'cancelled' })));
      });
      same('the orders', ids.toSorted(), idsOf(hour));
    },
  },
]);

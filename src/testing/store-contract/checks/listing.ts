import type { ListQuery, OrderStore, StoredOrder } from '../../../ports/index.js';
import { minutes, start } from '../instants.js';
import { pagesOf } from '../pages-of.js';
import { putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const sizes = [1, 2, 7, 25, 26] as const;

const placeAll = (store: OrderStore, orders: readonly StoredOrder[]): Promise<void> =>
  putAll(
    store,
    orders.map((order) => changeOf(order)),
  );

/** That the pages of every size show these orders, each of them once. */
async function expectPaged(
  store: OrderStore,
  expected: readonly StoredOrder[],
  query: Partial<ListQuery> = {},
): Promise<void> {
  const ids = expected.map(({ id }) => id).toSorted();
  for (const limit of sizes) {
    const pages = await pagesOf((after) => store.list({ tenant, ...query, limit, ...after }));
    const found = pages.flat().map(({ id }) => id);
    same(`the orders, ${limit} a page`, found.toSorted(), ids);
    const lengths = pages.map((rows) => rows.length);
    same(
      `full pages, ${limit} a page`,
      lengths.slice(0, -1).every((length) => length === limit),
      true,
    );
    same(`a last page, ${limit} a page`, (lengths.at(-1) ?? 0) > 0, true);
  }
}

export const listing = checksIn('query', [
  {
    id: 'pages-of-any-size',
    rules: ['OS-9'],
    title: 'shows every order once, in full pages of 1, 2, 7, 25 or 26, and ends with the last',
    run: async ({ store }) => {
      const orders = ordersOf(25, 'o', (index) => ({ placedAt: minutes((index * 7) % 25) }));
      await placeAll(store, orders);
      await expectPaged(store, orders);
      const whole = await store.list({ tenant, limit: 1000 });
      const byId = whole.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      same('the orders, whole', byId, orders);
      same('the end', whole.next, null);
    },
  },
  {
    id: 'pages-among-equal-times',
    rules: ['OS-9'],
    title: 'shows every order once, also where all were placed at the same time',
    run: async ({ store }) => {
      const orders = ordersOf(25);
      await placeAll(store, orders);
      await expectPaged(store, orders);
    },
  },
  {
    id: 'pages-of-odd-names',
    rules: ['OS-9'],
    title: 'shows every order once, whatever its id, also through a filter of several statuses',
    run: async ({ store }) => {
      const names = [
        'a',
        'A',
        'b',
        'B',
        'a b',
        'ab',
        'a-b',
        'é',
        'e\u0301',
        'z',
        '~',
        '٣',
        'ب',
        '注',
      ];
      // Sorted by UTF-16 the emoji stands before the wide letter, sorted by code points after it.
      const wide = [
        '\u{1f6f5}',
        '\uff21',
        '\ufffd',
        '\u{10000}',
        '"',
        "'",
        '%',
        '_',
        '\\',
        '10',
        '9',
      ];
      const orders = [...names, ...wide].map((id, index) =>
        orderOf(id, {
          placedAt: minutes(Math.floor(index / 25)),
          status: index % 2 ? 'new' : 'confirmed',
        }),
      );
      await placeAll(store, orders);
      await expectPaged(store, orders);
      await expectPaged(store, orders, { status: ['new', 'confirmed', 'shipped'] });
    },
  },
  {
    id: 'pages-through-a-filter',
    rules: ['OS-9'],
    title: 'shows every order of the wanted statuses once, page by page, and no other',
    run: async ({ store }) => {
      const statuses = ['new', 'confirmed', 'shipped', 'new', `it's "odd"`];
      const orders = ordersOf(60, 'o', (index) => ({
        placedAt: minutes(index),
        status: statuses[index % 5] ?? 'new',
      }));
      await placeAll(store, orders);
      for (const status of [['new'], ['shipped', 'confirmed'], [`it's "odd"`], statuses]) {
        const wanted = orders.filter((order) => status.includes(order.status));
        await expectPaged(store, wanted, { status });
      }
    },
  },
  {
    id: 'filters-that-nothing-passes',
    rules: ['OS-9'],
    title: 'shows nothing through a filter of no status, of unknown ones, or of near ones',
    run: async ({ store }) => {
      await placeAll(store, ordersOf(3));
      const none = { rows: [], next: null, prev: null };
      for (const status of [[], ['unknown'], ['NEW'], ['ne'], ['new%'], ['']])
        same(JSON.stringify(status), await store.list({ tenant, status, limit: 9 }), none);
      const known = await store.list({ tenant, status: ['unknown', 'new', 'new'], limit: 9 });
      same('beside a known one', known.rows.length, 3);
    },
  },
  {
    id: 'pages-over-centuries',
    rules: ['OS-9'],
    title: 'shows every order once, whenever it was placed, to the millisecond',
    run: async ({ store }) => {
      const times = [
        '1000-01-01T00:00:00.000Z',
        '1969-12-31T23:59:59.999Z',
        '2999-12-31T23:59:59.999Z',
      ];
      const near = Array.from({ length: 22 }, (_, index) =>
        start.replace('.000', `.0${index + 10}`),
      );
      const all = [...near, ...times];
      const orders = ordersOf(25, 'o', (index) => ({ placedAt: all[(index * 7) % 25] as string }));
      await placeAll(store, orders);
      await expectPaged(store, orders);
    },
  },
]);

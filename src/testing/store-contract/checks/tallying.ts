import type { MovesQuery, Period } from '../../../ports/index.js';
import { minutes } from '../instants.js';
import { tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { putShop } from '../told-shop.js';

const span = (name: string, from: number, to: number): Period => ({
  name,
  from: minutes(from),
  to: minutes(to),
});

const day = span('day', 0, 1000);

/** Rows come in any order. */
function sameRows(what: string, actual: readonly object[], expected: readonly object[]): void {
  const text = (row: object): string =>
    JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const sorted = (rows: readonly object[]): readonly object[] =>
    rows.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  same(what, sorted(actual), sorted(expected));
}

const ended = (period: string, to: string, by: object, moves: number, units: number) => ({
  period,
  to,
  by,
  moves,
  units,
});

export const tallying = checksIn('tallies', [
  {
    id: 'moves',
    rules: ['TA-1'],
    title: 'counts each change of status, with its units, as the order was then',
    run: async ({ store }) => {
      await putShop(store);
      const ask = async (query: Partial<MovesQuery>) =>
        store.tallies.moves({ tenant, periods: [day], by: [], ...query });
      sameRows('all', await ask({}), [
        ended('day', 'new', {}, 5, 13),
        ended('day', 'confirmed', {}, 2, 7),
        ended('day', 'shipped', {}, 3, 8),
        ended('day', 'delivered', {}, 3, 8),
        ended('day', 'returned', {}, 1, 1),
        ended('day', 'cancelled', {}, 1, 4),
      ]);
      const to = ['delivered', 'returned', 'delivered', 'unknown'];
      sameRows('by the driver of then', await ask({ to, by: ['assignee'] }), [
        ended('day', 'delivered', { assignee: 'hamid' }, 2, 7),
        ended('day', 'delivered', { assignee: 'karim' }, 1, 1),
        ended('day', 'returned', { assignee: 'hamid' }, 1, 1),
      ]);
      const by = ['reason', 'city', 'source', 'shop'] as const;
      sameRows('by what they have', await ask({ to: ['cancelled', 'returned'], by }), [
        ended(
          'day',
          'cancelled',
          { reason: 'fake_order', city: 'Rabat', source: 'shopify', shop: 'zahra' },
          1,
          4,
        ),
        ended(
          'day',
          'returned',
          { reason: 'refused', city: 'Casablanca', source: 'manual', shop: 'default' },
          1,
          1,
        ),
      ]);
      sameRows('by product', await ask({ to: ['new'], by: ['product'] }), [
        ended('day', 'new', { product: 'OIL' }, 4, 8),
        ended('day', 'new', { product: 'SOAP' }, 2, 5),
      ]);
      sameRows('by calls', await ask({ to: ['confirmed'], by: ['calls', 'from', 'actor'] }), [
        ended('day', 'confirmed', { calls: 2, from: 'new', actor: 'salma' }, 1, 6),
        ended('day', 'confirmed', { calls: 0, from: 'new', actor: 'salma' }, 1, 1),
      ]);
      sameRows('by what is not there', await ask({ to: ['new'], by: ['region', 'attempts'] }), [
        ended('day', 'new', { region: null, attempts: 0 }, 5, 13),
      ]);
      same('into none', await ask({ to: [] }), []);
    },
  },
  {
    id: 'periods',
    rules: ['TA-1', 'TA-2'],
    title: 'counts in each period what happened from its first moment on, before its end',
    run: async ({ store }) => {
      await putShop(store);
      const periods = [
        span('before', 0, 60),
        span('on the minute', 60, 100),
        span('over both', 59, 101),
        span('empty', 60, 60),
        span('later', 101, 999),
      ];
      const query = { tenant, periods, by: [] };
      sameRows('moves', await store.tallies.moves({ ...query, to: ['delivered'] }), [
        ended('on the minute', 'delivered', {}, 2, 7),
        ended('over both', 'delivered', {}, 3, 8),
      ]);
      const cash = await store.tallies.cash({ tenant, periods });
      const told = cash.map(({ period, currency, orders }) => ({ period, currency, orders }));
      sameRows('cash', told, [
        { period: 'on the minute', currency: 'MAD', orders: 1 },
        { period: 'on the minute', currency: 'TND', orders: 1 },
        { period: 'over both', currency: 'MAD', orders: 1 },
        { period: 'over both', currency: 'MAD', orders: 1 },
        { period: 'over both', currency: 'TND', orders: 1 },
      ]);
      const cohorts = await store.tallies.cohorts({ ...query, periods: [span('five', 5, 8)] });
      sameRows('cohorts', cohorts, [
        {
          period: 'five',
          by: {},
          orders: 2,
          reached: { new: 2, confirmed: 1, shipped: 1, returned: 1, delivered: 1, cancelled: 1 },
        },
      ]);
    },
  },
  {
    id: 'stays-and-waits',
    rules: ['TA-3'],
    title: 'says how long orders were in a status, and since when they wait, by values that occur',
    run: async ({ store }) => {
      await putShop(store);
      const minute = 60_000;
      const stays = await store.tallies.stays({ tenant, periods: [day], by: [] });
      const stay = (from: string, moves: number, median: number, p90: number) => ({
        period: 'day',
        from,
        by: {},
        moves,
        median: median * minute,
        p90: p90 * minute,
      });
      sameRows('stays', stays, [
        stay('new', 4, 10, 52),
        stay('confirmed', 2, 20, 20),
        stay('shipped', 3, 30, 35),
        stay('returned', 1, 20, 20),
      ]);
      const since = (at: number) => ({
        median: minutes(at),
        p90: minutes(at),
        oldest: minutes(at),
      });
      sameRows('waits', await store.tallies.waits({ tenant, by: ['assignee'] }), [
        { status: 'new', by: { assignee: null }, orders: 1, ...since(50) },
        { status: 'delivered', by: { assignee: 'hamid' }, orders: 1, ...since(60) },
        { status: 'delivered', by: { assignee: 'karim' }, orders: 1, ...since(100) },
      ]);
      sameRows('waits of all', await store.tallies.waits({ tenant, by: [] }), [
        { status: 'new', by: {}, orders: 1, ...since(50) },
        {
          status: 'delivered',
          by: {},
          orders: 2,
          median: minutes(100),
          p90: minutes(60),
          oldest: minutes(60),
        },
      ]);
    },
  },
  {
    id: 'cohorts-by',
    rules: ['TA-1'],
    title: 'tells cohorts apart by what orders are, and counts each order once in each status',
    run: async ({ store }) => {
      await putShop(store);
      const cohorts = await store.tallies.cohorts({ tenant, periods: [day], by: ['product'] });
      sameRows('by product', cohorts, [
        {
          period: 'day',
          by: { product: 'OIL' },
          orders: 4,
          reached: { new: 4, confirmed: 2, shipped: 2, delivered: 3, returned: 1 },
        },
        {
          period: 'day',
          by: { product: 'SOAP' },
          orders: 2,
          reached: { new: 2, confirmed: 1, shipped: 1, delivered: 1, cancelled: 1 },
        },
      ]);
      const cities = await store.tallies.cohorts({ tenant, periods: [day], by: ['city', 'shop'] });
      const orders = cities.map(({ by, orders }) => ({ ...by, orders }));
      sameRows('by city and shop', orders, [
        { city: 'Casablanca', shop: 'default', orders: 4 },
        { city: 'Rabat', shop: 'zahra', orders: 1 },
      ]);
    },
  },
  {
    id: 'cash-tallies',
    rules: ['TA-4'],
    title: 'sums cash as it is now, by who had the parcels, and each currency for itself',
    run: async ({ store }) => {
      await putShop(store);
      const row = (assignee: string, currency: string, collected: number, fields: object) => ({
        period: 'day',
        assignee,
        currency,
        orders: 1,
        expected: 24_000,
        collected,
        remitted: 0,
        counted: 0,
        mismatched: 1,
        ...fields,
      });
      sameRows('cash', await store.tallies.cash({ tenant, periods: [day] }), [
        row('hamid', 'MAD', 24_000, {
          counted: 24_000,
          mismatched: 0,
          states: { reconciled: 1 },
        }),
        row('hamid', 'TND', 9, { states: { due: 1 } }),
        row('karim', 'MAD', 23_000, { states: { due: 1 } }),
      ]);
    },
  },
  {
    id: 'tallies-of-another-tenant',
    rules: ['TA-5'],
    title: 'tallies nothing of one tenant under another',
    run: async ({ store }) => {
      await putShop(store);
      const query = { tenant: 'another', periods: [day], by: [] };
      const { moves, stays, waits, cohorts, cash } = store.tallies;
      sameRows('moves', await moves(query), [
        ended('day', 'new', {}, 1, 2),
        ended('day', 'returned', {}, 1, 2),
      ]);
      same('stays', (await stays(query)).length, 1);
      same('waits', (await waits({ tenant: 'another', by: [] })).length, 1);
      same('cohorts', (await cohorts(query)).length, 1);
      same('cash', await cash(query), []);
      const nobody = { tenant: 'nobody', periods: [day], by: [] };
      for (const rows of [await moves(nobody), await stays(nobody), await cohorts(nobody)]) {
        same('of nobody', rows, []);
      }
    },
  },
]);

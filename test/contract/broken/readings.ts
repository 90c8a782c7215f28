import type { ListQuery, StoredOrder } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';

const whole = 1_000_000;

/** A list of the usual order, from its beginning. */
const isPlain = ({ sort = 'placed_at', direction = 'asc', before }: ListQuery): boolean =>
  sort === 'placed_at' && direction === 'asc' && before === undefined;

const databaseOrder = brokenMemory(
  'that answers in the order of its rows',
  ['order-of-the-keys'],
  (store) => ({
    async load(keys) {
      const loaded = await store.load(keys);
      return loaded.toSorted((a, b) => ((a.order?.id ?? '') < (b.order?.id ?? '') ? -1 : 1));
    },
  }),
);

const lentOrders = brokenMemory(
  'that gives out the orders that it keeps',
  ['loaded-is-lent-to-nobody'],
  (store) => {
    const kept = new Map<string, StoredOrder>();
    const keptAs = (found: StoredOrder): StoredOrder => {
      const name = JSON.stringify([found.tenant, found.id, found.version]);
      const order = kept.get(name) ?? found;
      kept.set(name, order);
      return order;
    };
    return {
      async load(keys) {
        const loaded = await store.load(keys);
        return loaded.map(({ order, earlier }) => ({ order: order && keptAs(order), earlier }));
      },
    };
  },
);

const pagesByTime = brokenMemory(
  'that goes on after the time of the last row',
  [
    'cursors-of-another-list',
    'filters-alone',
    'filters-together',
    'pages-among-equal-times',
    'pages-both-ways',
    'pages-of-odd-names',
    'sorts',
  ],
  (store) => ({
    async list(asked) {
      const { after = '', limit, ...query } = asked;
      if (!isPlain(asked)) return store.list(asked);
      const { rows } = await store.list({ ...query, limit: whole });
      const left = rows.filter(({ placedAt }) => placedAt > after);
      const shown = left.slice(0, limit);
      return {
        rows: shown,
        next: left.length > limit ? (shown.at(-1)?.placedAt ?? null) : null,
        prev: null,
      };
    },
  }),
);

const pagesByOffset = brokenMemory(
  'that counts the rows of the pages before',
  [
    'cursors-of-another-list',
    'last-order-leaves-between-pages',
    'orders-come-between-pages',
    'orders-leave-between-pages',
    'pages-both-ways',
  ],
  (store) => ({
    async list(asked) {
      const { after = '0', limit, ...query } = asked;
      if (!isPlain(asked)) return store.list(asked);
      const { rows } = await store.list({ ...query, limit: whole });
      const end = Number(after) + limit;
      return {
        rows: rows.slice(Number(after), end),
        next: rows.length > end ? `${end}` : null,
        prev: null,
      };
    },
  }),
);

const pagesByLastChange = brokenMemory(
  'that pages by the time of the last change',
  ['cursors-of-another-list', 'orders-move-between-pages', 'pages-both-ways'],
  (store) => ({
    async list(asked) {
      const { after = '', limit, ...query } = asked;
      if (!isPlain(asked)) return store.list(asked);
      const { rows } = await store.list({ ...query, limit: whole });
      const cursorOf = ({ updatedAt, placedAt, id }: StoredOrder) =>
        JSON.stringify([updatedAt, placedAt, id]);
      const left = rows
        .toSorted((a, b) => (cursorOf(a) < cursorOf(b) ? -1 : 1))
        .filter((order) => cursorOf(order) > after);
      const last = left.slice(0, limit).at(-1);
      return {
        rows: left.slice(0, limit),
        next: left.length > limit && last ? cursorOf(last) : null,
        prev: null,
      };
    },
  }),
);

const countsOfAllTenants = brokenMemory(
  'that counts the orders of every tenant',
  ['counts-of-another-tenant'],
  (store) => {
    const tenants = new Set<string>();
    return {
      commit: (changes) => {
        for (const { order } of changes) tenants.add(order.tenant);
        return store.commit(changes);
      },
      async counts(query) {
        const counts: Record<string, number> = {};
        for (const tenant of tenants) {
          for (const [status, count] of Object.entries(await store.counts({ ...query, tenant })))
            counts[status] = (counts[status] ?? 0) + count;
        }
        return counts;
      },
    };
  },
);

export const brokenReadings = [
  databaseOrder,
  lentOrders,
  pagesByTime,
  pagesByOffset,
  pagesByLastChange,
  countsOfAllTenants,
];

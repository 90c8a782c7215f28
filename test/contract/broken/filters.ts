import type { Change, HistoryEntry, ListPage, ListQuery, StoredOrder } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';

const forgetful = brokenMemory(
  'that does not look whether something is to be agreed to again',
  ['filters-alone', 'filters-together'],
  (store) => ({
    list: ({ needsReconfirmation: _, ...query }) => store.list(query),
    counts: ({ needsReconfirmation: _, ...query }) => store.counts(query),
  }),
);

const countsOfAllOrders = brokenMemory(
  'that counts whatever there is, whichever orders are asked for',
  ['counts-no-further', 'filters-alone', 'filters-together', 'searches'],
  (store) => ({
    counts: ({ tenant, upTo }) => store.counts({ tenant, ...(upTo !== undefined && { upTo }) }),
  }),
);

const countsToTheEnd = brokenMemory(
  'that counts to the end, however far it is asked to',
  ['counts-no-further'],
  (store) => ({ counts: ({ upTo: _, ...query }) => store.counts(query) }),
);

const asTold = (entry: HistoryEntry): HistoryEntry => ({
  ...entry,
  from: entry.from === 'before' ? entry.to : entry.from,
});

const lastToTouch = brokenMemory(
  'that takes whoever came last for who brought an order there',
  ['filters-after-a-change', 'moves', 'periods', 'stays-and-waits'],
  (store) => ({
    commit: (changes) =>
      store.commit(
        changes.map((change): Change => {
          const { from, to } = change.entry;
          return { ...change, entry: { ...change.entry, from: from === to ? 'before' : from } };
        }),
      ),
    async load(keys) {
      const loaded = await store.load(keys);
      return loaded.map(({ order, earlier }) => ({ order, earlier: earlier && asTold(earlier) }));
    },
    async history(query) {
      const page = await store.history(query);
      return { ...page, rows: page.rows.map(asTold) };
    },
  }),
);

const everyUntilTheEnd = brokenMemory(
  'that takes the end of a span for a part of it',
  ['filters-alone', 'filters-together'],
  (store) => {
    const longer = (query: ListQuery): ListQuery => {
      const to = query.nextCall?.to;
      const later = to && new Date(Date.parse(to) + 1).toISOString();
      return later ? { ...query, nextCall: { ...query.nextCall, to: later } } : query;
    };
    return { list: (query) => store.list(longer(query)) };
  },
);

const startsAnew = brokenMemory('that cannot turn a page back', ['pages-both-ways'], (store) => ({
  async list(query): Promise<ListPage<StoredOrder>> {
    return { ...(await store.list(query)), prev: null };
  },
}));

const tiesOneWay = brokenMemory(
  'that sorts orders of one time by their ids, whichever way the list goes',
  ['sorts'],
  (store) => ({
    async list(query) {
      const page = await store.list(query);
      const { sort = 'placed_at', direction } = query;
      if (sort !== 'placed_at' || direction !== 'desc') return page;
      const rows = page.rows.toSorted((a, b) => {
        if (a.placedAt !== b.placedAt) return a.placedAt < b.placedAt ? 1 : -1;
        return a.id < b.id ? -1 : 1;
      });
      return { ...page, rows };
    },
  }),
);

const findsAnywhere = brokenMemory(
  'that finds what somebody types anywhere in a number',
  ['searches'],
  (store) => ({
    async list(query) {
      const { search, ...rest } = query;
      if (search === undefined || query.limit !== 100) return store.list(query);
      const all = await store.list(rest);
      const found = await store.list(query);
      const rows = all.rows.filter(
        (order) =>
          found.rows.some(({ id }) => id === order.id) || order.source.reference?.includes(search),
      );
      return { ...found, rows };
    },
  }),
);

export const brokenFilters = [
  forgetful,
  countsOfAllOrders,
  countsToTheEnd,
  lastToTouch,
  everyUntilTheEnd,
  startsAnew,
  tiesOneWay,
  findsAnywhere,
];

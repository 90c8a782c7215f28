import type { ListPage, ListQuery, OrderStore, StoredOrder } from '../../../ports/index.js';
import { orderSorts } from '../../../order/index.js';
import { sortTimeOf } from '../../../ports/index.js';
import { start } from '../instants.js';
import { pagesOf } from '../pages-of.js';
import { refusalOf } from '../refusal-of.js';
import { tenant } from '../sample-order.js';
import { fail, same } from '../same.js';
import { checksIn } from '../store-check.js';
import { putVaried } from '../varied-orders.js';

const directions = ['asc', 'desc'] as const;
const filters: readonly Partial<ListQuery>[] = [
  {},
  { status: ['new', 'delivered'], open: true },
  { assignee: 'driver-1' },
  { search: '100' },
  { nextCall: {} },
  { collected: {} },
];

/** Every list of each sort, each way, through each filter. */
const lists = orderSorts.flatMap((sort) =>
  directions.flatMap((direction) => filters.map((filter) => ({ ...filter, sort, direction }))),
);

type List = (typeof lists)[number];

/** The ids of a list as it should be, by all orders that its filter admits. */
function sorted(orders: readonly StoredOrder[], { sort, direction }: List): readonly string[] {
  const keyed = orders.flatMap((order) => {
    const at = sortTimeOf(order, sort);
    return at === null ? [] : [{ key: `${at} ${order.id}`, id: order.id }];
  });
  const ids = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ id }) => id);
  return direction === 'asc' ? ids : ids.toReversed();
}

const idsOf = (rows: readonly StoredOrder[]): readonly string[] => rows.map(({ id }) => id);

/** The pages from the last one back to the first, each as it was shown on the way there. */
async function turnedBack(
  store: OrderStore,
  query: ListQuery,
  last: ListPage<StoredOrder>,
): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  let { prev } = last;
  while (prev !== null) {
    const page: ListPage<StoredOrder> = await store.list({ ...query, before: prev });
    pages.unshift(idsOf(page.rows));
    if (page.next === null) fail('A page that was left has none after it');
    ({ prev } = page);
    if (pages.length > 100) fail('The pages have no beginning:', '+ more than 100 of them');
  }
  return pages;
}

export const sorting = checksIn('query', [
  {
    id: 'sorts',
    rules: ['OS-9'],
    title: 'goes by each of the times, either way, without those that have none',
    run: async ({ store }) => {
      const orders = (await putVaried(store)).map(({ order }) => order);
      for (const list of lists) {
        const query = { tenant, ...list };
        const all = await store.list({ ...query, limit: 100 });
        const admitted = orders.filter(({ id }) => all.rows.some((row) => row.id === id));
        const expected = sorted(Object.keys(list).length === 2 ? orders : admitted, list);
        same(JSON.stringify(list), idsOf(all.rows), expected);
        const pages = await pagesOf((after) => store.list({ ...query, limit: 7, ...after }));
        same(`${JSON.stringify(list)} by pages`, idsOf(pages.flat()), expected);
      }
    },
  },
  {
    id: 'pages-both-ways',
    rules: ['OS-9'],
    title: 'shows the same pages on the way back, up to the first, which has none before it',
    run: async ({ store }) => {
      await putVaried(store);
      for (const list of lists) {
        const query = { tenant, ...list, limit: 4 };
        const there: (readonly string[])[] = [];
        let page = await store.list(query);
        same(`before the first of ${JSON.stringify(list)}`, page.prev, null);
        while (page.next !== null) {
          there.push(idsOf(page.rows));
          page = await store.list({ ...query, after: page.next });
        }
        same(JSON.stringify(list), await turnedBack(store, query, page), there);
      }
    },
  },
  {
    id: 'cursors-of-another-list',
    rules: ['OS-9'],
    title: 'refuses the cursor of a list that is sorted otherwise, and two cursors at once',
    run: async ({ store }) => {
      await putVaried(store);
      const { next } = await store.list({ tenant, sort: 'entered_at', limit: 7 });
      const after = next ?? start;
      const refused = async (query: Partial<ListQuery>): Promise<string> =>
        refusalOf(() => store.list({ tenant, limit: 7, ...query }));
      same('sorted otherwise', await refused({ after }), 'options_invalid');
      same('the same list', await refused({ sort: 'entered_at', after }), 'nothing');
      same(
        'two at once',
        await refused({ sort: 'entered_at', after, before: after }),
        'options_invalid',
      );
      same('no cursor', await refused({ before: 'yesterday' }), 'options_invalid');
    },
  },
]);

import type { OrderFilter, OrderStore } from '../../../ports/index.js';
import { foundBy } from '../found-by.js';
import { minutes } from '../instants.js';
import { pagesOf } from '../pages-of.js';
import { put } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { putVaried } from '../varied-orders.js';
import type { Varied } from '../varied-orders.js';

type Filter = Omit<OrderFilter, 'tenant'>;
type Case = readonly [filter: Filter, admits: (one: Varied) => boolean];

const within = (at: string | null | undefined, from: number, to: number): boolean =>
  typeof at === 'string' && at >= minutes(from) && at < minutes(to);

/** Each filter by itself, and who passes it in plain words. */
const alone: readonly Case[] = [
  [{}, () => true],
  [{ status: ['new', 'delivered'] }, ({ order }) => /^(new|delivered)$/.test(order.status)],
  [{ open: true }, ({ open }) => open],
  [{ open: false }, ({ open }) => !open],
  [{ assignee: 'driver-2' }, ({ order }) => order.assignee?.id === 'driver-2'],
  [{ assignee: 'driver' }, () => false],
  [{ source: { kind: 'shopify' } }, ({ order }) => order.source.kind === 'shopify'],
  [{ source: { shop: 'a' } }, ({ order }) => order.source.shop === 'a'],
  [
    { source: { kind: 'manual', shop: 'b' } },
    ({ order }) => order.source.kind === 'manual' && order.source.shop === 'b',
  ],
  [{ actor: { kind: 'driver' } }, ({ enteredBy }) => enteredBy.kind === 'driver'],
  [{ actor: { id: 'actor-1' } }, ({ enteredBy }) => enteredBy.id === 'actor-1'],
  [{ actor: { kind: 'driver', id: 'actor-1' } }, () => false],
  [{ needsReconfirmation: true }, ({ order }) => order.needsReconfirmation],
  [{ needsReconfirmation: false }, ({ order }) => !order.needsReconfirmation],
  [{ placed: { from: minutes(3), to: minutes(9) } }, ({ order }) => within(order.placedAt, 3, 9)],
  [{ placed: { from: minutes(9) } }, ({ order }) => order.placedAt >= minutes(9)],
  [{ entered: { to: minutes(104) } }, ({ order }) => order.enteredAt < minutes(104)],
  [{ entered: { from: minutes(104), to: minutes(104) } }, () => false],
  [
    { nextCall: { from: minutes(301), to: minutes(304) } },
    ({ order }) => within(order.calls.nextCallAt, 301, 304),
  ],
  [{ nextCall: {} }, ({ order }) => order.calls.nextCallAt !== null],
  [
    { collected: { from: minutes(601), to: minutes(603) } },
    ({ order }) => within(order.collection?.at, 601, 603),
  ],
  [{ collected: { to: minutes(603) } }, ({ order }) => within(order.collection?.at, 0, 603)],
  [
    { overdue: { new: minutes(108), [`it's "odd"`]: minutes(103), shipped: minutes(999) } },
    ({ order: { status, enteredAt } }) =>
      (status === 'new' && enteredAt < minutes(108)) ||
      (status === `it's "odd"` && enteredAt < minutes(103)),
  ],
  [{ overdue: {} }, () => false],
];

const together: readonly Case[] = alone.flatMap(([filter, admits], index) =>
  [5, 11].map((step): Case => {
    const [other, admitsToo] = alone[(index + step) % alone.length] ?? [{}, () => true];
    // Where both ask for the same, the second says it.
    const both = Object.keys(other).every((key) => !Object.hasOwn(filter, key));
    return both
      ? [{ ...filter, ...other }, (one) => admits(one) && admitsToo(one)]
      : [other, admitsToo];
  }),
);

const idsOf = (found: readonly Varied[]): readonly string[] =>
  found.map(({ order }) => order.id).toSorted();

/** That a list and the counts take exactly the orders that a filter admits. */
async function expectAdmitted(
  store: OrderStore,
  orders: readonly Varied[],
  [filter, admits]: Case,
): Promise<void> {
  const name = JSON.stringify(filter);
  const expected = orders.filter(admits);
  const pages = await pagesOf((after) => store.list({ tenant, ...filter, limit: 7, ...after }));
  const found = pages.flat().map(({ id }) => id);
  same(`the list of ${name}`, found.toSorted(), idsOf(expected));
  const counts: Record<string, number> = {};
  for (const { order } of expected) counts[order.status] = (counts[order.status] ?? 0) + 1;
  const counted = Object.entries(await store.counts({ tenant, ...filter }));
  same(`the counts of ${name}`, Object.fromEntries(counted.filter(([, n]) => n !== 0)), counts);
}

export const filtering = checksIn('query', [
  {
    id: 'filters-alone',
    rules: ['OS-17'],
    title: 'takes exactly the orders that a filter admits, in a list and in the counts',
    run: async ({ store }) => {
      const orders = await putVaried(store);
      for (const one of alone) await expectAdmitted(store, orders, one);
    },
  },
  {
    id: 'filters-together',
    rules: ['OS-17'],
    title: 'takes exactly the orders that each of several filters admits',
    run: async ({ store }) => {
      const orders = await putVaried(store);
      for (const one of together) await expectAdmitted(store, orders, one);
    },
  },
  {
    id: 'filters-after-a-change',
    rules: ['OS-17'],
    title: 'finds an order by what it is now, and by who brought it into its status',
    run: async ({ store }) => {
      const driver = { kind: 'driver', id: 'driver-1', name: null } as const;
      const calls = { ...orderOf('a').calls, nextCallAt: minutes(9) };
      const placed = orderOf('a', { calls });
      const confirmed = nextOf(placed, {
        status: 'confirmed',
        enteredAt: minutes(5),
        assignee: driver,
        calls: { ...calls, nextCallAt: null },
      });
      const noted = nextOf(confirmed, { assignee: null, needsReconfirmation: true });
      const agent = { kind: 'agent', id: 'first' } as const;
      const other = { kind: 'admin', id: 'second' } as const;
      const third = { kind: 'system', id: 'third' } as const;
      await put(store, changeOf(placed, { entry: { actor: agent } }));
      same('to call', await foundBy(store, { nextCall: { to: minutes(10) } }), ['a']);
      await put(store, changeOf(confirmed, { entry: { actor: other } }));
      same('called', await foundBy(store, { nextCall: {} }), []);
      same('assigned', await foundBy(store, { assignee: 'driver-1' }), ['a']);
      same('by the second', await foundBy(store, { actor: other }), ['a']);
      same('by the first', await foundBy(store, { actor: agent }), []);
      const stays = { actor: third, from: 'confirmed' };
      await put(store, changeOf(noted, { open: false, entry: stays }));
      same('still by the second', await foundBy(store, { actor: other }), ['a']);
      same('not by the third', await foundBy(store, { actor: third }), []);
      same('not assigned any more', await foundBy(store, { assignee: 'driver-1' }), []);
      same('not open any more', await foundBy(store, { open: true }), []);
      same('to be asked again', await foundBy(store, { needsReconfirmation: true }), ['a']);
    },
  },
  {
    id: 'counts-no-further',
    rules: ['OS-17'],
    title: 'counts each status no further than it was asked to',
    run: async ({ store }) => {
      await putVaried(store);
      const all = { new: 15, confirmed: 15, delivered: 15, [`it's "odd"`]: 15 };
      same('to the end', await store.counts({ tenant, upTo: 16 }), all);
      const seven = Object.fromEntries(Object.keys(all).map((status) => [status, 7]));
      same('up to 7', await store.counts({ tenant, upTo: 7 }), seven);
      const filter = { status: ['new'], placed: { to: minutes(4) } };
      same('filtered', await store.counts({ tenant, ...filter, upTo: 3 }), { new: 3 });
      const two = Object.fromEntries(Object.keys(all).map((status) => [status, 2]));
      same('searched', await store.counts({ tenant, search: '#100', upTo: 2 }), two);
    },
  },
]);

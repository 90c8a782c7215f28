import type { CommitVerdict, OrderStore, StoredOrder } from '../../../ports/index.js';
import { effectsIn, historyOf, orderIn } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { changeOf, owing } from '../sample-change.js';
import { nextOf, orderOf, ordersOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import type { Able } from '../store-check.js';
import { atOnce, tally } from '../verdicts-of.js';

type Stores = readonly OrderStore[];

/** The store whose turn it is. */
const nth = (stores: Stores, index: number): OrderStore =>
  stores[index % stores.length] as OrderStore;

const fifty = Array.from({ length: 50 }, (_, index) => index);

async function moveByFifty(...stores: Stores): Promise<void> {
  const a = orderOf('a');
  const moved = nextOf(a);
  await put(nth(stores, 0), changeOf(a));
  const verdicts = await atOnce(
    fifty.map((n) => () => nth(stores, n).commit([owing(moved, 1, { commandId: `c${n}` })])),
  );
  same('the verdicts', tally(verdicts.flat()), { applied: 1, conflict: 49 });
  const winner = verdicts.findIndex(([verdict]) => verdict === 'applied');
  for (const store of stores) {
    same('the order', await orderIn(store, a), moved);
    const commands = (await historyOf(store, a)).map(({ commandId }) => commandId);
    same('the history', commands, ['a@1', `c${winner}`]);
    same('how much is owed', (await effectsIn(store)).length, 1);
  }
}

async function placeByFifty(orderBy: (n: number) => StoredOrder, ...stores: Stores): Promise<void> {
  const verdicts = await atOnce(
    fifty.map((n) => () => nth(stores, n).commit([changeOf(orderBy(n), { commandId: `c${n}` })])),
  );
  same('the verdicts', tally(verdicts.flat()), { applied: 1, conflict: 49 });
  const winner = orderBy(verdicts.findIndex(([verdict]) => verdict === 'applied'));
  for (const store of stores)
    same('the orders', (await store.list({ tenant, limit: 99 })).rows, [winner]);
}

const ofOneId = (n: number): StoredOrder =>
  orderOf('a', { source: { ...orderOf('a').source, externalId: `s${n}` } });
const ofOneSource = (n: number): StoredOrder => orderOf(`o${n}`, { source: orderOf('a').source });

async function repeatByFifty(...stores: Stores): Promise<void> {
  const a = orderOf('a');
  await put(nth(stores, 0), changeOf(a));
  const change = owing(nextOf(a), 1, { commandId: 'c1' });
  const verdicts = await atOnce(fifty.map((n) => () => nth(stores, n).commit([change])));
  const { applied, duplicate = 0, conflict = 0, ...others } = tally(verdicts.flat());
  same('how many are applied', applied, 1);
  same('how many are neither', others, {});
  same('how many are not applied', duplicate + conflict, 49);
  same('how much is owed', (await effectsIn(nth(stores, 0))).length, 1);
}

async function batchesAtOnce(...stores: Stores): Promise<void> {
  const orders = ordersOf(300);
  await putAll(
    nth(stores, 0),
    orders.map((order) => changeOf(order)),
  );
  const commits = Array.from({ length: 4 }, (_, n): (() => Promise<readonly CommitVerdict[]>) => {
    const changes = orders.map((order) => changeOf(nextOf(order), { commandId: `c${n}` }));
    return () => nth(stores, n).commit(changes);
  });
  const verdicts = await atOnce(commits);
  same('the verdicts', tally(verdicts.flat()), { applied: 300, conflict: 900 });
}

const withAnother = async <Tx>({ store, another }: Able<Tx>): Promise<Stores> => [
  store,
  await another(),
];

/** Each race is run through one connection, and through two. */
const races: readonly {
  readonly id: string;
  readonly rules: readonly string[];
  readonly title: string;
  readonly run: (...stores: Stores) => Promise<void>;
}[] = [
  {
    id: 'fifty-writers',
    rules: ['OS-4'],
    title: 'lets one of fifty through that change one version of an order at once',
    run: moveByFifty,
  },
  {
    id: 'fifty-of-one-id',
    rules: ['OS-4'],
    title: 'lets one of fifty through that place an order of one id at once',
    run: (...stores) => placeByFifty(ofOneId, ...stores),
  },
  {
    id: 'fifty-of-one-source',
    rules: ['OS-4', 'OS-6'],
    title: 'lets one of fifty through that place an order of one source at once',
    run: (...stores) => placeByFifty(ofOneSource, ...stores),
  },
  {
    id: 'one-command-fifty-times',
    rules: ['OS-4', 'OS-5'],
    title: 'applies a command once that comes fifty times at once, and throws at none',
    run: repeatByFifty,
  },
  {
    id: 'four-bulk-changes',
    rules: ['OS-4', 'OS-7'],
    title: 'moves each of three hundred orders once that four commits would move at once',
    run: batchesAtOnce,
  },
];

export const racing = checksIn('concurrency', [
  ...races.map(({ run, ...race }) => ({
    ...race,
    run: ({ store }: { readonly store: OrderStore }) => run(store),
  })),
  ...races.map(({ id, rules, title, run }) => ({
    id: `${id}-through-two-connections`,
    rules,
    title: `${title}, through two connections`,
    needs: ['connections'] as const,
    run: async <Tx>(open: Able<Tx>) => run(...(await withAnother(open))),
  })),
]);

import type { ClaimedEffect, OrderStore } from '../../../ports/index.js';
import { minutes, start } from '../instants.js';
import { put, putAll } from '../put.js';
import { done, leaseMs, queueOf } from '../queue-of.js';
import { owing } from '../sample-change.js';
import { orderOf, ordersOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';
import { tally } from '../verdicts-of.js';

/** What many claimers get that all ask at once. */
async function claimedAtOnce(
  limit: number,
  ...stores: readonly OrderStore[]
): Promise<readonly ClaimedEffect[]> {
  const claimers = Array.from({ length: 20 }, (_, n) => stores[n % stores.length] as OrderStore);
  const claims = await Promise.all(
    claimers.map(({ effects }) => effects.claim({ now: start, leaseMs, limit })),
  );
  return claims.flat();
}

/** That no effect was given to two claimers, and every lane to at most one; then the rest can still be had. */
async function expectShared(limit: number, ...stores: readonly OrderStore[]): Promise<void> {
  const [store = {} as OrderStore] = stores;
  const orders = ordersOf(30);
  await putAll(
    store,
    orders.map((order) => owing(order, 2)),
  );
  const claims = await claimedAtOnce(limit, ...stores);
  const rest = await queueOf(store).claim();
  const lanes = tally([...claims, ...rest].map(({ id }) => id));
  same('how often each lane was given', lanes, tally(orders.map(({ id }) => id)));
  const heads = tally([...claims, ...rest].map(({ index }) => `index ${index}`));
  same('only heads', heads, { 'index 0': 30 });
}

async function expectFenced(one: OrderStore, other: OrderStore): Promise<void> {
  const [here, there] = [queueOf(one), queueOf(other)];
  await put(one, owing(orderOf('a'), 2));
  const first = await here.one();
  same('through the other', await there.ids(), []);
  const second = await there.one(minutes(1));
  same('the token has risen', second.token > first.token, true);
  same('the old claim', await here.settle(first, done), false);
  same('the new claim', await here.settle(second, done), true);
  same('what is next', (await there.one(minutes(1))).effectId, 'default/a/1/1');
}

export const claimingAtOnce = checksIn('effects', [
  {
    id: 'claimed-by-one-of-many',
    rules: ['EQ-3'],
    title: 'gives no effect to two of twenty who claim at once, one each or many each',
    run: async ({ store }, elsewhere) => {
      await expectShared(1, store);
      await expectShared(7, await elsewhere());
    },
  },
  {
    id: 'claimed-by-one-of-many-connections',
    rules: ['EQ-3'],
    title: 'gives no effect to two of twenty who claim at once, through two connections',
    needs: ['connections'],
    run: async ({ store, another }) => expectShared(7, store, await another()),
  },
  {
    id: 'fenced-across-connections',
    rules: ['EQ-3', 'EQ-4'],
    title: 'keeps a lease and its token the same through every connection',
    needs: ['connections'],
    run: async ({ store, another }) => expectFenced(store, await another()),
  },
]);

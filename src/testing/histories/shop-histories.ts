import { OptionsError } from '../../errors/index.js';
import type { Change } from '../../ports/index.js';
import { luckOf } from './luck.js';
import { merchantsOf } from './merchant.js';
import { realisticLife } from './realistic-life.js';
import { placings } from './rhythm.js';

/** Which histories are wanted. */
export interface ShopHistoriesOptions {
  /** The same seed gives the same histories. Default 1. */
  readonly seed?: number;
  readonly orders: number;
  /** Shops of very different size, `merchant-1` the largest. Default 1. */
  readonly merchants?: number;
  /** When the first order may come, ISO 8601. */
  readonly from: string;
  /** When all this ends, ISO 8601: what would have happened after it has not. */
  readonly to: string;
}

function timeOf(name: 'from' | 'to', written: string): number {
  const time = Date.parse(written);
  if (Number.isNaN(time)) throw new OptionsError(name, 'must be an ISO 8601 time');
  return time;
}

function wholeOf(name: string, value: number, least: number): number {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new OptionsError(name, `must be a whole number from ${least}`);
  }
  return value;
}

/**
 * Histories as shops have them, for demos and for trying out how a store grows: orders by the rhythm of the week, calls that
 * nobody answers, parcels that come back, cash that is counted a day later. Each life was decided by the lifecycle itself,
 * and is what a runtime would commit; nothing is owed any more.
 *
 * @returns the changes of one order after the other, by when they were placed
 * @throws OptionsError which names the option that makes no sense
 * @example
 * ```ts
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { shopHistories } from 'cod-lifecycle/testing';
 *
 * const store = memoryStore();
 * const year = { from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' };
 * for (const changes of shopHistories({ seed: 7, orders: 100, ...year })) {
 *   for (const change of changes) await store.commit([change]);
 * }
 * const { rows } = await store.list({ tenant: 'merchant-1', limit: 1000 });
 * rows.length; //=> 100
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function* shopHistories({
  seed = 1,
  orders,
  merchants = 1,
  from,
  to,
}: ShopHistoriesOptions): Generator<readonly Change[], void, undefined> {
  const [begin, end] = [timeOf('from', from), timeOf('to', to)];
  if (end <= begin) throw new OptionsError('to', 'must be after the beginning');
  const luck = luckOf(wholeOf('seed', seed, 0));
  const daily = (wholeOf('orders', orders, 0) * 86_400_000) / (end - begin);
  const shops = merchantsOf(wholeOf('merchants', merchants, 1), daily);
  let number = 0;
  for (const placedAt of placings(begin, end, orders, luck)) {
    number += 1;
    const merchant = luck.one(shops);
    const id = `order-${String(number).padStart(8, '0')}`;
    yield realisticLife(merchant, id, `#${1000 + number}`, placedAt, end, luck);
  }
}

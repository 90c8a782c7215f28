import type { ListQuery, OrderStore } from '../../ports/index.js';
import { tenant } from './sample-order.js';

/** The ids of the orders that a question finds, in the order of the ids. */
export async function foundBy(
  store: OrderStore,
  query: Omit<ListQuery, 'tenant' | 'limit'>,
): Promise<readonly string[]> {
  const { rows } = await store.list({ tenant, limit: 100, ...query });
  return rows.map(({ id }) => id).toSorted();
}

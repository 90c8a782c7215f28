import { sortTimeOf } from '../ports/facets.js';
import type { CountsQuery, ListPage, ListQuery } from '../ports/order-query.js';
import type { StoredOrder } from '../ports/order-store.js';
import { admittedBy } from './admits.js';
import type { KeptOrder } from './kept-order.js';
import { pageOfWalk, walkOf } from './list-cursor.js';

/**
 * A page of a list, for a store that looks through all its orders.
 *
 * @throws OptionsError which names the field of the query that is wrong
 * @category Reports
 * @since 0.1.0
 */
export function listedFrom(kept: Iterable<KeptOrder>, query: ListQuery): ListPage<StoredOrder> {
  const walk = walkOf(query);
  const { sort, descending, start } = walk;
  const isWanted = admittedBy(query);
  const sign = descending ? -1 : 1;
  const compare = (a: readonly string[], b: readonly string[]): number => {
    const [[at = '', id = ''], [otherAt = '', otherId = '']] = [a, b];
    if (at !== otherAt) return at < otherAt ? -sign : sign;
    return id === otherId ? 0 : id < otherId ? -sign : sign;
  };
  const from = start && [start.at, start.id];
  const found: { readonly place: readonly [string, string]; readonly order: StoredOrder }[] = [];
  for (const one of kept) {
    const at = sortTimeOf(one.order, sort);
    if (at === null || !isWanted(one)) continue;
    const place = [at, one.order.id] as const;
    if (!from || compare(place, from) > 0) found.push({ place, order: one.order });
  }
  const sorted = found.toSorted((a, b) => compare(a.place, b.place));
  return pageOfWalk(
    walk,
    sorted.map(({ order }) => order),
    query.limit,
  );
}

/**
 * How many orders are in each status, for a store that looks through all its orders.
 *
 * @category Reports
 * @since 0.1.0
 */
export function countedFrom(
  kept: Iterable<KeptOrder>,
  query: CountsQuery,
): Readonly<Record<string, number>> {
  const { upTo = Number.POSITIVE_INFINITY } = query;
  const isWanted = admittedBy(query);
  const counts = new Map<string, number>();
  for (const one of kept) {
    const { status } = one.order;
    const count = counts.get(status) ?? 0;
    if (count < upTo && isWanted(one)) counts.set(status, count + 1);
  }
  return Object.fromEntries(counts);
}

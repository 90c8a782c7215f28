import { OptionsError } from '../errors/options-error.js';
import { sortTimeOf } from '../ports/facets.js';
import { orderSorts } from '../order/order-sort.js';
import type { OrderSort } from '../order/order-sort.js';
import type { ListPage, ListQuery } from '../ports/order-query.js';
import type { StoredOrder } from '../ports/order-store.js';

/** A place in a list: behind one order and before the next. */
export interface ListCursor {
  readonly at: string;
  readonly id: string;
}

/** A list as it is walked: from where, which way, and whether the walk goes against the list. */
export interface Walk {
  readonly sort: OrderSort;
  readonly descending: boolean;
  readonly backwards: boolean;
  readonly start: ListCursor | null;
}

// No calendar of a database has a year 0.
const shape = /^(\w+) ((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.+)$/su;

/** Whether there is such a time: the 30th of February is read as one, but never written. */
function isTime(written: string): boolean {
  const time = new Date(written);
  return !Number.isNaN(time.getTime()) && time.toISOString() === written;
}

function readCursor(field: 'after' | 'before', sort: OrderSort, written: string): ListCursor {
  const [, by, at, id] = shape.exec(written) ?? [];
  if (by !== sort || at === undefined || id === undefined || !isTime(at)) {
    const name = field === 'after' ? 'next' : 'prev';
    throw new OptionsError(`query.${field}`, `must be the \`${name}\` of a page of the same list`);
  }
  return { at, id };
}

/** @throws OptionsError which names the field that is wrong */
export function walkOf(query: ListQuery): Walk {
  const { sort = 'placed_at', direction = 'asc', after, before } = query;
  if (!orderSorts.includes(sort)) {
    throw new OptionsError('query.sort', `must be one of ${orderSorts.join(', ')}`);
  }
  if (after !== undefined && before !== undefined) {
    throw new OptionsError('query.before', 'must not be given together with `after`');
  }
  const backwards = before !== undefined;
  const from = backwards ? before : after;
  return {
    sort,
    descending: (direction === 'desc') !== backwards,
    backwards,
    start: from === undefined ? null : readCursor(backwards ? 'before' : 'after', sort, from),
  };
}

/** The page of the orders that a walk has found, of which one more was asked for than is shown. */
export function pageOfWalk(
  { sort, backwards, start }: Walk,
  found: readonly StoredOrder[],
  limit: number,
): ListPage<StoredOrder> {
  const shown = found.slice(0, limit);
  const rows = backwards ? shown.toReversed() : shown;
  const [first, last] = [rows.at(0), rows.at(-1)];
  const cursorOf = (order: StoredOrder | undefined): string | null =>
    order ? `${sort} ${sortTimeOf(order, sort)} ${order.id}` : null;
  const more = found.length > limit;
  // Where a walk has come from there was a page, and maybe still is.
  const behind = start !== null;
  return {
    rows,
    next: (backwards ? behind : more) ? cursorOf(last) : null,
    prev: (backwards ? more : behind) ? cursorOf(first) : null,
  };
}

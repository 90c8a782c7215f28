import { orderSorts } from '../../order/order-sort.js';
import type { OrderSort } from '../../order/order-sort.js';
import type { OrderFilter } from '../../ports/order-query.js';

/** How orders are looked for: what leads to them is asked so that an index can answer it, the rest of each that is found. */
export interface Shape {
  /** Status by status; or by what somebody typed, or by a time that only some have. */
  readonly by: 'status' | 'search' | 'next_call_at' | 'collected_at';
  /** The time that they are sorted by; `null` where they are only counted. */
  readonly sort: OrderSort | null;
  readonly descending: boolean;
  readonly assigned: boolean;
  /** Whether the statuses are named. */
  readonly named: boolean;
}

/** There are few shapes, however many filters there are, so that each is prepared once. */
export function shapeOf(
  filter: OrderFilter,
  sort: OrderSort | null = null,
  descending = false,
): Shape {
  const by = (): Shape['by'] => {
    if (filter.search !== undefined) return 'search';
    if (sort === 'next_call_at' || filter.nextCall) return 'next_call_at';
    return sort === 'collected_at' || filter.collected ? 'collected_at' : 'status';
  };
  const assigned = filter.assignee !== undefined;
  return { by: by(), sort, descending, assigned, named: filter.status !== undefined };
}

/** Where databases differ. */
export interface Dialect {
  /** The earliest time, and one after all others. */
  readonly ever: readonly [string, string];
  /** The texts of a list in JSON, as rows of one column. */
  readonly texts: (list: string) => string;
  /** What an object in JSON has under a name, as a time. */
  readonly time: (object: string, name: string) => string;
}

const orNotAsked = (value: string, condition: string): string =>
  `(q.${value} is null or ${condition})`;

/** What holds of every order `o` that a question `q` admits, but for what its lane says. */
export function conditionsOf(
  orders: string,
  { by, sort, descending, assigned }: Shape,
  { ever: [least, most], texts, time }: Dialect,
): string {
  const spans = orderSorts.map((at) =>
    at === by || at === sort
      ? `o.${at} >= coalesce(q.${at}_from, ${least}) and o.${at} < coalesce(q.${at}_to, ${most})`
      : `${orNotAsked(`${at}_from`, `o.${at} >= q.${at}_from`)} and ${orNotAsked(`${at}_to`, `o.${at} < q.${at}_to`)}`,
  );
  const cursor = descending
    ? `(o.${sort}, o.id) < (coalesce(q.at, ${most}), coalesce(q.id, ''))`
    : `(o.${sort}, o.id) > (coalesce(q.at, ${least}), coalesce(q.id, ''))`;
  return [
    'o.tenant = q.tenant',
    ...(sort === null ? [] : [cursor]),
    ...spans,
    ...(by === 'status'
      ? []
      : [
          orNotAsked('statuses', `o.status in (${texts('q.statuses')})`),
          orNotAsked('open', 'o.open = q.open'),
        ]),
    assigned ? 'o.assignee = q.assignee' : '',
    orNotAsked('source_kind', 'o.source_kind = q.source_kind'),
    orNotAsked('source_shop', 'o.source_shop = q.source_shop'),
    orNotAsked('actor_kind', 'o.entered_by_kind = q.actor_kind'),
    orNotAsked('actor_id', 'o.entered_by_id = q.actor_id'),
    orNotAsked('needs_reconfirmation', 'o.needs_reconfirmation = q.needs_reconfirmation'),
    orNotAsked('overdue', `o.entered_at < ${time('q.overdue', 'o.status')}`),
  ]
    .filter((condition) => condition !== '')
    .join('\n      and ');
}

/** The ids of orders that may be what somebody typed: each is an end of an index. */
export const hitsIn = (orders: string): string => `
    select id from ${orders} where tenant = q.tenant and number >= q.number_from and number < q.number_to
    union select id from ${orders} where tenant = q.tenant and phone >= q.phone_from and phone < q.phone_to
    union select q.sought`;

/** As the list is walked, by these columns. */
export const walked = ({ descending }: Shape, at: string, id: string): string =>
  descending ? `${at} desc, ${id} desc` : `${at}, ${id}`;

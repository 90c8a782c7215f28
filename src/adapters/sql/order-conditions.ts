import { orderSorts } from '../../order/order-sort.js';
import type { OrderSort } from '../../order/order-sort.js';
import type { OrderFilter } from '../../ports/order-query.js';
import { statusesOf } from './filter-values.js';

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
  /** Nothing else is asked, so that nobody has to look further than the index. */
  readonly plain: boolean;
}

/** What is asked of each order that an index has led to. */
const asks = ({ source, actor, needsReconfirmation, placed, entered, overdue }: OrderFilter) =>
  [source, actor, needsReconfirmation, placed, entered, overdue].some((one) => one !== undefined);

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
  return {
    by: by(),
    sort,
    descending,
    assigned: filter.assignee !== undefined,
    named: statusesOf(filter) !== undefined,
    plain: by() === 'status' && !asks(filter),
  };
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
  { by, sort, descending, assigned, plain }: Shape,
  { ever: [least, most], texts, time }: Dialect,
): string {
  const spans = orderSorts.map((at) =>
    at === by || at === sort
      ? `o.${at} >= coalesce(q.${at}_from, ${least}) and o.${at} < coalesce(q.${at}_to, ${most})`
      : `${orNotAsked(`${at}_from`, `o.${at} >= q.${at}_from`)} and ${orNotAsked(`${at}_to`, `o.${at} < q.${at}_to`)}`,
  );
  // A walk begins where the one before has ended, else at the end of the span: an index is entered at one place.
  const cursor = descending
    ? `(o.${sort}, o.id) < (coalesce(q.at, q.${sort}_to, ${most}), coalesce(q.id, ''))`
    : `(o.${sort}, o.id) > (coalesce(q.at, q.${sort}_from, ${least}), coalesce(q.id, ''))`;
  const always = [
    'o.tenant = q.tenant',
    ...(sort === null ? [] : [cursor]),
    ...(assigned ? ['o.assignee = q.assignee'] : []),
  ];
  const asked = [
    ...spans,
    ...(by === 'status'
      ? []
      : [
          orNotAsked('statuses', `o.status in (${texts('q.statuses')})`),
          orNotAsked('open', 'o.open = q.open'),
        ]),
    orNotAsked('source_kind', 'o.source_kind = q.source_kind'),
    orNotAsked('source_shop', 'o.source_shop = q.source_shop'),
    orNotAsked('actor_kind', 'o.entered_by_kind = q.actor_kind'),
    orNotAsked('actor_id', 'o.entered_by_id = q.actor_id'),
    orNotAsked('needs_reconfirmation', 'o.needs_reconfirmation = q.needs_reconfirmation'),
    orNotAsked('overdue', `o.entered_at < ${time('q.overdue', 'o.status')}`),
  ];
  return [...always, ...(plain ? [] : asked)].join('\n      and ');
}

/** The ids of orders that may be what somebody typed: each is an end of an index. */
export const hitsIn = (orders: string): string => `
    select id from ${orders} where tenant = q.tenant and number >= q.number_from and number < q.number_to
    union select id from ${orders} where tenant = q.tenant and phone >= q.phone_from and phone < q.phone_to
    union select q.sought`;

/** As the list is walked, by these columns. */
export const walked = ({ descending }: Shape, at: string, id: string): string =>
  descending ? `${at} desc, ${id} desc` : `${at}, ${id}`;

import type { CountsQuery, ListPage, ListQuery, OrderFilter } from '../../ports/order-query.js';
import type { StoredOrder } from '../../ports/order-store.js';
import { pageOfWalk, walkOf } from '../../reports/list-cursor.js';
import { filterValues, statusesOf } from '../sql/filter-values.js';
import { conditionsOf, hitsIn, shapeOf, walked } from '../sql/order-conditions.js';
import type { Dialect, Shape } from '../sql/order-conditions.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection } from './connection.js';
import type { Whole } from './sqlite-database.js';

const dialect: Dialect = {
  ever: [`''`, `'~'`],
  texts: (list) => `select value from json_each(${list})`,
  time: (object, name) => `(select value from json_each(${object}) where key = ${name})`,
};

const asked = [...Object.keys(filterValues({ tenant: '' })), 'at', 'id', 'most', 'up_to'];

/** What is asked, as the only row of a table. */
const question = `with q as (select ${asked.map((name) => `json_extract(given, '$.${name}') as ${name}`).join(', ')}
  from (select ? as given))`;

const ofLane = 'o.status = ? and o.open = ? and';

interface Lane {
  readonly status: string;
  readonly open: boolean;
}

/** Every status that a tenant's rows are in: one look at the index for each, whatever number of rows. */
export function knownStatuses(
  connection: Connection,
  table: string,
  tenant: string,
  status = 'status',
  only = 'true',
): readonly string[] {
  // Not `min`, which would look at every row once a table stands beside it.
  const first = (beyond: string): string => `(
      select ${status} from ${table} where tenant = (select given from q) and ${only} ${beyond}
      order by ${status} limit 1)`;
  const found = connection.all<{ readonly status: string }>(
    `with recursive q as (select ? as given), known(status) as (
      select ${first('')}
      union all
      select ${first(`and ${status} > known.status`)} from known where known.status is not null
    ) select status from known where status is not null`,
    tenant,
  );
  return found.map((row) => row.status);
}

export function listingIn({ orders }: TableNames) {
  /** Orders of one status that are open, or that are not: each is a run of the index, already sorted. */
  function lanesOf(connection: Connection, filter: OrderFilter): readonly Lane[] {
    const { tenant, open } = filter;
    const named = statusesOf(filter);
    const statuses = new Set(named ?? knownStatuses(connection, orders, tenant));
    const opens = open === undefined ? [true, false] : [open];
    return [...statuses].flatMap((one) => opens.map((each) => ({ status: one, open: each })));
  }

  const runOf = (shape: Shape, lane: string): string => `select * from (
    select o.${shape.sort} as at, o.id as id from q cross join ${orders} as o
    where ${lane} ${conditionsOf(orders, shape, dialect)}
    order by ${walked(shape, `o.${shape.sort}`, 'o.id')} limit (select most from q))`;

  const pageOf = (shape: Shape, runs: readonly string[]): string => `${question}
    select o.body from (
      select * from (${runs.join(' union all ')})
      order by ${walked(shape, 'at', 'id')} limit (select most from q)
    ) as found
    cross join q
    join ${orders} as o on o.tenant = q.tenant and o.id = found.id
    order by ${walked(shape, 'found.at', 'found.id')}`;

  const countOf = (shape: Shape, lane: string): string => `select status, count(*) as orders from (
    select o.status from q cross join ${orders} as o
    where ${lane} ${conditionsOf(orders, shape, dialect)}
    ${shape.by === 'status' ? 'limit coalesce((select up_to from q), -1)' : ''}) group by status`;

  const countsOf = (_: Shape, runs: readonly string[]): string => `${question}
    select status, min(sum(orders), coalesce((select up_to from q), sum(orders))) as orders
    from (${runs.join(' union all ')}) group by status`;

  function ask<Row>(
    connection: Connection,
    query: OrderFilter,
    shape: Shape,
    input: object,
    [run, whole]: readonly [typeof runOf, typeof pageOf],
  ): readonly Row[] {
    const given = JSON.stringify({ ...filterValues(query), ...input });
    if (shape.by !== 'status') {
      const lane = shape.by === 'search' ? `o.id in (${hitsIn(orders)}) and` : '';
      return connection.all(whole(shape, [run(shape, lane)]), given);
    }
    const lanes = lanesOf(connection, query);
    if (lanes.length === 0) return [];
    const runs = lanes.map(() => run(shape, ofLane));
    const values = lanes.flatMap(({ status, open }) => [status, Number(open)]);
    return connection.all(whole(shape, runs), given, ...values);
  }

  return {
    list(connection: Connection, query: ListQuery): ListPage<StoredOrder> {
      const walk = walkOf(query);
      const shape = shapeOf(query, walk.sort, walk.descending);
      const input = { ...walk.start, most: query.limit + 1 };
      type Row = { readonly body: string };
      const rows = ask<Row>(connection, query, shape, input, [runOf, pageOf]);
      const found = rows.map(({ body }) => JSON.parse(body) as StoredOrder);
      return pageOfWalk(walk, found, query.limit);
    },

    counts(connection: Connection, query: CountsQuery): Readonly<Record<string, number>> {
      type Row = { readonly status: string; readonly orders: Whole };
      const input = { up_to: query.upTo };
      const rows = ask<Row>(connection, query, shapeOf(query), input, [countOf, countsOf]);
      return Object.fromEntries(rows.map(({ status, orders: count }) => [status, Number(count)]));
    },
  };
}

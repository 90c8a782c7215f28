import type { MoveDimension, OrderDimension } from '../../ports/tallies.js';
import { moveColumns, orderColumns } from '../sql/dimension-columns.js';
import type { TableNames } from '../sql/table-names.js';

const ofOrder = orderColumns((field) => `o.body ->> '$.address.${field}'`);

/** What rows are told apart by, as columns that are named after it. */
const columnsOf = <Dimension extends string>(
  by: readonly Dimension[],
  columns: Readonly<Record<Dimension, string>>,
): string => by.map((dimension) => `, ${columns[dimension]} as by_${dimension}`).join('');

const groupedBy = (by: readonly string[]): string =>
  by.map((dimension) => `, by_${dimension}`).join('');

const objectOf = (by: readonly string[]): string =>
  `json_object(${by.map((dimension) => `'${dimension}', by_${dimension}`).join(', ')})`;

/** Rows in JSON, as the port has them. */
const rowOf = (fields: string): string => `select json_object(${fields}) as output`;

const question = `with q as (
    select given ->> '$.tenant' as tenant, given -> '$.statuses' as statuses, given -> '$.periods' as periods
    from (select ? as given)
  ), p as (
    select value ->> '$.name' as name, value ->> '$.from' as begins, value ->> '$.to' as ends
    from q, json_each(q.periods)
  ), wanted as (select distinct value as status from q, json_each(q.statuses))`;

/** Status by status: each is a run of the index. */
const movesIn = ({ history }: TableNames, by: readonly MoveDimension[]): string => `
  from q cross join wanted cross join p cross join ${history} as h
    on h.tenant = q.tenant and h.to_status = wanted.status and h.from_status <> h.to_status
    and h.occurred_at >= p.begins and h.occurred_at < p.ends
  ${by.includes('product') ? 'cross join json_each(h.products) as product' : ''}`;

export function movesOf(tables: TableNames, by: readonly MoveDimension[]): string {
  const units = by.includes('product')
    ? 'product.value'
    : '(select sum(value) from json_each(h.products))';
  return `${question}
    ${rowOf(`'period', period, 'to', status, 'by', ${objectOf(by)}, 'moves', moves, 'units', units`)}
    from (
      select p.name as period, h.to_status as status${columnsOf(by, moveColumns)},
        count(*) as moves, sum(${units}) as units
      ${movesIn(tables, by)}
      group by period, h.to_status${groupedBy(by)}
    )`;
}

export function staysOf(tables: TableNames, by: readonly MoveDimension[]): string {
  const group = `period, status${groupedBy(by)}`;
  return `${question}, stay as (
      select p.name as period, h.from_status as status${columnsOf(by, moveColumns)}, h.stay_ms as stay
      ${movesIn(tables, by)}
      where h.stay_ms is not null
    ), ranked as (
      select *, row_number() over (partition by ${group} order by stay) as position,
        count(*) over (partition by ${group}) as moves
      from stay
    )
    ${rowOf(`'period', period, 'from', status, 'by', ${objectOf(by)}, 'moves', moves,
      'median', max(case when position = (moves * 5 + 9) / 10 then stay end),
      'p90', max(case when position = (moves * 9 + 9) / 10 then stay end)`)}
    from ranked group by ${group}, moves`;
}

export function waitsOf({ orders }: TableNames, by: readonly OrderDimension[]): string {
  const group = `status${groupedBy(by)}`;
  return `${question}, ranked as (
      select *, row_number() over (partition by ${group} order by entered_at desc) as position,
        count(*) over (partition by ${group}) as orders
      from (
        select o.status as status${columnsOf(by, ofOrder)}, o.entered_at as entered_at
        from q cross join wanted cross join ${orders} as o
          on o.tenant = q.tenant and o.status = wanted.status and o.open = 1
      )
    )
    ${rowOf(`'status', status, 'by', ${objectOf(by)}, 'orders', orders, 'oldest', min(entered_at),
      'median', max(case when position = (orders * 5 + 9) / 10 then entered_at end),
      'p90', max(case when position = (orders * 9 + 9) / 10 then entered_at end)`)}
    from ranked group by ${group}, orders`;
}

/** One row for each status that any of the group has been in; each order is counted under its first. */
export function cohortsOf({ orders }: TableNames, by: readonly OrderDimension[]): string {
  return `${question}, each_open(open) as (values (1), (0))
    ${rowOf(`'period', period, 'by', ${objectOf(by)}, 'status', status, 'reached', reached, 'orders', orders`)}
    from (select p.name as period, reached.value as status${columnsOf(by, ofOrder)},
      count(*) as reached, sum(reached.key = 0) as orders
    from q cross join wanted cross join each_open cross join p cross join ${orders} as o
      on o.tenant = q.tenant and o.status = wanted.status and o.open = each_open.open
      and o.placed_at >= p.begins and o.placed_at < p.ends
    cross join json_each(o.reached) as reached
    ${
      by.includes('product')
        ? `cross join json_each((
      select json_group_object(sku, 1)
      from (select distinct value ->> '$.sku' as sku from json_each(o.body, '$.lines'))
    )) as product`
        : ''
    }
    group by period, reached.value${groupedBy(by)})`;
}

const amount = (path: string): string => `o.body ->> '$.${path}.amount'`;

export const cashOf = ({ orders }: TableNames): string => `${question}
    ${rowOf(`'period', p.name, 'assignee', o.assignee,
      'currency', o.body ->> '$.collection.amount.currency', 'state', o.body ->> '$.cash.state',
      'orders', count(*),
      'expected', sum(${amount('collection.expected')}),
      'collected', sum(${amount('collection.amount')}),
      'remitted', coalesce(sum(${amount('cash.remitted.amount')}), 0),
      'counted', coalesce(sum(${amount('cash.reconciled.amount')}), 0),
      'mismatched', sum(${amount('collection.amount')} <> ${amount('collection.expected')})`)}
    from q cross join p cross join ${orders} as o
      on o.tenant = q.tenant and o.collected_at >= p.begins and o.collected_at < p.ends
    group by p.name, o.assignee, o.body ->> '$.collection.amount.currency', o.body ->> '$.cash.state'`;

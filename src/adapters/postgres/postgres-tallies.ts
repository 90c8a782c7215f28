import type { MoveDimension, OrderDimension, Tallies } from '../../ports/tallies.js';
import { moveColumns, orderColumns } from '../sql/dimension-columns.js';
import { mergedCash, mergedCohorts } from '../sql/merged-tallies.js';
import type { CashRow, CohortRow } from '../sql/merged-tallies.js';
import type { PostgresStatement } from './postgres-client.js';
import { knownStatuses } from './postgres-listing.js';
import type { Named } from './postgres-names.js';
import { iso } from './iso-time.js';
import { statement } from './statement-runner.js';
import type { Run } from './statement-runner.js';

const ofOrder = orderColumns((field) => `o.body #>> '{address,${field}}'`);

/** What rows are told apart by, under its names, and as it is grouped. */
function groupOf<Dimension extends string>(
  by: readonly Dimension[],
  columns: Readonly<Record<Dimension, string>>,
) {
  const pairs = by.map((dimension) => `'${dimension}', ${columns[dimension]}`);
  return {
    object: `json_build_object(${pairs.join(', ')})`,
    columns: by.map((dimension) => `, ${columns[dimension]}`).join(''),
  };
}

const question = `json_to_record($1::text::json) as q(tenant text, statuses json, periods json)
cross join lateral json_to_recordset(q.periods) as p(name text, "from" timestamptz, "to" timestamptz)`;

const changes = 'from_status <> to_status';

/** Status by status: each is a run of the index. */
const moves = ({ history }: Named, by: readonly MoveDimension[], named: boolean): string => `
from ${question}
cross join lateral ${named ? `(select distinct value from json_array_elements_text(q.statuses))` : knownStatuses(history, 'to_status', changes)} as wanted(status)
cross join lateral (
  select * from ${history}
  where tenant = q.tenant and to_status = wanted.status and ${changes}
    and occurred_at >= p.from and occurred_at < p.to
  offset 0
) as h${by.includes('product') ? '\ncross join lateral jsonb_each_text(h.products) as product' : ''}`;

function movesOf(names: Named, by: readonly MoveDimension[], named: boolean): string {
  const { object, columns } = groupOf(by, moveColumns);
  const units = by.includes('product')
    ? 'product.value::bigint'
    : '(select sum(value::bigint) from jsonb_each_text(h.products))';
  return `
select json_build_object('period', p.name, 'to', h.to_status, 'by', ${object},
  'moves', count(*), 'units', sum(${units}))::text as output
${moves(names, by, named)}
group by p.name, h.to_status${columns}`;
}

function staysOf(names: Named, by: readonly MoveDimension[], named: boolean): string {
  const { object, columns } = groupOf(by, moveColumns);
  const rank = (part: number): string =>
    `percentile_disc(${part}) within group (order by h.stay_ms)`;
  return `
select json_build_object('period', p.name, 'from', h.from_status, 'by', ${object},
  'moves', count(*), 'median', ${rank(0.5)}, 'p90', ${rank(0.9)})::text as output
${moves(names, by, named)}
where h.stay_ms is not null
group by p.name, h.from_status${columns}`;
}

function waitsOf({ orders }: Named, by: readonly OrderDimension[]): string {
  const { object, columns } = groupOf(by, ofOrder);
  const rank = (part: number): string =>
    iso(`percentile_disc(${part}) within group (order by o.entered_at desc)`);
  return `
select json_build_object('status', o.status, 'by', ${object}, 'orders', count(*),
  'median', ${rank(0.5)}, 'p90', ${rank(0.9)}, 'oldest', ${iso('min(o.entered_at)')})::text as output
from json_to_record($1::text::json) as q(tenant text)
cross join lateral ${knownStatuses(orders)} as wanted(status)
cross join lateral (
  select * from ${orders} where tenant = q.tenant and status = wanted.status and open offset 0
) as o
group by o.status${columns}`;
}

/** One row for each status that any of the group has been in; each order is counted under its first. */
function cohortsOf({ orders }: Named, by: readonly OrderDimension[]): string {
  const { object, columns } = groupOf(by, ofOrder);
  return `
select json_build_object('period', p.name, 'by', ${object}, 'status', reached.status,
  'reached', count(*), 'orders', count(*) filter (where reached.position = 1))::text as output
from ${question}
cross join lateral ${knownStatuses(orders)} as wanted(status)
cross join (values (true), (false)) as each_open(open)
cross join lateral (
  select * from ${orders}
  where tenant = q.tenant and status = wanted.status and open = each_open.open
    and placed_at >= p.from and placed_at < p.to
  offset 0
) as o${
    by.includes('product')
      ? `
cross join lateral (
  select distinct line ->> 'sku' from json_array_elements(o.body -> 'lines') as line
) as product(key)`
      : ''
  }
cross join lateral unnest(o.reached) with ordinality as reached(status, position)
group by p.name, reached.status${columns}`;
}

const amount = (path: string): string => `(said.body #>> '{${path},amount,amount}')::bigint`;

const cashOf = ({ orders }: Named): string => `
select json_build_object('period', p.name, 'assignee', o.assignee,
  'currency', said.body #>> '{collection,amount,currency}', 'state', said.body #>> '{cash,state}',
  'orders', count(*),
  'expected', sum((said.body #>> '{collection,expected,amount}')::bigint),
  'collected', sum(${amount('collection')}),
  'remitted', coalesce(sum(${amount('cash,remitted')}), 0),
  'counted', coalesce(sum(${amount('cash,reconciled')}), 0),
  'mismatched', count(*) filter (
    where ${amount('collection')} <> (said.body #>> '{collection,expected,amount}')::bigint))::text as output
from ${question}
cross join lateral (
  select * from ${orders}
  where tenant = q.tenant and collected_at >= p.from and collected_at < p.to
  offset 0
) as o
-- Read once, for all that is asked of it.
cross join lateral (select o.body::jsonb as body offset 0) as said
group by p.name, o.assignee, said.body #>> '{collection,amount,currency}', said.body #>> '{cash,state}'`;

/** Made once for each set of dimensions: there are few. */
export function postgresTallies<Tx>(names: Named, run: Run<Tx>): Tallies {
  const made = new Map<string, PostgresStatement>();
  async function ask<Row>(text: string, input: object): Promise<readonly Row[]> {
    const known = made.get(text) ?? statement(text);
    made.set(text, known);
    return run<Row>(known, input);
  }

  return {
    moves: async ({ tenant, to: statuses, periods, by }) =>
      ask(movesOf(names, by, statuses !== undefined), { tenant, statuses, periods }),
    stays: async ({ tenant, to: statuses, periods, by }) =>
      ask(staysOf(names, by, statuses !== undefined), { tenant, statuses, periods }),
    waits: async ({ tenant, by }) => ask(waitsOf(names, by), { tenant }),
    cohorts: async ({ tenant, periods, by }) =>
      mergedCohorts(await ask<CohortRow>(cohortsOf(names, by), { tenant, periods })),
    cash: async (query) => mergedCash(await ask<CashRow>(cashOf(names), query)),
  };
}

import { conditionsOf, hitsIn, walked } from '../sql/order-conditions.js';
import type { Dialect, Shape } from '../sql/order-conditions.js';
import type { PostgresStatement } from './postgres-client.js';
import type { Named } from './postgres-names.js';
import { statement } from './statement-runner.js';

const dialect: Dialect = {
  ever: [`'-infinity'`, `'infinity'`],
  texts: (list) => `select value from json_array_elements_text(${list})`,
  time: (object, name) => `(${object} ->> ${name})::timestamptz`,
};

const question = `json_to_record($1::text::json) as q(
  tenant text, statuses json, open boolean, assignee text, source_kind text, source_shop text,
  actor_kind text, actor_id text, needs_reconfirmation boolean,
  placed_at_from timestamptz, placed_at_to timestamptz,
  entered_at_from timestamptz, entered_at_to timestamptz,
  next_call_at_from timestamptz, next_call_at_to timestamptz,
  collected_at_from timestamptz, collected_at_to timestamptz, overdue json,
  number_from text, number_to text, phone_from text, phone_to text, sought text,
  at timestamptz, id text, most integer, up_to integer)`;

/** Every status that a tenant's rows are in: one look at the index for each, whatever number of rows. */
export const knownStatuses = (table: string, status = 'status', only = 'true'): string => `(
    with recursive known(status) as (
      (select ${status} from ${table} where tenant = q.tenant and ${only} order by ${status} limit 1)
      union all
      select (
        select ${status} from ${table}
        where tenant = q.tenant and ${status} > known.status and ${only}
        order by ${status} limit 1)
      from known where known.status is not null
    ) select status from known where status is not null)`;

/** Orders of one status that are open, or that are not: each is a run of the index, already sorted. */
const lanes = (orders: string, { named }: Shape): string => `(
    select each.status, each_open.open
    from ${named ? `(select distinct value from json_array_elements_text(q.statuses))` : knownStatuses(orders)} as each(status)
    cross join (values (true), (false)) as each_open(open)
    where q.open is null or each_open.open = q.open
  ) as lane`;

const ofLane = 'o.status = lane.status and o.open = lane.open and';

/** Each hit of a search is looked up by its key, however many the planner expects. */
const foundIn = (orders: string, { by }: Shape): string =>
  by === 'search'
    ? `(${hitsIn(orders)}) as hit(id) cross join lateral (
      select * from ${orders} where tenant = q.tenant and id = hit.id offset 0
    ) as o`
    : `${orders} as o`;

/** Only the keys are sorted and left out; the orders of the page are read at last. */
function pageOf({ orders }: Named, shape: Shape): string {
  const { by, sort } = shape;
  const found = (lane: string): string => `(
    select o.${sort} as at, o.id from ${foundIn(orders, shape)}
    where ${lane} ${conditionsOf(orders, shape, dialect)}
    order by ${walked(shape, `o.${sort}`, 'o.id')} limit q.most)`;
  const page =
    by === 'status'
      ? `(
    select each.at, each.id from ${lanes(orders, shape)}
    cross join lateral ${found(ofLane)} as each
    order by ${walked(shape, 'each.at', 'each.id')} limit q.most)`
      : found('');
  return `
select o.body::text as output
from ${question}
cross join lateral ${page} as found
join ${orders} as o on o.tenant = q.tenant and o.id = found.id
order by ${walked(shape, 'found.at', 'found.id')}`;
}

function countsOf({ orders }: Named, shape: Shape): string {
  const conditions = conditionsOf(orders, shape, dialect);
  if (shape.by !== 'status') {
    return `
select json_build_array(each.status, least(each.orders, q.up_to))::text as output
from ${question}
cross join lateral (
  select o.status, count(*) as orders from ${foundIn(orders, shape)} where ${conditions}
  group by o.status
) as each`;
  }
  return `
select json_build_array(lane.status, least(sum(each.orders), max(q.up_to)))::text as output
from ${question}
cross join lateral ${lanes(orders, shape)}
cross join lateral (
  select count(*) as orders from (
    select from ${orders} as o where ${ofLane} ${conditions} limit q.up_to
  ) as counted
) as each
where each.orders > 0
group by lane.status`;
}

/** Made once for each shape of question. */
export function listingOf(names: Named): (shape: Shape) => PostgresStatement {
  const made = new Map<string, PostgresStatement>();
  return (shape) => {
    const key = JSON.stringify(shape);
    const known = made.get(key);
    if (known) return known;
    const fresh = statement(shape.sort === null ? countsOf(names, shape) : pageOf(names, shape));
    made.set(key, fresh);
    return fresh;
  };
}

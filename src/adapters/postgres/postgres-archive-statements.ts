import { knownStatuses } from './postgres-listing.js';
import type { Named } from './postgres-names.js';
import { isNoneOf } from './postgres-statements.js';
import { statement } from './statement-runner.js';

/**
 * Moves the orders of `picked` with their lines, from one set of tables to another that was made by the same steps, and
 * so has the same columns.
 */
const moving = (from: Named, to: Named): string => `, gone as (
  delete from ${from.orders} as o using picked where o.tenant = picked.tenant and o.id = picked.id
  returning o.*
), lines as (
  delete from ${from.history} as h using picked
  where h.tenant = picked.tenant and h.order_id = picked.id
  returning h.*
), moved as (
  insert into ${to.orders} select * from gone returning tenant, id
), moved_lines as (
  insert into ${to.history} select * from lines
)
select json_build_object('tenant', tenant, 'id', id)::text as output from moved`;

/** All lines of an order are there, as the statement sees them. */
const isWhole = ({ history }: Named, order: string): string => `${order}.version = (
      select max(version) from ${history} as h
      where h.tenant = ${order}.tenant and h.order_id = ${order}.id)`;

/**
 * Orders are picked as they are, and not as they were when the statement began: one that moves meanwhile has a version
 * that its lines, which are those of the beginning, do not come up to.
 */
const keep = (live: Named, archive: Named): string => `
with q as materialized (
  select * from json_to_record($1::text::json) as q(
    tenant text, entered_before timestamptz, most integer)
), candidate as materialized (
  select o.tenant, o.id
  from q
  cross join lateral ${knownStatuses(live.orders)} as lane(status)
  cross join lateral (
    select tenant, id, entered_at from ${live.orders} as closed
    where tenant = q.tenant and status = lane.status and open = false
      and entered_at < q.entered_before
      and ${isWhole(live, 'closed')}
      and ${isNoneOf(archive, 'closed')}
      and not exists (
        select from ${live.effects} as e
        where e.tenant = closed.tenant and e.order_id = closed.id and e.state <> 'done')
      and not exists (
        select from ${live.contradictions} as c
        where c.tenant = closed.tenant and c.order_id = closed.id and not c.settled)
    order by entered_at, id limit q.most
  ) as o
  order by o.entered_at, o.id limit (select most from q)
), picked as materialized (
  select o.tenant, o.id from ${live.orders} as o
  where (o.tenant, o.id) in (select tenant, id from candidate) and not o.open
    and ${isWhole(live, 'o')}
  for update skip locked
)${moving(live, archive)}`;

/** One order is waited for; of several, those that somebody else is moving are passed by. */
const bringBack = (live: Named, archive: Named, alone: boolean): string => `
with picked as materialized (
  select o.tenant, o.id
  from json_to_recordset($1::text::json) as k(tenant text, id text)
  cross join lateral (
    select tenant, id from ${archive.orders} where tenant = k.tenant and id = k.id
    for update${alone ? '' : ' skip locked'}
  ) as o
)${moving(archive, live)}`;

export const archiveStatements = (live: Named, archive: Named) => ({
  keep: statement(keep(live, archive)),
  bringBackOne: statement(bringBack(live, archive, true)),
  bringBackMany: statement(bringBack(live, archive, false)),
});

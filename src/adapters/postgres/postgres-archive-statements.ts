import { knownStatuses } from './postgres-listing.js';
import type { Named } from './postgres-names.js';
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
), kept as (
  insert into ${to.orders} select * from gone returning tenant, id
), kept_lines as (
  insert into ${to.history} select * from lines
)
select json_build_object('tenant', tenant, 'id', id)::text as output from kept`;

/**
 * Orders are picked as they are, and not as they were when the statement began: one that moves meanwhile has a version
 * that its lines, which are those of the beginning, do not come up to.
 */
const keep = (live: Named, archive: Named): string => `
with candidate as materialized (
  select o.tenant, o.id
  from json_to_record($1::text::json) as q(tenant text, entered_before timestamptz, most integer)
  cross join lateral ${knownStatuses(live.orders)} as lane(status)
  cross join lateral (
    select tenant, id, entered_at from ${live.orders} as closed
    where tenant = q.tenant and status = lane.status and open = false
      and entered_at < q.entered_before
      and not exists (
        select from ${live.effects} as e
        where e.tenant = closed.tenant and e.order_id = closed.id and e.state <> 'done')
      and not exists (
        select from ${live.contradictions} as c
        where c.tenant = closed.tenant and c.order_id = closed.id and not c.settled)
    order by entered_at, id limit q.most
  ) as o
  order by o.entered_at, o.id limit (
    select most from json_to_record($1::text::json) as q(most integer))
), picked as materialized (
  select o.tenant, o.id from ${live.orders} as o
  where (o.tenant, o.id) in (select tenant, id from candidate) and not o.open
    and o.version = (
      select max(version) from ${live.history} as h where h.tenant = o.tenant and h.order_id = o.id)
  for update skip locked
)${moving(live, archive)}`;

const bringBack = (live: Named, archive: Named): string => `
with picked as materialized (
  select o.tenant, o.id from ${archive.orders} as o
  where (o.tenant, o.id) in (
    select tenant, id from json_to_recordset($1::text::json) as k(tenant text, id text))
  order by o.tenant, o.id for update
)${moving(archive, live)}`;

export const archiveStatements = (live: Named, archive: Named) => ({
  keep: statement(keep(live, archive)),
  bringBack: statement(bringBack(live, archive)),
});

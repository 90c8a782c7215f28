import type { ClaimedEffect, EffectQueue, EffectStatus } from '../../ports/effect-queue.js';
import type { Named } from './postgres-names.js';
import { iso } from './postgres-statements.js';
import { statement } from './statement-runner.js';
import type { Run } from './statement-runner.js';

const recordOf = (row: string): string => `'effectId', ${row}.effect_id, 'tenant', ${row}.tenant,
  'id', ${row}.order_id, 'version', ${row}.version, 'index', ${row}.position,
  'effect', ${row}.effect, 'createdAt', ${iso(`${row}.created_at`)}, 'dueAt', ${iso(`${row}.due_at`)},
  'blocking', ${row}.blocking,
  'failures', ${row}.failures`;

/** Takes the heads of lanes that are due, and passes by those that another claimer is taking. */
const claim = ({ effects }: Named, ofOrder: boolean): string => `
with q as materialized (
  select * from json_to_record($1::text::json) as q(
    now timestamptz, until timestamptz, most integer, tenant text, id text)
), due as materialized (
  select e.tenant, e.order_id, e.version, e.position
  from q join ${effects} as e
    on e.state = 'pending' and e.not_before <= q.now
    ${ofOrder ? 'and e.tenant = q.tenant and e.order_id = q.id' : ''}
  where e.due_at is not null or not exists (
    select from ${effects} as before
    where before.due_at is null and before.tenant = e.tenant and before.order_id = e.order_id
      and before.state <> 'done' and (before.state = 'pending' or before.blocking)
      and (before.version, before.position) < (e.version, e.position)
  )
  order by e.not_before, e.created_at, e.tenant, e.order_id
  limit (select most from q)
  for no key update of e skip locked
), taken as (
  update ${effects} as e
  set token = e.token + 1, crashes = e.crashes + e.claimed::integer, claimed = true,
    not_before = q.until
  from due, q
  where e.tenant = due.tenant and e.order_id = due.order_id
    and e.version = due.version and e.position = due.position
  returning e.*
)
select json_build_object(
  ${recordOf('taken')}, 'crashes', taken.crashes, 'token', taken.token)::text as output
from taken order by taken.created_at, taken.tenant, taken.order_id`;

const settle = ({ effects }: Named): string => `
update ${effects} as e
set state = q.state, failures = e.failures + q.failed, crashes = 0, claimed = false,
  reason = coalesce(q.reason, e.reason),
  not_before = q.not_before
from json_to_record($1::text::json) as q(
  tenant text, id text, version integer, position integer, token integer,
  state text, failed integer, reason text, not_before timestamptz)
where e.tenant = q.tenant and e.order_id = q.id and e.version = q.version
  and e.position = q.position and e.state = 'pending' and e.token = q.token
returning 'true' as output`;

const resolve = ({ effects }: Named): string => `
update ${effects} as e
set state = q.state, failures = case when q.state = 'done' then e.failures else 0 end,
  not_before = '-infinity'
from json_to_record($1::text::json) as q(
  tenant text, id text, version integer, position integer, state text)
where e.tenant = q.tenant and e.order_id = q.id and e.version = q.version
  and e.position = q.position and e.state = 'dead'
returning 'true' as output`;

const prune = ({ effects }: Named): string => `
delete from ${effects} as e
using (
  select old.tenant, old.order_id, old.version, old.position
  from json_to_record($1::text::json) as q(before timestamptz, most integer)
  cross join lateral (
    select * from ${effects} where state = 'done' and created_at < q.before limit q.most
  ) as old
) as o
where e.tenant = o.tenant and e.order_id = o.order_id
  and e.version = o.version and e.position = o.position and e.state = 'done'
returning 'true' as output`;

const list = ({ effects }: Named): string => `
select json_build_object(${recordOf('e')}, 'state', e.state, 'reason', e.reason)::text as output
from json_to_record($1::text::json) as q(tenant text, state text, most integer)
cross join lateral (
  select * from ${effects} where tenant = q.tenant and state = q.state
  order by created_at, order_id, version, position limit q.most
) as e
order by e.created_at, e.order_id, e.version, e.position`;

export function postgresEffects<Tx>(names: Named, run: Run<Tx>): EffectQueue {
  const claimAny = statement(claim(names, false));
  const claimOfOrder = statement(claim(names, true));
  const settled = statement(settle(names));
  const resolved = statement(resolve(names));
  const pruned = statement(prune(names));
  const listed = statement(list(names));

  return {
    claim: async ({ now, leaseMs, limit, order }) => {
      const until = new Date(Date.parse(now) + leaseMs).toISOString();
      const input = { now, until, most: limit, tenant: order?.tenant, id: order?.id };
      return run<ClaimedEffect>(order ? claimOfOrder : claimAny, input);
    },

    settle: async ({ tenant, id, version, index, token }, settlement) => {
      const again = settlement.kind === 'retry';
      const rows = await run(settled, {
        tenant,
        id,
        version,
        position: index,
        token,
        state: again ? 'pending' : settlement.kind,
        failed: settlement.kind === 'done' ? 0 : 1,
        reason: settlement.kind === 'done' ? null : settlement.reason,
        not_before: again ? settlement.at : '-infinity',
      });
      return rows.length > 0;
    },

    resolve: async ({ tenant, id, version, index }, how) => {
      const state = how === 'again' ? 'pending' : 'done';
      return (await run(resolved, { tenant, id, version, position: index, state })).length > 0;
    },

    prune: async ({ before, limit }) => (await run(pruned, { before, most: limit })).length,

    list: async ({ tenant, state, limit }) =>
      run<EffectStatus>(listed, { tenant, state, most: limit }),
  };
}

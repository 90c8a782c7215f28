import type {
  ClaimedEffect,
  EffectQueue,
  EffectStatus,
  UpcomingEffect,
} from '../../ports/effect-queue.js';
import { toldEngine } from './effect-carrier.js';
import type { EffectCarrier } from './effect-carrier.js';
import type { Named } from './postgres-names.js';
import { iso } from './iso-time.js';
import { statement } from './statement-runner.js';
import type { Run } from './statement-runner.js';

const recordOf = (row: string): string => `'effectId', ${row}.effect_id, 'tenant', ${row}.tenant,
  'id', ${row}.order_id, 'version', ${row}.version, 'index', ${row}.position,
  'effect', ${row}.effect, 'createdAt', ${iso(`${row}.created_at`)}, 'dueAt', ${iso(`${row}.due_at`)},
  'blocking', ${row}.blocking,
  'failures', ${row}.failures`;

/** Nothing but its own time holds it back: a timer, or the head of its lane. */
const isHead = (effects: string): string => `(e.due_at is not null or not exists (
    select from ${effects} as before
    where before.due_at is null and before.tenant = e.tenant and before.order_id = e.order_id
      and before.state <> 'done' and (before.state = 'pending' or before.blocking)
      and (before.version, before.position) < (e.version, e.position)
  ))`;

/** As the index has them, so that a long queue is not sorted for its first few. */
const soonest = 'e.not_before, e.created_at, e.tenant, e.order_id';

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
  where ${isHead(effects)}
  order by ${soonest}
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

/**
 * What waits behind an effect that is to wait, waits as long: a claimer would otherwise pass it by each time. It decides
 * nothing, since only heads are claimed.
 */
const settle = ({ effects }: Named): string => `
with settled as (
  update ${effects} as e
  set state = q.state, failures = e.failures + q.failed, crashes = 0, claimed = false,
    reason = coalesce(q.reason, e.reason),
    not_before = q.not_before
  from json_to_record($1::text::json) as q(
    tenant text, id text, version integer, position integer, token integer,
    state text, failed integer, reason text, not_before timestamptz)
  where e.tenant = q.tenant and e.order_id = q.id and e.version = q.version
    and e.position = q.position and e.state = 'pending' and e.token = q.token
  returning e.*
), behind as (
  update ${effects} as e
  set not_before = greatest(e.not_before,
    case head.state when 'dead' then 'infinity' else head.not_before end)
  from settled as head
  where (head.state = 'pending' or head.state = 'dead' and head.blocking) and head.due_at is null
    and e.tenant = head.tenant and e.order_id = head.order_id and e.state = 'pending'
    and not e.claimed and e.due_at is null and (e.version, e.position) > (head.version, head.position)
)
select 'true' as output from settled`;

const resolve = ({ effects }: Named, carrier: EffectCarrier | undefined): string => `
with resolved as (
  update ${effects} as e
  set state = q.state, failures = case when q.state = 'done' then e.failures else 0 end,
    not_before = '-infinity'
  from json_to_record($1::text::json) as q(
    tenant text, id text, version integer, position integer, state text)
  where e.tenant = q.tenant and e.order_id = q.id and e.version = q.version
    and e.position = q.position and e.state = 'dead'
  returning e.*
), behind as (
  update ${effects} as e
  set not_before = '-infinity'
  from resolved as head
  where e.tenant = head.tenant and e.order_id = head.order_id
    and e.state = 'pending' and e.not_before = 'infinity'
)${
  carrier
    ? `, owing as materialized (
  select tenant, order_id, null::timestamptz as due_at from resolved
), ${toldEngine(carrier)}`
    : ''
}
select 'true' as output from resolved${carrier ? ' cross join told_engine' : ''}`;

const upcoming = ({ effects }: Named, ofOrder: boolean): string => `
select json_build_object('tenant', e.tenant, 'id', e.order_id,
  'version', e.version, 'index', e.position,
  'at', ${iso(`nullif(e.not_before, '-infinity')`)})::text as output
from json_to_record($1::text::json) as q(most integer, tenant text, id text)
cross join lateral (
  select * from ${effects} as e
  where e.state = 'pending' and ${isHead(effects)}
    ${ofOrder ? 'and e.tenant = q.tenant and e.order_id = q.id' : ''}
  order by ${soonest} limit q.most
) as e
order by ${soonest}`;

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

const list = ({ effects }: Named, ofOrder: boolean): string => `
select json_build_object(${recordOf('e')}, 'state', e.state, 'reason', e.reason)::text as output
from json_to_record($1::text::json) as q(tenant text, state text, id text, most integer)
cross join lateral (
  select * from ${
    // Its own effects first: they are few, and those that are in the state are not.
    ofOrder
      ? `(select * from ${effects} where tenant = q.tenant and order_id = q.id offset 0) as its
  where state = q.state`
      : `${effects} where tenant = q.tenant and state = q.state`
  }
  order by created_at, order_id, version, position limit q.most
) as e
order by e.created_at, e.order_id, e.version, e.position`;

export function postgresEffects<Tx>(
  names: Named,
  run: Run<Tx>,
  carrier?: EffectCarrier,
): EffectQueue {
  const claimAny = statement(claim(names, false));
  const claimOfOrder = statement(claim(names, true));
  const settled = statement(settle(names));
  const resolved = statement(resolve(names, carrier));
  const upcomingAny = statement(upcoming(names, false));
  const upcomingOfOrder = statement(upcoming(names, true));
  const pruned = statement(prune(names));
  const listedOfAll = statement(list(names, false));
  const listedOfOrder = statement(list(names, true));

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

    upcoming: async ({ limit, order }) =>
      run<UpcomingEffect>(order ? upcomingOfOrder : upcomingAny, {
        most: limit,
        tenant: order?.tenant,
        id: order?.id,
      }),

    prune: async ({ before, limit }) => (await run(pruned, { before, most: limit })).length,

    list: async ({ tenant, state, orderId, limit }) =>
      run<EffectStatus>(orderId === undefined ? listedOfAll : listedOfOrder, {
        tenant,
        state,
        id: orderId,
        most: limit,
      }),
  };
}

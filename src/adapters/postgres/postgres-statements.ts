import { toldEngine } from './effect-carrier.js';
import type { EffectCarrier } from './effect-carrier.js';
import { listingOf } from './postgres-listing.js';
import type { Named } from './postgres-names.js';
import { statement } from './statement-runner.js';

/**
 * Looks each change up among those that were done, by a hash. The planner expects one row of what may be a thousand, and
 * would compare each with each in a join; `is true` keeps it from making one of this.
 */
const wasDone = `((c.tenant, c.id) in (select tenant, id from done)) is true`;

const carried = (carrier: EffectCarrier): string => `, owing as materialized (
  select c.tenant, c.id as order_id, e.due_at
  from fresh as c cross join lateral (
    select distinct due_at from json_to_recordset(c.effects) as e(due_at timestamptz)
  ) as e
  where ${wasDone}
), ${toldEngine(carrier)}`;

/** A line of history has the command. The one row of its key is asked for, so that nobody makes a join of this. */
const wasToldIn = (history: string): string => `(
    select true from ${history} as h
    where h.tenant = c.tenant and h.order_id = c.id and h.command_id = c.command_id)`;

/** An order is none of those in another set of tables, neither by its id nor by its source. */
export const isNoneOf = ({ orders }: Named, order: string): string => `not exists (
      select from ${orders} as a where a.tenant = ${order}.tenant and a.id = ${order}.id)
    and not exists (
      select from ${orders} as a where a.tenant = ${order}.tenant
        and a.source_kind = ${order}.source_kind and a.source_shop = ${order}.source_shop
        and a.source_external_id = ${order}.source_external_id)`;

/** What is said of each change, beside the order itself. */
const columns = {
  tenant: 'text',
  id: 'text',
  expected: 'integer',
  version: 'integer',
  status: 'text',
  placed_at: 'timestamptz',
  source_kind: 'text',
  source_shop: 'text',
  source_external_id: 'text',
  open: 'boolean',
  entered_at: 'timestamptz',
  needs_reconfirmation: 'boolean',
  number: 'text',
  phone: 'text',
  assignee: 'text',
  next_call_at: 'timestamptz',
  collected_at: 'timestamptz',
  command_id: 'text',
  event_type: 'text',
  from_status: 'text',
  to_status: 'text',
  actor_kind: 'text',
  actor_id: 'text',
  occurred_at: 'timestamptz',
  recorded_at: 'timestamptz',
  event: 'jsonb',
  moved: 'json',
  effects: 'json',
} as const;

/**
 * An order as it is kept. `json` looks at the form alone: what has an escape is tried as `jsonb`, so that a character
 * which no text can hold is refused now, and not by the report that comes upon it.
 */
const body = `case when strpos(c.body, E'\\\\u') = 0 or c.body::jsonb is not null then c.body::json end`;

/**
 * A commit in one statement. The row of the order is the arbiter: whoever finds it at the expected version moves it, and
 * only what has moved gets its entry and its effects.
 *
 * Each order has a line of the parameter to itself, and the last one says all else of the changes: what is part of a
 * larger piece of JSON is read again with each piece that it is part of. As arrays the lines are expected to be few, and
 * the statement to be cheap: many hosts compile what they expect to be dear.
 *
 * Alone, a change waits for whoever holds its order, and then finds the version gone. Among others it passes by what is
 * held; the rest is taken in the order of the keys, so that two commits never wait for each other in a circle.
 */
const commit = (
  { orders, history, effects }: Named,
  alone: boolean,
  carrier: EffectCarrier | undefined,
  archive: Named | undefined,
): string => `
with change as materialized (
  select c.*, row_number() over (partition by tenant, id order by position) as turn
  from (select $1::text as lines) as given
  cross join lateral rows from (
    json_to_recordset(split_part(lines, E'\\n', -1)::json) as (
      ${Object.entries(columns)
        .map(([name, type]) => `${name} ${type}`)
        .join(', ')}),
    unnest(string_to_array(lines, E'\\n'))
  ) with ordinality as c(${Object.keys(columns).join(', ')}, body, position)
  where tenant is not null
), known as materialized (
  select position from change as c
  where ${[history, ...(archive ? [archive.history] : [])].map(wasToldIn).join('\n    or ')}
), fresh as materialized (
  select * from change
  where turn = 1 and position not in (select position from known)
), created as (
  insert into ${orders} (tenant, id, version, status, placed_at,
    source_kind, source_shop, source_external_id, open, entered_at, entered_by_kind, entered_by_id,
    reached, needs_reconfirmation, number, phone, assignee, next_call_at, collected_at, body)
  select tenant, id, version, status, placed_at,
    source_kind, source_shop, source_external_id, open, entered_at, actor_kind, actor_id,
    array[status], needs_reconfirmation, number, phone, assignee, next_call_at, collected_at,
    ${body}
  from fresh as c where expected = 0${archive ? ` and ${isNoneOf(archive, 'c')}` : ''}
  order by tenant, source_kind, source_shop, source_external_id, id
  on conflict do nothing
  returning tenant, id
), ${
  alone
    ? ''
    : `held as materialized (
  select c.* from ${orders} as o
  join fresh as c on o.tenant = c.tenant and o.id = c.id and o.version = c.expected
  where c.expected > 0
  order by o.tenant, o.id
  for no key update of o skip locked
), `
}moved as (
  update ${orders} as o
  set version = c.version, status = c.status, open = c.open, entered_at = c.entered_at,
    entered_by_kind = case when c.from_status = c.to_status then o.entered_by_kind else c.actor_kind end,
    entered_by_id = case when c.from_status = c.to_status then o.entered_by_id else c.actor_id end,
    reached = case when c.status = any (o.reached) then o.reached else o.reached || c.status end,
    needs_reconfirmation = c.needs_reconfirmation, number = c.number, phone = c.phone,
    assignee = c.assignee, next_call_at = c.next_call_at, collected_at = c.collected_at,
    body = ${body}
  from ${alone ? 'fresh' : 'held'} as c
  where o.tenant = c.tenant and o.id = c.id and o.version = c.expected and c.expected > 0
  returning o.tenant, o.id
), done as materialized (
  select tenant, id from created union all select tenant, id from moved
), told as (
  insert into ${history} (tenant, order_id, version, command_id, event_type, from_status,
    to_status, actor_kind, actor_id, occurred_at, recorded_at, event,
    stay_ms, source_kind, source_shop, country, region, city, assignee, reason, calls, attempts,
    products)
  select c.tenant, c.id, c.version, c.command_id, c.event_type, c.from_status,
    c.to_status, c.actor_kind, c.actor_id, c.occurred_at, c.recorded_at, c.event,
    m.stay_ms, m.source_kind, m.source_shop, m.country, m.region, m.city, m.assignee, m.reason,
    m.calls, m.attempts, m.products
  from fresh as c left join lateral json_to_record(c.moved) as m(
    stay_ms bigint, source_kind text, source_shop text, country text, region text, city text,
    assignee text, reason text, calls integer, attempts integer, products jsonb) on true
  where ${wasDone}
), owed as (
  insert into ${effects} (tenant, order_id, version, position, effect_id, effect, blocking,
    created_at, due_at, not_before)
  select c.tenant, c.id, e.version, e.position, e.effect_id, e.effect, e.blocking,
    e.created_at, e.due_at, coalesce(e.due_at, '-infinity')
  from fresh as c cross join lateral json_to_recordset(c.effects) as e(
    version integer, position integer, effect_id text, effect jsonb, blocking boolean,
    created_at timestamptz, due_at timestamptz)
  where ${wasDone}
)${carrier ? carried(carrier) : ''}
select to_json(case
  when known.position is not null then 'duplicate'
  when c.turn = 1 and done.id is not null then 'applied'
  else 'conflict' end)::text as output
from change as c
left join known on known.position = c.position
left join done on done.tenant = c.tenant and done.id = c.id
${carrier ? 'cross join told_engine' : ''}
order by c.position`;

const keep = ({ contradictions }: Named): string => `
insert into ${contradictions} (tenant, contradiction_id, order_id, kept_at, body)
select tenant, contradiction_id, order_id, kept_at, body
from json_to_record($1::text::json) as q(
  tenant text, contradiction_id text, order_id text, kept_at timestamptz, body jsonb)
on conflict (tenant, contradiction_id) do update set body = excluded.body
returning 'true' as output`;

const open = ({ contradictions }: Named): string => `
select c.body::text as output
from json_to_record($1::text::json) as q(tenant text, order_id text, most integer)
cross join lateral (
  select * from ${contradictions}
  where tenant = q.tenant and not settled and (q.order_id is null or order_id = q.order_id)
  order by kept_at, contradiction_id limit q.most
) as c
order by c.kept_at, c.contradiction_id`;

const close = ({ contradictions }: Named): string => `
update ${contradictions} as c set settled = true
from json_to_record($1::text::json) as q(tenant text, contradiction_id text)
where c.tenant = q.tenant and c.contradiction_id = q.contradiction_id and not c.settled
returning 'true' as output`;

/** The statements of the store that write, list and count, but for those of the effects, named once for all its calls. */
export function statementsOf(names: Named, carrier?: EffectCarrier, archive?: Named) {
  return {
    commitOne: statement(commit(names, true, carrier, archive)),
    commitMany: statement(commit(names, false, carrier, archive)),
    listing: listingOf(names),
    keep: statement(keep(names)),
    open: statement(open(names)),
    close: statement(close(names)),
  };
}

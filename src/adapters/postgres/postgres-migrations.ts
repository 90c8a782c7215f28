import { numberedMigrations } from './numbered-migrations.js';
import type { PostgresMigration, Stepped } from './numbered-migrations.js';
import { named } from './postgres-names.js';
import type { Named, PostgresNames } from './postgres-names.js';

const first = ({ orders, history, effects, contradictions, prefix }: Named): string => `
create table ${orders} (
  tenant text collate "C" not null,
  id text collate "C" not null,
  version integer not null,
  status text collate "C" not null,
  placed_at timestamptz not null,
  source_kind text collate "C" not null,
  source_shop text collate "C" not null,
  source_external_id text collate "C" not null,
  open boolean not null,
  entered_at timestamptz not null,
  entered_by_kind text collate "C" not null,
  entered_by_id text collate "C" not null,
  reached text[] collate "C" not null,
  needs_reconfirmation boolean not null,
  number text collate "C" not null,
  phone text collate "C" not null,
  assignee text collate "C",
  next_call_at timestamptz,
  collected_at timestamptz,
  body json not null,
  primary key (tenant, id)
) with (fillfactor = 80);
create unique index ${prefix}orders_by_source
  on ${orders} (tenant, source_kind, source_shop, source_external_id);
create index ${prefix}orders_by_placed on ${orders} (tenant, status, open, placed_at, id);
create index ${prefix}orders_by_entered on ${orders} (tenant, status, open, entered_at, id);
create index ${prefix}orders_by_assignee on ${orders} (tenant, assignee, status, open, placed_at, id)
  where assignee is not null;
create index ${prefix}orders_by_call on ${orders} (tenant, next_call_at, id)
  where next_call_at is not null;
create index ${prefix}orders_by_collection on ${orders} (tenant, collected_at, id)
  where collected_at is not null;
create index ${prefix}orders_by_number on ${orders} (tenant, number);
create index ${prefix}orders_by_phone on ${orders} (tenant, phone);

create table ${history} (
  tenant text collate "C" not null,
  order_id text collate "C" not null,
  version integer not null,
  command_id text collate "C" not null,
  event_type text collate "C" not null,
  from_status text collate "C" not null,
  to_status text collate "C" not null,
  actor_kind text collate "C" not null,
  actor_id text collate "C" not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  event jsonb not null,
  stay_ms bigint,
  source_kind text collate "C",
  source_shop text collate "C",
  country text collate "C",
  region text collate "C",
  city text collate "C",
  assignee text collate "C",
  reason text collate "C",
  calls integer,
  attempts integer,
  products jsonb,
  primary key (tenant, order_id, version)
);
create index ${prefix}history_moves on ${history} (tenant, to_status, occurred_at)
  where from_status <> to_status;
create unique index ${prefix}history_by_command on ${history} (tenant, order_id, command_id);

create table ${effects} (
  tenant text collate "C" not null,
  order_id text collate "C" not null,
  version integer not null,
  position integer not null,
  effect_id text collate "C" not null,
  effect jsonb not null,
  blocking boolean not null,
  created_at timestamptz not null,
  due_at timestamptz,
  state text collate "C" not null default 'pending' check (state in ('pending', 'done', 'dead')),
  failures integer not null default 0,
  crashes integer not null default 0,
  claimed boolean not null default false,
  token integer not null default 0,
  not_before timestamptz not null default '-infinity',
  reason text collate "C",
  primary key (tenant, order_id, version, position)
) with (fillfactor = 80);
create index ${prefix}effects_due on ${effects} (not_before, created_at, tenant, order_id)
  where state = 'pending';
create index ${prefix}effects_lanes on ${effects} (tenant, order_id, version, position)
  where state <> 'done';
create index ${prefix}effects_by_state on ${effects} (tenant, state, created_at);

create table ${contradictions} (
  tenant text collate "C" not null,
  contradiction_id text collate "C" not null,
  order_id text collate "C" not null,
  kept_at timestamptz not null,
  settled boolean not null default false,
  body jsonb not null,
  primary key (tenant, contradiction_id)
);
create index ${prefix}contradictions_open on ${contradictions} (tenant, kept_at)
  where not settled;`;

/** The store's tables, and what the database holds orders to. */
export function storeTables(names: PostgresNames, enforcement = ''): Stepped {
  const known = named(names);
  const { schema, prefix, migrations } = known;
  const guarded = `${schema}.${prefix}orders_moves()`;
  // Only where it says something new: to check every row again takes the table out of service for a while.
  const enforced = `  if obj_description(to_regprocedure('${guarded}'), 'pg_proc')
    is distinct from md5($step$${enforcement}$step$) then
    execute $step$${enforcement}$step$;
    execute format('comment on function ${guarded} is %L', md5($step$${enforcement}$step$));
  end if;`;
  return {
    schema,
    migrations,
    lock: migrations,
    steps: [['orders_history_effects_contradictions', first(known)]],
    last: enforcement === '' ? '' : enforced,
  };
}

/**
 * What brings a schema up to this release, as SQL for a host's own migration tool. `store.migrate()` applies the same.
 *
 * @throws OptionsError when a name is not plain
 * @example
 * ```ts
 * import { postgresMigrations } from 'cod-lifecycle/postgres';
 *
 * const [first] = postgresMigrations({ schema: 'shop', prefix: 'cod_' });
 * first?.sql.includes('create table "shop".cod_orders'); //=> true
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function postgresMigrations(names: PostgresNames = {}): readonly PostgresMigration[] {
  return numberedMigrations(storeTables(names));
}

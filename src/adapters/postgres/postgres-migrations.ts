import { named } from './postgres-names.js';
import type { Named, PostgresNames } from './postgres-names.js';

/**
 * One step that brings a schema up to this release.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface PostgresMigration {
  /** From 1, without a gap. */
  readonly number: number;
  readonly name: string;
  /** Several statements, to be run in one transaction; the last of them notes the number. */
  readonly sql: string;
}

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
  body jsonb not null,
  primary key (tenant, id)
) with (fillfactor = 80);
create unique index ${prefix}orders_by_source
  on ${orders} (tenant, source_kind, source_shop, source_external_id);
create index ${prefix}orders_by_status on ${orders} (tenant, status, placed_at, id);
create index ${prefix}orders_by_time on ${orders} (tenant, placed_at, id);

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
  primary key (tenant, order_id, version)
);
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
create index ${prefix}effects_due on ${effects} (not_before) where state = 'pending';
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

const steps: readonly (readonly [string, (names: Named) => string])[] = [
  ['orders_history_effects_contradictions', first],
];

/** The number of the last migration that this release knows. */
export const newestMigration = steps.length;

const noted = ({ schema, migrations }: Named): string => `do $schema$ begin
  if to_regnamespace('${schema}') is null then create schema ${schema}; end if;
exception when duplicate_schema or unique_violation then null;
end $schema$;
create table if not exists ${migrations} (
  number integer primary key,
  applied_at timestamptz not null default now()
);`;

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
  const known = named(names);
  return steps.map(([name, sqlOf], index) => ({
    number: index + 1,
    name,
    sql: `${noted(known)}\n${sqlOf(known)}
insert into ${known.migrations} (number) values (${index + 1});\n`,
  }));
}

/** One statement that applies what is missing; eight processes may run it at once. */
export function migrating(names: PostgresNames, enforcement: string): string {
  const { schema, prefix, migrations } = named(names);
  const guarded = `${schema}.${prefix}orders_moves()`;
  // Only where it says something new: to check every row again takes the table out of service for a while.
  const enforced = `  if obj_description(to_regprocedure('${guarded}'), 'pg_proc')
    is distinct from md5($step$${enforcement}$step$) then
    execute $step$${enforcement}$step$;
    execute format('comment on function ${guarded} is %L', md5($step$${enforcement}$step$));
  end if;`;
  const todo = postgresMigrations(names).map(
    ({ number, sql }) => `  if applied < ${number} then execute $step$${sql}$step$; end if;`,
  );
  return `do $cod$
declare applied integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('cod-lifecycle ${migrations}', 0));
  if to_regclass('${migrations}') is not null then
    execute 'select coalesce(max(number), 0) from ${migrations}' into applied;
  end if;
  if applied > ${newestMigration} then
    raise exception 'the tables belong to a newer release' using errcode = 'object_not_in_prerequisite_state';
  end if;
${todo.join('\n')}
${enforcement === '' ? '' : enforced}
end
$cod$`;
}

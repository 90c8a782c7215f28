import { callFunction, receiveFunction } from './postgres-inventory-functions.js';
import { stockNames } from './postgres-inventory-names.js';
import type { StockNames } from './postgres-inventory-names.js';
import type { PostgresMigration } from './postgres-migrations.js';
import type { PostgresNames } from './postgres-names.js';

const units = (name: string): string => `${name} bigint not null default 0 check (${name} >= 0)`;

const tables = ({ stock, held, calls, receipts }: StockNames): string => `
create table ${stock} (
  tenant text collate "C" not null,
  sku text collate "C" not null,
  ${['available', 'reserved', 'out', 'written_off', 'missing'].map(units).join(',\n  ')},
  primary key (tenant, sku)
) with (fillfactor = 80);

create table ${held} (
  tenant text collate "C" not null,
  order_id text collate "C" not null,
  line_id text collate "C" not null,
  sku text collate "C" not null,
  ${units('units')},
  primary key (tenant, order_id, line_id, sku)
) with (fillfactor = 80);

create table ${calls} (
  tenant text collate "C" not null,
  -- An id may be longer than what an index takes.
  effect_hash text collate "C" not null,
  effect_id text collate "C" not null,
  answer jsonb not null,
  called_at timestamptz not null default now(),
  primary key (tenant, effect_hash)
);

create table ${receipts} (
  tenant text collate "C" not null,
  receipt_id text collate "C" not null,
  sku text collate "C" not null,
  ${units('units')},
  received_at timestamptz not null default now(),
  primary key (tenant, receipt_id, sku)
);`;

const first = (names: StockNames): string =>
  [tables(names), callFunction(names), receiveFunction(names)].join('\n');

const steps: readonly (readonly [string, (names: StockNames) => string])[] = [
  ['stock_held_calls_receipts', first],
];

/** The number of the last migration that this release knows. */
export const newestStockMigration = steps.length;

const noted = ({ schema, migrations }: StockNames): string => `do $schema$ begin
  if to_regnamespace('${schema}') is null then create schema ${schema}; end if;
exception when duplicate_schema or unique_violation then
  -- Whoever migrates tables of another prefix was quicker.
  null;
end $schema$;
create table if not exists ${migrations} (
  number integer primary key,
  applied_at timestamptz not null default now()
);`;

/**
 * What brings the inventory's tables up to this release, as SQL for a host's own migration tool. `inventory.migrate()`
 * applies the same. They are numbered by themselves: the store's are others.
 *
 * @throws OptionsError when a name is not plain
 * @example
 * ```ts
 * import { postgresInventoryMigrations } from 'cod-lifecycle/postgres';
 *
 * const [first] = postgresInventoryMigrations({ schema: 'shop', prefix: 'cod_' });
 * first?.sql.includes('create table "shop".cod_stock'); //=> true
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function postgresInventoryMigrations(
  names: PostgresNames = {},
): readonly PostgresMigration[] {
  const known = stockNames(names);
  return steps.map(([name, sqlOf], index) => ({
    number: index + 1,
    name,
    sql: `${noted(known)}\n${sqlOf(known)}
insert into ${known.migrations} (number) values (${index + 1});\n`,
  }));
}

/** One statement that applies what is missing; eight processes may run it at once. */
export function migratingStock(names: PostgresNames): string {
  const { migrations, lock } = stockNames(names);
  const todo = postgresInventoryMigrations(names).map(
    ({ number, sql }) => `  if applied < ${number} then execute $step$${sql}$step$; end if;`,
  );
  return `do $cod$
declare applied integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('cod-lifecycle ${lock}', 0));
  if to_regclass('${migrations}') is not null then
    execute 'select coalesce(max(number), 0) from ${migrations}' into applied;
  end if;
  if applied > ${newestStockMigration} then
    raise exception 'the tables belong to a newer release' using errcode = 'object_not_in_prerequisite_state';
  end if;
${todo.join('\n')}
end
$cod$`;
}

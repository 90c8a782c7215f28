import { numberedMigrations } from './numbered-migrations.js';
import type { PostgresMigration, Stepped } from './numbered-migrations.js';
import { callFunction, receiveFunction } from './postgres-inventory-functions.js';
import { stockNames } from './postgres-inventory-names.js';
import type { StockNames } from './postgres-inventory-names.js';
import type { PostgresNames } from './postgres-names.js';

const units = (name: string): string => `${name} bigint not null default 0 check (${name} >= 0)`;

const tables = ({ stock, held, calls, callsByTime, receipts }: StockNames): string => `
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
create index ${callsByTime} on ${calls} (called_at);

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

/** The inventory's tables and functions. */
export function stockTables(names: PostgresNames): Stepped {
  const known = stockNames(names);
  const { schema, migrations, lock } = known;
  return { schema, migrations, lock, steps: [['stock_held_calls_receipts', first(known)]] };
}

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
  return numberedMigrations(stockTables(names));
}

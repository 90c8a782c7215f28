import { SchemaVersionError } from '../../errors/schema-version-error.js';
import { plainName } from '../sql/table-names.js';
import type { Connection } from './connection.js';
import type { Whole } from './sqlite-database.js';

/** The inventory's tables. */
export interface StockTables {
  readonly stock: string;
  readonly held: string;
  readonly calls: string;
  readonly receipts: string;
  readonly migrations: string;
}

/** @throws OptionsError when the prefix is not plain */
export function stockTables(prefix: string): StockTables {
  const stock = `${plainName('prefix', prefix)}stock`;
  return {
    stock,
    held: `${stock}_held`,
    calls: `${stock}_calls`,
    receipts: `${stock}_receipts`,
    migrations: `${stock}_migrations`,
  };
}

const units = (name: string): string => `${name} integer not null check (${name} >= 0)`;

/** What brings a file up to this release, in order; each is applied once. They have nothing to do with the store's. */
const migrations: readonly ((tables: StockTables) => readonly string[])[] = [
  ({ stock, held, calls, receipts }) => [
    `create table ${stock} (
      tenant text not null,
      sku text not null,
      ${['available', 'reserved', 'out', 'written_off', 'missing'].map(units).join(',\n      ')},
      primary key (tenant, sku)
    ) strict, without rowid`,
    `create table ${held} (
      tenant text not null,
      order_id text not null,
      line_id text not null,
      sku text not null,
      ${units('units')},
      primary key (tenant, order_id, line_id, sku)
    ) strict, without rowid`,
    `create table ${calls} (
      tenant text not null,
      effect_id text not null,
      answer text not null,
      primary key (tenant, effect_id)
    ) strict, without rowid`,
    `create table ${receipts} (
      tenant text not null,
      receipt_id text not null,
      sku text not null,
      ${units('units')},
      received_at text not null,
      primary key (tenant, receipt_id, sku)
    ) strict, without rowid`,
  ],
];

const newest = migrations.length;

function numberIn(connection: Connection, { migrations }: StockTables): number {
  const table = `select 1 from sqlite_schema where type = 'table' and name = ?`;
  if (connection.all(table, migrations).length === 0) return 0;
  const [row] = connection.all<{ number: Whole }>(
    `select coalesce(max(number), 0) as number from ${migrations}`,
  );
  return Number(row?.number);
}

/** @throws SchemaVersionError when the tables belong to a newer release */
export function migrateStock(connection: Connection, tables: StockTables, now: string): void {
  const found = numberIn(connection, tables);
  if (found > newest) throw new SchemaVersionError(found, newest);
  if (found === newest) return;
  connection.atomically(() => {
    connection.run(
      `create table if not exists ${tables.migrations}
        (number integer primary key, applied_at text not null) strict`,
    );
    // Another process may have been quicker.
    const applied = numberIn(connection, tables);
    for (const [index, statementsOf] of migrations.entries()) {
      if (index < applied) continue;
      for (const sql of statementsOf(tables)) connection.run(sql);
      connection.run(`insert into ${tables.migrations} values (?, ?)`, index + 1, now);
    }
  });
}

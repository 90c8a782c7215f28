import { SchemaVersionError } from '../../errors/schema-version-error.js';
import type { TableNames } from '../sql/table-names.js';
import type { Connection } from './connection.js';
import type { Whole } from './sqlite-database.js';

/** What brings a file up to this release, in order; each is applied once. */
const migrations: readonly ((tables: TableNames) => readonly string[])[] = [
  ({ orders, history, effects, contradictions }) => [
    `create table ${orders} (
      tenant text not null,
      id text not null,
      version integer not null,
      status text not null,
      placed_at text not null,
      source_kind text not null,
      source_shop text not null,
      source_external_id text not null,
      body text not null,
      primary key (tenant, id)
    ) strict`,
    `create unique index ${orders}_by_source
      on ${orders} (tenant, source_kind, source_shop, source_external_id)`,
    `create index ${orders}_by_status on ${orders} (tenant, status, placed_at, id)`,
    `create index ${orders}_by_time on ${orders} (tenant, placed_at, id)`,
    `create table ${history} (
      tenant text not null,
      order_id text not null,
      version integer not null,
      command_id text not null,
      event_type text not null,
      from_status text not null,
      to_status text not null,
      actor_kind text not null,
      actor_id text not null,
      occurred_at text not null,
      recorded_at text not null,
      event text not null,
      primary key (tenant, order_id, version)
    ) strict, without rowid`,
    `create unique index ${history}_by_command on ${history} (tenant, order_id, command_id)`,
    `create table ${effects} (
      tenant text not null,
      order_id text not null,
      version integer not null,
      position integer not null,
      effect_id text not null,
      effect text not null,
      blocking integer not null,
      created_at text not null,
      due_at text,
      state text not null,
      failures integer not null,
      crashes integer not null,
      claimed integer not null,
      token integer not null,
      not_before text not null,
      reason text,
      primary key (tenant, order_id, version, position)
    ) strict, without rowid`,
    `create index ${effects}_due on ${effects} (not_before) where state = 'pending'`,
    `create index ${effects}_lanes on ${effects} (tenant, order_id, version, position)
      where state <> 'done'`,
    `create index ${effects}_by_state on ${effects} (tenant, state, created_at)`,
    `create table ${contradictions} (
      tenant text not null,
      contradiction_id text not null,
      order_id text not null,
      kept_at text not null,
      settled integer not null,
      body text not null,
      primary key (tenant, contradiction_id)
    ) strict, without rowid`,
    `create index ${contradictions}_open on ${contradictions} (tenant, kept_at)
      where settled = 0`,
  ],
];

/** The number of the last migration that this release knows. */
const newest = migrations.length;

function numberIn(connection: Connection, tables: TableNames): number {
  const [table] = connection.all(
    `select 1 from sqlite_schema where type = 'table' and name = ?`,
    tables.migrations,
  );
  if (!table) return 0;
  const [row] = connection.all<{ number: Whole }>(
    `select coalesce(max(number), 0) as number from ${tables.migrations}`,
  );
  return Number(row?.number);
}

/** @throws SchemaVersionError when the tables belong to a newer release */
export function migrate(connection: Connection, tables: TableNames, now: string): void {
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

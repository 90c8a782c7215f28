import { SchemaVersionError } from '../../errors/schema-version-error.js';
import type { Connection } from './connection.js';
import type { Whole } from './sqlite-database.js';

function numberIn(connection: Connection, table: string): number {
  const there = `select 1 from sqlite_schema where type = 'table' and name = ?`;
  if (connection.all(there, table).length === 0) return 0;
  const [row] = connection.all<{ number: Whole }>(
    `select coalesce(max(number), 0) as number from ${table}`,
  );
  return Number(row?.number);
}

/**
 * Applies the steps that are missing, each once, and notes their numbers in a table.
 *
 * @param steps the statements of each step, in order
 * @throws SchemaVersionError when the tables belong to a newer release
 */
export function applyMigrations(
  connection: Connection,
  table: string,
  steps: readonly (readonly string[])[],
  now: string,
): void {
  const found = numberIn(connection, table);
  if (found > steps.length) throw new SchemaVersionError(found, steps.length);
  if (found === steps.length) return;
  connection.atomically(() => {
    connection.run(
      `create table if not exists ${table}
        (number integer primary key, applied_at text not null) strict`,
    );
    // Another process may have been quicker.
    const applied = numberIn(connection, table);
    for (const [index, statements] of steps.entries()) {
      if (index < applied) continue;
      for (const sql of statements) connection.run(sql);
      connection.run(`insert into ${table} values (?, ?)`, index + 1, now);
    }
  });
}

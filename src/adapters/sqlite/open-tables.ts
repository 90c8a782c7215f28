import type { Clock } from '../../ports/clock.js';
import { milliseconds } from '../sql/milliseconds.js';
import { applyMigrations } from './apply-migrations.js';
import { failing, workOn } from './connection.js';
import type { Work } from './connection.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { writeAhead } from './write-ahead.js';

/** Tables in a file: which table notes how far they are, and the statements of each step. */
export interface SqliteTables {
  readonly migrations: string;
  readonly steps: readonly (readonly string[])[];
}

/**
 * Opens tables, and makes or brings up to date what is not there yet.
 *
 * @throws OptionsError when the database cannot write ahead, or `waitMs` is no time that can be waited for
 * @throws SchemaVersionError when the tables belong to a newer release
 */
export function openTables(
  db: SqliteDatabase,
  { migrations, steps }: SqliteTables,
  clock: Clock,
  waitMs: number,
): Work {
  const { now: own, work } = workOn(db, clock, milliseconds('waitMs', waitMs, 0));
  failing(() => {
    // Only here it waits on the spot: nothing else is going on yet.
    own().all(`pragma busy_timeout = ${waitMs}`);
    writeAhead(own());
    applyMigrations(own(), migrations, steps, clock.now());
    own().all('pragma busy_timeout = 0');
  });
  return work;
}

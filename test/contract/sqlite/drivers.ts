import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import BetterSqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'cod-lifecycle/sqlite';

/** A connection as a host has it. */
export interface HostDatabase extends SqliteDatabase {
  close(): unknown;
}

/** One driver that a host may bring. */
export interface Driver {
  readonly name: string;
  readonly open: (path: string) => HostDatabase;
}

export const drivers: readonly Driver[] = [
  { name: 'node:sqlite', open: (path) => new DatabaseSync(path) },
  { name: 'better-sqlite3', open: (path) => new BetterSqlite(path) },
];

/** A folder for a file of its own, with every connection that was opened to it. */
export function folder({ open }: Driver) {
  const path = mkdtempSync(join(tmpdir(), 'cod-sqlite-'));
  const file = join(path, 'orders.db');
  const opened: HostDatabase[] = [];
  return {
    file,
    connect(): HostDatabase {
      const db = open(file);
      opened.push(db);
      return db;
    },
    remove() {
      for (const db of opened) db.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Does work in a transaction of the host's own connection. */
export async function inTransaction<Result>(
  db: SqliteDatabase,
  work: (tx: SqliteDatabase) => Promise<Result>,
): Promise<Result> {
  db.exec('begin immediate');
  try {
    const result = await work(db);
    db.exec('commit');
    return result;
  } catch (error) {
    db.exec('rollback');
    throw error;
  }
}

import { CodError } from '../../errors/cod-error.js';
import { StoreError } from '../../errors/store-error.js';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js';

/** A connection whose statements are prepared once. */
export interface Connection {
  all<Row>(sql: string, ...values: readonly SqliteValue[]): readonly Row[];
  /** @returns how many rows were changed */
  run(sql: string, ...values: readonly SqliteValue[]): number;
  /** Does work whole or not at all, in a transaction of its own or in the host's. */
  atomically<Result>(work: () => Result): Result;
}

/** A driver's own code, never its message: that may quote the row. */
function reasonOf(error: unknown): string {
  const { errstr, code, name } = error as { errstr?: unknown; code?: unknown; name?: unknown };
  return [errstr, code, name].find((word) => typeof word === 'string') ?? 'unknown';
}

/** @throws StoreError in place of whatever the driver throws */
export function failing<Result>(work: () => Result, verdict?: 'unknown'): Result {
  try {
    return work();
  } catch (error) {
    if (CodError.is(error)) throw error;
    throw new StoreError(verdict ?? 'not_applied', reasonOf(error));
  }
}

const isOpen = (db: SqliteDatabase): boolean => db.isTransaction ?? db.inTransaction ?? false;

function connectionTo(db: SqliteDatabase, [begin, end, undo]: readonly [string, string, string]) {
  const prepared = new Map<string, SqliteStatement>();
  const statement = (sql: string): SqliteStatement => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = db.prepare(sql);
    prepared.set(sql, made);
    return made;
  };

  const connection: Connection = {
    all: <Row>(sql: string, ...values: readonly SqliteValue[]) =>
      statement(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    atomically(work) {
      db.exec(begin);
      try {
        const result = work();
        // A commit that fails may have reached the disk.
        failing(() => db.exec(end), 'unknown');
        return result;
      } catch (error) {
        if (isOpen(db)) db.exec(undo);
        throw error;
      }
    },
  };
  return connection;
}

/** A connection that is the store's own: refuses to work while somebody else has a transaction open on it. */
export function ownConnection(db: SqliteDatabase): () => Connection {
  const connection = connectionTo(db, ['begin immediate', 'commit', 'rollback']);
  return () => {
    if (isOpen(db)) throw new StoreError('not_applied', 'transaction_open');
    return connection;
  };
}

/** Connections in which the host has begun a transaction; what is done there ends with it. */
export function hostConnections(): (db: SqliteDatabase) => Connection {
  const known = new WeakMap<SqliteDatabase, Connection>();
  return (db) => {
    const connection =
      known.get(db) ??
      connectionTo(db, [
        'savepoint cod_lifecycle',
        'release cod_lifecycle',
        'rollback to cod_lifecycle; release cod_lifecycle',
      ]);
    known.set(db, connection);
    if (!isOpen(db)) throw new StoreError('not_applied', 'no_transaction');
    return connection;
  };
}

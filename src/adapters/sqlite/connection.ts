import { CodError } from '../../errors/cod-error.js';
import { StoreError } from '../../errors/store-error.js';
import type { Clock } from '../../ports/clock.js';
import { sqliteCodeOf } from './sqlite-code.js';
import type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js';

/** A connection whose statements are prepared once. */
export interface Connection {
  all<Row>(sql: string, ...values: readonly SqliteValue[]): readonly Row[];
  /** @returns how many rows were changed */
  run(sql: string, ...values: readonly SqliteValue[]): number;
  /** Does work whole or not at all, in a transaction of its own or in the host's. */
  atomically<Result>(work: () => Result): Result;
}

/** @throws StoreError in place of whatever the driver throws */
export function failing<Result>(work: () => Result, verdict?: 'unknown'): Result {
  try {
    return work();
  } catch (error) {
    if (CodError.is(error)) throw error;
    throw new StoreError(verdict ?? 'not_applied', sqliteCodeOf(error));
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
      statement(begin).run();
      try {
        const result = work();
        // A commit that fails may have reached the disk.
        failing(() => statement(end).run(), 'unknown');
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
function ownConnection(db: SqliteDatabase): () => Connection {
  const connection = connectionTo(db, ['begin immediate', 'commit', 'rollback']);
  return () => {
    if (isOpen(db)) throw new StoreError('not_applied', 'transaction_open');
    return connection;
  };
}

/** Connections in which the host has begun a transaction; what is done there ends with it. */
function hostConnections(): (db: SqliteDatabase) => Connection {
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

/** Does work on the store's own connection, or on the one in which the host has begun a transaction. */
export type Work = <Result>(
  work: (connection: Connection) => Result,
  tx?: SqliteDatabase,
) => Promise<Result>;

/** How long to let others go first before looking again, in milliseconds. */
const pauses = [1, 2, 5, 10, 20, 50] as const;

const isBusy = (error: unknown): boolean =>
  CodError.is(error) && ((error as StoreError).reason ?? '').startsWith('SQLITE_BUSY');

/**
 * Where another connection is writing, the store's own waits without holding this process up: it may well be a
 * transaction of this very process that has to end first.
 */
export function workOn(
  db: SqliteDatabase,
  clock: Clock,
  waitMs: number,
): { readonly now: () => Connection; readonly work: Work } {
  const own = ownConnection(db);
  const host = hostConnections();

  async function patiently<Result>(work: () => Result): Promise<Result> {
    let waited = 0;
    for (let turn = 0; ; turn += 1) {
      try {
        return failing(work);
      } catch (error) {
        const pause = pauses[turn] ?? 50;
        if (!isBusy(error) || waited >= waitMs) throw error;
        waited += pause;
        await clock.wait(pause).over;
      }
    }
  }

  return {
    now: own,
    work: async (work, tx) => (tx ? failing(() => work(host(tx))) : patiently(() => work(own()))),
  };
}

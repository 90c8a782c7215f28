/**
 * What is asked of a SQLite connection: the part in which `DatabaseSync` of `node:sqlite` and `Database` of
 * better-sqlite3 are alike.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  /** Whether a transaction is open, in the words of `node:sqlite`. */
  readonly isTransaction?: boolean;
  /** Whether a transaction is open, in the words of better-sqlite3. */
  readonly inTransaction?: boolean;
}

/** A prepared statement. */
export interface SqliteStatement {
  all(...values: SqliteValue[]): unknown[];
  run(...values: SqliteValue[]): { changes: number | bigint };
}

/** What a statement is given. */
export type SqliteValue = string | number | null;

/** A whole number as a connection gives it, which may be set to big ones. */
export type Whole = number | bigint;

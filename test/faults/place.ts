import { DatabaseSync } from 'node:sqlite';
import { Pool } from 'pg';
import type { PoolConfig } from 'pg';
import type { OrderStore } from 'cod-lifecycle';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { sqliteStore } from 'cod-lifecycle/sqlite';

/** Where orders are kept, in words that fit on a command line. */
export type Place =
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string }
  | { readonly kind: 'sqlite'; readonly file: string };

export interface Opened {
  readonly store: OrderStore;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  /** By how much the store's clock is ahead: what a dead process had taken on is free again by then. */
  readonly aheadMs?: number;
  /** How long the store waits for an answer. */
  readonly timeoutMs?: number;
  /** What is to be different about the connections. */
  readonly pool?: PoolConfig;
}

/** Connections as the page on reliability recommends them, but for what a test says. */
export function poolTo(url: string, changes: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 8_000,
    keepAlive: true,
    ...changes,
  });
  // A connection that is lost while nobody uses it is no event.
  pool.on('error', () => undefined);
  return pool;
}

/** A store of its own, with connections of its own; the tables are made where there are none. */
export async function openPlace(place: Place, options: OpenOptions = {}): Promise<Opened> {
  const { aheadMs = 0, timeoutMs = 10_000 } = options;
  const now = (): string => new Date(Date.now() + aheadMs).toISOString();
  if (place.kind === 'sqlite') {
    const db = new DatabaseSync(place.file);
    return { store: sqliteStore(db, { now }), close: async () => db.close() };
  }
  const pool = poolTo(place.url, options.pool);
  const store = postgresStore(fromPg(pool), { schema: place.schema, now, timeoutMs });
  await store.migrate();
  return { store, close: async () => pool.end() };
}

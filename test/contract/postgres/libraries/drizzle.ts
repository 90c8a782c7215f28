import { sql as tag } from 'drizzle-orm';
import { drizzle as onPg } from 'drizzle-orm/node-postgres';
import { drizzle as onPostgresJs } from 'drizzle-orm/postgres-js';
import type { Pool } from 'pg';
import type { Sql } from 'postgres';
import { fromDrizzle } from 'cod-lifecycle/postgres';
import type { Library, Opened } from './library.ts';
import { pgPool } from './pg.ts';
import { connected } from './postgres-js.ts';

function withPg(pool: Pool): Opened {
  const db = onPg(pool);
  return {
    client: fromDrizzle(db, tag),
    transaction: async (work) => db.transaction(work),
    run: async (text, tx = db) => (await (tx as typeof db).execute(tag.raw(text))).rows,
    close: async () => pool.end(),
  };
}

function withPostgresJs(sql: Sql): Opened {
  const db = onPostgresJs(sql);
  return {
    client: fromDrizzle(db, tag),
    transaction: async (work) => db.transaction(work),
    run: async (text, tx = db) => (tx as typeof db).execute(tag.raw(text)),
    close: async () => sql.end({ timeout: 0 }),
  };
}

export const drizzleWithPg: Library = {
  name: 'Drizzle on pg',
  connects: true,
  prepares: false,
  open: async (url, most) => withPg(pgPool(url, most)),
  says: { closed: 'not_applied not_connected', unreachable: 'not_applied ECONNREFUSED' },
};

export const drizzleWithPostgresJs: Library = {
  name: 'Drizzle on postgres.js',
  connects: true,
  prepares: false,
  open: async (url, most) => withPostgresJs(connected(url, most)),
  says: { closed: 'not_applied CONNECTION_ENDED', unreachable: 'not_applied ECONNREFUSED' },
};

import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { fromKysely } from 'cod-lifecycle/postgres';
import type { Library, Opened, Rows } from './library.ts';
import { pgPool } from './pg.ts';

function onKysely(pool: Pool): Opened {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    client: fromKysely(db, CompiledQuery),
    transaction: async (work) => db.transaction().execute(work),
    run: async (text, tx = db) =>
      (await (tx as typeof db).executeQuery<Rows[number]>(CompiledQuery.raw(text))).rows,
    close: async () => db.destroy(),
  };
}

export const kysely: Library = {
  name: 'Kysely',
  connects: true,
  prepares: false,
  open: async (url, most) => onKysely(pgPool(url, most)),
  says: { closed: 'not_applied not_connected', unreachable: 'not_applied ECONNREFUSED' },
};

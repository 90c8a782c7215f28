import postgres from 'postgres';
import { fromPostgresJs } from 'cod-lifecycle/postgres';
import type { ClientOptions } from 'cod-lifecycle/postgres';
import type { Library, Opened, Rows } from './library.ts';

export const connected = (url: string, max = 4): postgres.Sql =>
  postgres(url, { max, onnotice: () => undefined });

function onPostgresJs(sql: postgres.Sql, options?: ClientOptions): Opened {
  return {
    client: fromPostgresJs(sql, options),
    transaction: async (work) => (await sql.begin(work)) as Awaited<ReturnType<typeof work>>,
    run: async (text, tx = sql) => (tx as postgres.Sql).unsafe<Rows[number][]>(text),
    close: async () => sql.end({ timeout: 0 }),
  };
}

export const postgresJs: Library = {
  name: 'postgres.js',
  connects: true,
  prepares: true,
  open: async (url, most) => onPostgresJs(connected(url, most)),
  says: { closed: 'not_applied CONNECTION_ENDED', unreachable: 'not_applied ECONNREFUSED' },
};

/** As behind a pooler that keeps no session. */
export const postgresJsUnprepared: Library = {
  name: 'postgres.js that does not prepare',
  connects: true,
  prepares: false,
  open: async (url, most) => onPostgresJs(connected(url, most), { prepare: false }),
};

import { Client, Pool } from 'pg';
import type { ClientBase } from 'pg';
import { fromPg } from 'cod-lifecycle/postgres';
import type { ClientOptions } from 'cod-lifecycle/postgres';
import type { Library, Opened, Rows, Transaction } from './library.ts';

/** Says nothing when the server ends a connection: whoever waits for an answer is told. */
const quiet = () => undefined;

export function pgPool(url: string, max = 4): Pool {
  const pool = new Pool({ connectionString: url, max });
  pool.on('error', quiet);
  // A client that somebody has taken from the pool tells nobody but whoever listens to it.
  pool.on('connect', (client) => client.on('error', quiet));
  return pool;
}

async function pgClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', quiet);
  await client.connect();
  return client;
}

async function inTransaction<Result>(
  client: ClientBase,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  await client.query('begin');
  try {
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

export function onPgPool(pool: Pool, options?: ClientOptions): Opened {
  return {
    client: fromPg(pool, options),
    async transaction(work) {
      const client = await pool.connect();
      try {
        return await inTransaction(client, work);
      } finally {
        client.release();
      }
    },
    run: async (text, tx = pool) => (await (tx as Pool).query<Rows[number]>(text)).rows,
    close: async () => pool.end(),
  };
}

async function onPgClient(url: string): Promise<Opened> {
  const client = await pgClient(url);
  return {
    client: fromPg(client),
    async transaction(work) {
      const other = await pgClient(url);
      try {
        return await inTransaction(other, work);
      } finally {
        await other.end();
      }
    },
    run: async (text, tx = client) => (await (tx as Client).query<Rows[number]>(text)).rows,
    close: async () => client.end(),
  };
}

export const pgPools: Library = {
  name: 'a pool of pg',
  connects: true,
  prepares: true,
  open: async (url, most) => onPgPool(pgPool(url, most)),
  says: { closed: 'not_applied not_connected', unreachable: 'not_applied ECONNREFUSED' },
};

export const pgClients: Library = {
  name: 'a client of pg',
  connects: true,
  prepares: true,
  open: async (url) => onPgClient(url),
};

/** As behind a pooler that keeps no session. */
export const pgUnprepared: Library = {
  name: 'a pool of pg that does not prepare',
  connects: true,
  prepares: false,
  open: async (url, most) => onPgPool(pgPool(url, most), { prepare: false }),
};

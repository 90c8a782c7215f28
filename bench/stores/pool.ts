import pg from 'pg';

/** A pool of connections; a query that fails says so itself, and a server that stops may tell the others. */
export function poolOn(connectionString: string, max = 10): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('error', () => undefined);
  return pool;
}

/** Makes the tables, or brings them up to date: run with each release, before its functions are. */
import { Pool } from 'pg';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';

const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });
await postgresStore(fromPg(pool)).migrate();
await pool.end();

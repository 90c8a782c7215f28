/** Brings a schema up to date as soon as it is told which. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Pool } from 'pg';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';

const lines = createInterface({ input: process.stdin });
const told = once(lines, 'line');
process.stdout.write('"ready"\n');
const [line] = (await told) as [string];
const { url, schema } = JSON.parse(line) as { url: string; schema: string };

const pool = new Pool({ connectionString: url, max: 1 });
await postgresStore(fromPg(pool), { schema }).migrate();
await pool.end();
lines.close();
process.exit();

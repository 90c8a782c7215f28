/** A process that brings jobs to an engine, or hands over what the engine tells it of, until it is killed. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Pool } from 'pg';
import { cod, createOrders } from 'cod-lifecycle';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { boss } from '../boss.ts';
import { bullEngine, bullOnPostgres, bullOnRedis } from '../bull.ts';
import { graphile } from '../graphile.ts';
import { recordingShop } from '../recorder.ts';
import type { Place, Role } from '../recorder.ts';

// Nobody who ends the tests leaves a worker behind.
process.stdin.on('end', () => process.exit());
const lines = createInterface({ input: process.stdin });
const [line] = (await once(lines, 'line')) as [string];
const { role, engine, url, schema, jobs, redis } = JSON.parse(line) as Place & { role: Role };
const pool = new Pool({ connectionString: url, max: 10 });
const store = postgresStore(fromPg(pool), { schema });
const orders = createOrders({ lifecycle: cod(), store, ...recordingShop(pool, schema) });
const engines = [graphile, boss, bullEngine(redis ? bullOnRedis(redis) : bullOnPostgres)];
const chosen = engines.find(({ name }) => name === engine);
const site = { pool, jobs, store };
if (role === 'worker') await chosen?.work(site, orders);
else await chosen?.relay?.run(site);
process.stdout.write('"ready"\n');

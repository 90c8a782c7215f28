/** A process that hands over what an engine tells it of, until it is killed. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Pool } from 'pg';
import { cod, createOrders } from 'cod-lifecycle';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { boss } from '../boss.ts';
import { graphile } from '../graphile.ts';
import { recordingShop } from '../recorder.ts';
import type { Place } from '../recorder.ts';

// Nobody who ends the tests leaves a worker behind.
process.stdin.on('end', () => process.exit());
const lines = createInterface({ input: process.stdin });
const [line] = (await once(lines, 'line')) as [string];
const { engine, url, schema, jobs } = JSON.parse(line) as Place;
const pool = new Pool({ connectionString: url, max: 10 });
const orders = createOrders({
  lifecycle: cod(),
  store: postgresStore(fromPg(pool), { schema }),
  ...recordingShop(pool, schema),
});
const worker = engine === graphile.name ? graphile : boss;
await worker.work(pool, jobs, orders);
process.stdout.write('"ready"\n');

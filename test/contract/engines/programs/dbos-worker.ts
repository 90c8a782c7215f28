/** A process that hands effects over and runs the workflows that they start, until it is killed. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk';
import { Pool } from 'pg';
import { cod, createOrders } from 'cod-lifecycle';
import { fromPg, postgresStore } from 'cod-lifecycle/postgres';
import { applicationName, queue, startingHooks, stepsOf } from '../dbos-shop.ts';
import type { DbosPlace, Told } from '../dbos-shop.ts';

// Nobody who ends the tests leaves a worker behind.
process.stdin.on('end', () => process.exit());
const lines = createInterface({ input: process.stdin });
const [line] = (await once(lines, 'line')) as [string];
const place = JSON.parse(line) as DbosPlace;
const { url, schema, system, executorID, deaths } = place;

const pool = new Pool({ connectionString: url, max: 6 });
const dbos = await DBOSClient.create({
  systemDatabaseUrl: url,
  systemDatabaseSchemaName: system,
  systemDatabasePoolSize: 2,
  applicationName,
});

/** Dies as in a power cut, the first time that it comes here. */
const after = async (step: string, orderId: string): Promise<void> => {
  const name = `${orderId} ${step}`;
  if (!deaths.includes(name)) return;
  const insert = `insert into ${schema}.deaths (name) values ($1) on conflict do nothing`;
  const { rowCount } = await pool.query(insert, [name]);
  if (rowCount === 1) process.kill(process.pid, 'SIGKILL');
};

const orders = createOrders({
  lifecycle: cod(),
  store: postgresStore(fromPg(pool), { schema }),
  on: startingHooks(dbos, after),
  // What a killed worker was handing over is anybody's again two seconds later.
  retry: { timeoutMs: 1000, crashes: 20, firstPauseMs: 50, longestPauseMs: 200 },
});
const { book, cancel, tell } = stepsOf(orders, pool, place, after);

const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> =>
  DBOS.runStep(work, { name, retriesAllowed: true, maxAttempts: 10, intervalSeconds: 0.1 });

const told = (key: string, orderId: string, name: Told) =>
  step(name, async () => tell(key, orderId, name));

DBOS.registerWorkflow(
  async (orderId: string) => {
    const key = DBOS.workflowID ?? '';
    const answers: string[] = [];
    await step('book', async () => book(key, orderId));
    for (const name of ['assign_tracking', 'assign', 'start_processing'] as const) {
      const answer = await told(key, orderId, name);
      answers.push(answer);
      if (answer === 'applied' || answer === 'duplicate') continue;
      await step('cancel', async () => cancel(key, orderId));
      break;
    }
    return answers;
  },
  { name: 'bookCourier' },
);
DBOS.registerWorkflow(
  async (orderId: string) => {
    const key = DBOS.workflowID ?? '';
    const packed = await told(key, orderId, 'complete_packaging');
    return [packed, await told(key, orderId, 'attach_label')];
  },
  { name: 'pack' },
);

DBOS.setConfig({
  name: applicationName,
  systemDatabaseUrl: url,
  systemDatabaseSchemaName: system,
  systemDatabasePoolSize: 6,
  runMigrations: false,
  executorID,
  applicationVersion: '1',
  logLevel: 'error',
});
await DBOS.launch();
await DBOS.registerQueue(queue, { workerConcurrency: 5, minPollingIntervalMs: 50 });
process.stdout.write('"ready"\n');
await orders.effects.run({ signal: new AbortController().signal, idleMs: 50, concurrency: 4 });

import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Logger, run, runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { assertApplied, createOrders } from '../../dist/index.js';
import { bullMqProcessor, bullMqRelay } from '../../dist/adapters/bullmq/index.js';
import { graphileCarrier, graphileTasks } from '../../dist/adapters/graphile-worker/index.js';
import { pgBossCarrier, pgBossWorker } from '../../dist/adapters/pg-boss/index.js';
import { fromPg, postgresStore } from '../../dist/adapters/postgres/index.js';
import type { EffectCarrier } from '../../dist/adapters/postgres/index.js';
import { postgresServer } from '../../test/support/postgres-server.ts';
import type { EngineResult } from '../measured.ts';
import { spreadOf } from '../kernel/spread.ts';
import { poolOn } from './pool.ts';
import { agent, draft, lifecycle } from './work.ts';

const count = 1000;

type Site = ReturnType<typeof siteOn>;

function siteOn(pool: Pool, carrier?: EffectCarrier) {
  const told = { count: 0, all: () => {} };
  const store = postgresStore(fromPg(pool), carrier ? { carrier } : {});
  const orders = createOrders({
    lifecycle,
    store,
    on: {
      event: {
        place: () => {
          told.count += 1;
          if (told.count === count) told.all();
        },
      },
    },
    handOver: 'by_drain',
  });
  return { pool, store, orders, told };
}

/** Starts what hands effects over; answers with how to stop it. */
type Start = (site: Site, url: string) => Promise<() => Promise<unknown>>;

const quiet = (): void => undefined;

const engines: Readonly<
  Record<
    string,
    {
      readonly carrier?: EffectCarrier;
      readonly start: Start;
      readonly prepare?: (pool: Pool, url: string) => Promise<void>;
    }
  >
> = {
  'effects.run, four at once': {
    async start({ orders }) {
      const stop = new AbortController();
      const running = orders.effects.run({ signal: stop.signal, idleMs: 50, concurrency: 4 });
      return async () => {
        stop.abort();
        await running;
      };
    },
  },
  'graphile-worker': {
    carrier: graphileCarrier(),
    prepare: async (pool) => runMigrations({ pgPool: pool }),
    async start({ pool, orders }) {
      const runner = await run({
        pgPool: pool,
        taskList: graphileTasks(orders),
        concurrency: 4,
        noHandleSignals: true,
        logger: new Logger(() => quiet),
      });
      return async () => runner.stop();
    },
  },
  'pg-boss': {
    carrier: pgBossCarrier(),
    async prepare(_, url) {
      const boss = new PgBoss(url);
      boss.on('error', quiet);
      await boss.start();
      await boss.createQueue('cod_lifecycle');
      await boss.stop();
    },
    async start({ orders }, url) {
      const boss = new PgBoss(url);
      boss.on('error', quiet);
      await boss.start();
      const options = { batchSize: 10, pollingIntervalSeconds: 0.5 };
      const worker = pgBossWorker(orders, boss);
      for (let index = 0; index < 4; index += 1) await boss.work('cod_lifecycle', options, worker);
      return async () => boss.stop();
    },
  },
  'BullMQ by relay, on PostgreSQL': {
    async start({ orders, store }, connectionString) {
      const connection = { connectionString, migrate: true };
      const queue = new Queue('cod_lifecycle', { connection }, createPostgresBackend);
      queue.on('error', quiet);
      await queue.waitUntilReady();
      const worker = new Worker(
        'cod_lifecycle',
        bullMqProcessor(orders),
        { connection, concurrency: 4 },
        createPostgresBackend,
      );
      worker.on('error', quiet);
      const stop = new AbortController();
      const relay = bullMqRelay(queue as never, store).run({ signal: stop.signal, idleMs: 100 });
      return async () => {
        stop.abort();
        await relay;
        await worker.close();
        await queue.close();
      };
    },
  },
};

/** Places so many orders, eight callers at a time, while each engine hands over what they owe: a call of one hook. */
export async function throughEngines(rounds: number): Promise<readonly EngineResult[]> {
  const results: EngineResult[] = [];
  for (const [name, { carrier, prepare, start }] of Object.entries(engines)) {
    const rates = { placed: [] as number[], told: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const server = await postgresServer({ shared_buffers: '256MB' });
      const pool = poolOn(server.url);
      await prepare?.(pool, server.url);
      const site = siteOn(pool, carrier);
      await site.store.migrate();
      const stop = await start(site, server.url);
      const all = new Promise<void>((resolve) => (site.told.all = resolve));
      let next = 0;
      const begin = performance.now();
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          while (next < count) {
            next += 1;
            assertApplied(await site.orders.place(draft(`order-${next}`), { actor: agent }));
          }
        }),
      );
      rates.placed.push(count / ((performance.now() - begin) / 1000));
      await all;
      rates.told.push(count / ((performance.now() - begin) / 1000));
      await stop();
      await pool.end();
      await server.remove();
    }
    results.push({
      name,
      placedPerSecond: Math.round(spreadOf(rates.placed).median),
      toldPerSecond: Math.round(spreadOf(rates.told).median),
    });
  }
  return results;
}

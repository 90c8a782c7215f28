import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { pgBossCarrier, pgBossWorker } from 'cod-lifecycle/pg-boss';
import type { Engine, KeptJob } from './engine.ts';

const queue = 'cod_lifecycle';

async function started(pool: Pool, schema: string): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => pool.query(text, values as unknown[]) },
    schema,
    schedule: false,
    supervise: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  return boss;
}

export const boss: Engine = {
  name: 'pg-boss',
  shares: false,
  timersLateMs: 1000,
  async prepare(pool, schema) {
    const made = await started(pool, schema);
    await made.createQueue(queue);
    await made.stop({ graceful: false });
  },
  carrier: (schema) => pgBossCarrier({ schema }),
  async waiting({ pool, jobs }) {
    const { rows } = await pool.query<KeptJob>(
      `select data->>'orderId' as "orderId",
         case when start_after > now()
           then to_char(start_after at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as at
       from ${jobs}.job where state in ('created', 'retry') order by created_on`,
    );
    return rows;
  },
  async hurry({ pool, jobs }) {
    await pool.query(
      `update ${jobs}.job set start_after = now() where state in ('created', 'retry')`,
    );
  },
  async forget({ pool, jobs }) {
    await pool.query(`delete from ${jobs}.job`);
  },
  async sweep({ pool, jobs }) {
    await pool.query(`insert into ${jobs}.job (name) values ('${queue}')`);
  },
  async work({ pool, jobs }, orders) {
    const worker = await started(pool, jobs);
    await worker.work(
      queue,
      { pollingIntervalSeconds: 0.5, batchSize: 50, localConcurrency: 4 },
      pgBossWorker(orders, worker),
    );
    return async () => worker.stop({ graceful: true, timeout: 5_000 });
  },
};

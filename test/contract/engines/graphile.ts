import { Logger, run, runMigrations } from 'graphile-worker';
import { graphileCarrier, graphileTasks } from 'cod-lifecycle/graphile-worker';
import type { Engine, KeptJob } from './engine.ts';

/** Failed jobs are what these tests make. */
const logger = new Logger(() => () => undefined);

export const graphile: Engine = {
  name: 'graphile-worker',
  shares: true,
  timersLateMs: 1000,
  prepare: async (pgPool, schema) => runMigrations({ pgPool, schema, logger }),
  carrier: (schema) => graphileCarrier({ schema }),
  async waiting({ pool, jobs }) {
    const { rows } = await pool.query<KeptJob>(
      `select payload->>'orderId' as "orderId",
         case when run_at > now()
           then to_char(run_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as at
       from ${jobs}._private_jobs where locked_at is null and attempts < max_attempts order by id`,
    );
    return rows;
  },
  async hurry({ pool, jobs }) {
    await pool.query(`update ${jobs}._private_jobs set run_at = now() where locked_at is null`);
  },
  async forget({ pool, jobs }) {
    await pool.query(`delete from ${jobs}._private_jobs`);
  },
  async sweep({ pool, jobs }) {
    await pool.query(`select ${jobs}.add_job('cod_lifecycle')`);
  },
  async work({ pool, jobs }, orders) {
    const runner = await run({
      pgPool: pool,
      schema: jobs,
      logger,
      taskList: graphileTasks(orders),
      concurrency: 4,
      pollInterval: 50,
      noHandleSignals: true,
    });
    return async () => runner.stop();
  },
};

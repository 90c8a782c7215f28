import type { EffectDrainer } from '../../ports/effect-drainer.js';
import { handOverJob } from '../engine/order-job.js';
import { patience } from './patience.js';

/** The part of pg-boss's `Job` that is needed. */
export interface PgBossJob {
  /** Of its queue. */
  readonly name: string;
  readonly data: object | null;
}

/** The part of a `PgBoss` that is needed. */
export interface PgBossQueue {
  send(name: string, data: object, options: PgBossSend): Promise<unknown>;
}

/** How the jobs that come back are made. */
export interface PgBossSend {
  readonly startAfter: Date;
  readonly retryLimit: number;
  readonly retryDelay: number;
  readonly retryBackoff: boolean;
  readonly retryDelayMax: number;
}

/**
 * The handler for pg-boss's `work`: a job hands over what is due of its order. A job that names no order hands over
 * whatever is due: have one made every minute (`boss.schedule`), to catch what a killed worker has left.
 *
 * How often an effect is tried is for the orders to say (`retry`), so a job does not fail where an effect does: it ends,
 * and another one comes back when the effect is due again, until it was handed over or is dead. A job, and the batch it
 * is in, fails only where the database does; then pg-boss tries it again.
 *
 * @param boss makes the jobs that come back: the `PgBoss` that has the queue
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { pgBossWorker } from 'cod-lifecycle/pg-boss';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * // pg-boss's: const boss = new PgBoss(url), and boss.work('cod_lifecycle', pgBossWorker(orders, boss))
 * const boss = { send: async () => null };
 * const work = pgBossWorker(orders, boss);
 * await work([{ name: 'cod_lifecycle', data: { tenant: 'default', orderId: 'order-1' } }]); //=> undefined
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function pgBossWorker(
  orders: EffectDrainer,
  boss: PgBossQueue,
): (jobs: readonly PgBossJob[]) => Promise<void> {
  return async (jobs) => {
    for (const { name, data } of jobs) {
      const comeBack = await handOverJob(orders, data ?? {});
      if (comeBack) await boss.send(name, comeBack.job, { startAfter: comeBack.at, ...patience });
    }
  };
}

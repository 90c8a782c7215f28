import { EffectsOwedError } from './effects-owed-error.js';

/** What is asked of the orders: what `createOrders` returns. */
export interface PgBossOrders {
  readonly effects: {
    drain(options: {
      readonly orderId?: string;
      readonly tenant?: string;
      readonly budgetMs?: number;
    }): Promise<{ readonly done: number; readonly retried: number; readonly dead: number }>;
  };
}

/** The part of pg-boss's `Job` that is needed. */
export interface PgBossJob {
  readonly data: object | null;
  readonly retryCount: number;
}

/** After so many tries the rest before one is longer than any effect's. */
const enoughTries = 11;

/** Less than the minute in which another of these begins. */
const budgetMs = 50_000;

/** Whether to come back: what failed before may be waiting still, or with another worker. */
async function handOver(
  { effects }: PgBossOrders,
  { data, retryCount }: PgBossJob,
): Promise<boolean> {
  const { tenant, orderId } = (data ?? {}) as {
    readonly tenant?: string;
    readonly orderId?: string;
  };
  if (orderId === undefined || tenant === undefined) {
    await effects.drain({ budgetMs });
    return false;
  }
  const { done, retried, dead } = await effects.drain({ tenant, orderId });
  return retried > 0 || (retryCount > 0 && retryCount < enoughTries && done + dead === 0);
}

/**
 * The handler for pg-boss's `work`: a job hands over what is due of its order. A job that names no order hands over
 * whatever is due: have one made every minute (`boss.schedule`), to catch what a killed worker has left, or what is sent
 * again.
 *
 * A job fails with an `EffectsOwedError`, and is tried again, while one of its effects failed and is due later; it ends
 * once they were handed over or are dead. How often an effect is tried is for the orders to say (`retry`).
 *
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { pgBossWorker } from 'cod-lifecycle/pg-boss';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const work = pgBossWorker(orders);
 * await work([{ data: { tenant: 'default', orderId: 'order-1' }, retryCount: 0 }]); //=> undefined
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function pgBossWorker(orders: PgBossOrders): (jobs: readonly PgBossJob[]) => Promise<void> {
  return async (jobs) => {
    let again = false;
    for (const job of jobs) again = (await handOver(orders, job)) || again;
    if (again) throw new EffectsOwedError();
  };
}

import type { EffectDrainer } from '../../ports/effect-drainer.js';
import { handOverJob } from '../engine/order-job.js';
import { plainName } from '../sql/table-names.js';

/** The part of graphile-worker's `JobHelpers` that is needed. */
export interface GraphileHelpers {
  addJob(task: string, payload: unknown, spec: { runAt: Date; jobKey?: string }): Promise<unknown>;
}

/** A task as graphile-worker runs it. */
export type GraphileTask = (payload: unknown, helpers: GraphileHelpers) => Promise<void>;

/** graphile-worker's own limit; where a key would be longer, one job more may come back, which does no harm. */
const longestKey = 512;

/**
 * The task list of graphile-worker's `run`: a job hands over what is due of its order. A job that names no order hands
 * over whatever is due: put one in the crontab, to catch what a killed worker has left, or what is sent again.
 *
 * How often an effect is tried is for the orders to say (`retry`), so a job does not fail where an effect does: it ends,
 * and another one comes back when the effect is due again, until it was handed over or is dead. A job fails only where
 * the database does; then graphile-worker tries it again.
 *
 * @throws OptionsError when the name of the task is not plain
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { graphileTasks } from 'cod-lifecycle/graphile-worker';
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * Object.keys(graphileTasks(orders, { task: 'effects' })); //=> ['effects']
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function graphileTasks(
  orders: EffectDrainer,
  { task = 'cod_lifecycle' }: { readonly task?: string } = {},
): Readonly<Record<string, GraphileTask>> {
  const handOver: GraphileTask = async (payload, { addJob }) => {
    const comeBack = await handOverJob(orders, payload ?? {});
    if (!comeBack) return;
    const { job, at } = comeBack;
    // One is enough of all that come back to an order in the same second.
    const name = [job.tenant, job.orderId, Math.floor(at.getTime() / 1000)];
    const key = `${task}:again:${JSON.stringify(name)}`;
    await addJob(task, job, { runAt: at, ...(key.length <= longestKey && { jobKey: key }) });
  };
  return { [plainName('task', task)]: handOver };
}

import { plainName } from '../sql/table-names.js';

/** What is asked of the orders: what `createOrders` returns. */
export interface DrainedOrders {
  readonly effects: {
    drain(options: {
      readonly orderId?: string;
      readonly tenant?: string;
      readonly budgetMs?: number;
    }): Promise<{ readonly done: number; readonly retried: number; readonly dead: number }>;
  };
}

/** The part of graphile-worker's `JobHelpers` that is needed. */
export interface GraphileHelpers {
  addJob(task: string, payload: unknown, spec: { runAt: Date }): Promise<unknown>;
}

/** A task as graphile-worker runs it. */
export type GraphileTask = (payload: unknown, helpers: GraphileHelpers) => Promise<void>;

/** What the carrier wrote; nothing of it in a job that somebody else has made. */
interface Payload {
  readonly tenant?: string;
  readonly orderId?: string;
  /** The how-manieth try after one that failed this is. */
  readonly again?: number;
}

/** How long to rest before each try, in seconds: at least as long as the effect that failed. */
const pauses = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900] as const;
const longestPause = 900;

/** Less than the minute in which another of these begins. */
const budgetMs = 50_000;

/**
 * The task list of graphile-worker's `run`: a job hands over what is due of its order. A job that names no order hands
 * over whatever is due: put one in the crontab, to catch what a killed worker has left, or what is sent again.
 *
 * How often an effect is tried is for the orders to say (`retry`), so a job does not fail where an effect does: it ends,
 * and another one comes back after a rest, until the effect was handed over or is dead. A job fails only where the
 * database does; then graphile-worker tries it again.
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
  { effects }: DrainedOrders,
  { task = 'cod_lifecycle' }: { readonly task?: string } = {},
): Readonly<Record<string, GraphileTask>> {
  const handOver: GraphileTask = async (payload, { addJob }) => {
    const { tenant, orderId, again = 0 } = payload as Payload;
    if (orderId === undefined || tenant === undefined) {
      await effects.drain({ budgetMs });
      return;
    }
    const { done, retried, dead } = await effects.drain({ tenant, orderId });
    // What failed before may be waiting still, or with another worker: nothing found says nothing until the longest rest.
    const waits = again > 0 && again < pauses.length && done + dead === 0;
    if (retried === 0 && !waits) return;
    const runAt = new Date(Date.now() + (pauses[again] ?? longestPause) * 1000);
    await addJob(task, { tenant, orderId, again: again + 1 }, { runAt });
  };
  return { [plainName('task', task)]: handOver };
}

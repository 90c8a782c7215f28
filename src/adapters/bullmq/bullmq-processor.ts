import type { DrainReport, EffectDrainer } from '../../ports/effect-drainer.js';
import type { BullMqData } from './bullmq-job.js';

/** The part of BullMQ's `Job` that is needed. */
export interface BullMqJob {
  readonly data: BullMqData;
}

/**
 * The processor for a `Worker` of BullMQ: hands over what is due of a job's order, in its order.
 *
 * A job does not fail where an effect does: how often an effect is tried is for the orders to say (`retry`), and when it
 * is due again, the relay adds another job. A job fails where the store does, and a relay adds it again too.
 *
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { bullMqProcessor } from 'cod-lifecycle/bullmq';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore(), handOver: 'by_drain' });
 * // BullMQ's: new Worker('cod_lifecycle', bullMqProcessor(orders), { connection })
 * const work = bullMqProcessor(orders);
 * await work({ data: { tenant: 'default', orderId: 'order-1' } }); //=> { done: 0, retried: 0, dead: 0, nextAt: null }
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function bullMqProcessor({
  effects,
}: EffectDrainer): (job: BullMqJob) => Promise<DrainReport> {
  return async ({ data: { tenant, orderId } }) => effects.drain({ tenant, orderId });
}

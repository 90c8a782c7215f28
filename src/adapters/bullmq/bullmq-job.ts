import type { OrderKey } from '../../ports/order-key.js';

/** What a job holds: which order to look at, and nothing of it. */
export interface BullMqData {
  readonly tenant: string;
  readonly orderId: string;
}

/** A job as BullMQ's `addBulk` takes it. */
export interface BullMqNewJob {
  readonly name: 'hand_over';
  readonly data: BullMqData;
  readonly opts: {
    readonly deduplication: { readonly id: string };
    readonly attempts: number;
    readonly removeOnComplete: boolean;
    readonly removeOnFail: number;
  };
}

/** So many failed jobs are kept to be looked at: each is one more line, none is tried again. */
const keptFailures = 1000;

/**
 * The job that hands over what is due of an order. While one waits or runs, BullMQ adds no other; as soon as it is
 * completed or has failed, it does. Whatever the queue's own defaults are: a job that waited to be tried again, or that
 * was kept under the order's name, would keep the next one out.
 */
export const jobFor = ({ tenant, id }: OrderKey): BullMqNewJob => ({
  name: 'hand_over',
  data: { tenant, orderId: id },
  opts: {
    deduplication: { id: JSON.stringify([tenant, id]) },
    attempts: 1,
    removeOnComplete: true,
    removeOnFail: keptFailures,
  },
});

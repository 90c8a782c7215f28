import { queues } from 'cod-lifecycle';
import type { ActorKind } from 'cod-lifecycle';

export type QueueName = keyof typeof queues;

export const queueNames = Object.keys(queues) as readonly QueueName[];

export const isQueueName = (name: string): name is QueueName => Object.hasOwn(queues, name);

/** The queues that somebody works with: a driver has a run, and the cash of it. */
export const queuesFor = (kind: ActorKind): readonly QueueName[] =>
  kind === 'driver' ? ['runs', 'cash'] : queueNames;

export type { BullMqData, BullMqNewJob } from './bullmq-job.js';
export { bullMqProcessor } from './bullmq-processor.js';
export type { BullMqJob } from './bullmq-processor.js';
export { bullMqRelay } from './bullmq-relay.js';
export type { BullMqQueue, BullMqRelay, BullMqRelayOptions, BullMqStore } from './bullmq-relay.js';

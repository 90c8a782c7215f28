export { pgBossCarrier } from './pg-boss-carrier.js';
export type { PgBossCarrierOptions } from './pg-boss-carrier.js';
export { pgBossWorker } from './pg-boss-worker.js';
export type { PgBossJob, PgBossQueue, PgBossSend } from './pg-boss-worker.js';

export * from './errors/index.js';
export * from './kernel/index.js';
export * from './lifecycle/index.js';
export * from './order/index.js';
export * from './ports/index.js';
export * from './runtime/index.js';
export type { EventSchema } from './schemas/door.js';

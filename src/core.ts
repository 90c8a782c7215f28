export * from './errors/index.js';
export * from './kernel/index.js';
export * from './lifecycle/index.js';
export * from './order/index.js';

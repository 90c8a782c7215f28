export type {
  Attention,
  AttentionCall,
  AttentionHook,
  AttentionHooks,
  Overdue,
  Sla,
  StatusLimit,
} from './attention.js';
export type { OrdersOptions } from './create-orders.js';
export { createOrders } from './create-orders.js';
export type { DrainOptions, RunOptions, StopSignal } from './effects.js';
export type { Hook, HookCall, Hooks } from './hooks.js';
export type { CommandBegun, CommandEnded, Observer } from './observe.js';
export type { OrderModel } from './order-model.js';
export type {
  CommandOptions,
  ListOptions,
  OrderView,
  Orders,
  OrdersWithin,
  Scope,
} from './orders.js';
export type { CommandRefusal, Entry as OrderEntry, Outcome, Receipt } from './outcome.js';
export { assertApplied } from './outcome.js';
export type { RetryOptions } from './retries.js';
export type { ReceiveOptions, Reception } from './receive.js';

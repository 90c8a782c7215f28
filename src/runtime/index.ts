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
  CountsOptions,
  FilterOptions,
  HistoryOptions,
  ListOptions,
  ListedOrder,
  Progress,
  Scope,
} from './list-options.js';
export type { CommandOptions, OrderView, Orders, OrdersWithin } from './orders.js';
export type { CommandRefusal, Entry as OrderEntry, Outcome, Receipt } from './outcome.js';
export { assertApplied } from './outcome.js';
export type { RetryOptions } from './retries.js';
export type { ReceiveOptions, Reception } from './receive.js';

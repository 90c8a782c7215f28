export type { Actor, ActorKind } from './actor.js';
export { actorKinds } from './actor.js';
export type { Blocker, BlockerCode, BlockerParams } from './blocker.js';
export type { Cash, CashState, Collection, Counted } from './cash.js';
export type { Draft } from './draft.js';
export type { OrderEffect, StockEffectType } from './effect.js';
export type { HistoryEntry } from './entry.js';
export type { OrderEvent, OrderEventType } from './event.js';
export type { GivenEvent } from './given-event.js';
export type {
  Calls,
  Cancellation,
  Confirmation,
  Delivery,
  Preparation,
  Return,
  Shipment,
  Tracking,
} from './facts.js';
export type { Line } from './line.js';
export type { Money } from './money.js';
export { exponentOf, formatMoney, parseMoney } from './money.js';
export type {
  CancelledOrder,
  ConfirmedOrder,
  DeliveredOrder,
  NewOrder,
  NoAnswerOrder,
  Order,
  OrderBase,
  OrderStatus,
  OutForDeliveryOrder,
  ProcessingOrder,
  ReturnedOrder,
  ShippedOrder,
} from './order.js';
export { orderStatuses } from './order.js';
export type { OrderSort } from './order-sort.js';
export { orderSorts } from './order-sort.js';
export type { Address, Assignee, Customer, Source } from './party.js';
export type {
  CallOutcome,
  CancelReason,
  Condition,
  FailureReason,
  VisitOutcome,
} from './reasons.js';
export {
  callOutcomes,
  cancelReasons,
  conditions,
  failureReasons,
  visitOutcomes,
} from './reasons.js';
export type { LineStock, StockAccount, StockMove } from './stock.js';

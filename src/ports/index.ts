export type { Calendar } from './calendar.js';
export type { Clock, Wait } from './clock.js';
export type { Contradiction, Contradictions } from './contradictions.js';
export type { DrainReport, EffectDrainer, HandedOver } from './effect-drainer.js';
export type {
  ClaimQuery,
  ClaimedEffect,
  EffectKey,
  EffectQueue,
  EffectRecord,
  EffectState,
  EffectStatus,
  Settlement,
  UpcomingEffect,
} from './effect-queue.js';
export type { Ids } from './ids.js';
export type { Inventory, Reservation, StockRequest } from './inventory.js';
export type {
  Delivery as WebhookDelivery,
  News,
  NewsIgnored,
  NewsOfChange,
  NewsOfOrder,
  NewsRefused,
} from './news.js';
export type { OrderKey } from './order-key.js';
export type { Notification, Notifier } from './notifier.js';
export type {
  Change,
  CommitVerdict,
  HistoryQuery,
  ListQuery,
  LoadKey,
  Loaded,
  OrderStore,
  Page,
  StoredOrder,
} from './order-store.js';

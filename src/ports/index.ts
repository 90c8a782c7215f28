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
  LoadKey,
  Loaded,
  OrderStore,
  StoredOrder,
} from './order-store.js';
export type { Facets } from './facets.js';
export { facetsAfter, sortTimeOf } from './facets.js';
export type { CountsQuery, ListPage, ListQuery, OrderFilter, Span } from './order-query.js';
export type { Page } from './page.js';
export type { Period } from './period.js';
export type { Move } from './move.js';
export { moveOf } from './move.js';
export type {
  CashQuery,
  CashTally,
  CohortTally,
  CohortsQuery,
  Group,
  MoveDimension,
  MovesQuery,
  MovesTally,
  OrderDimension,
  StaysTally,
  Tallies,
  WaitDimension,
  WaitsQuery,
  WaitsTally,
} from './tallies.js';
export { moveDimensions, orderDimensions, waitDimensions } from './tallies.js';
export type { SearchTerm } from './search.js';
export { searchTermOf } from './search.js';

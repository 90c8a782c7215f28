import type { Model } from '../kernel/index.js';
import type { Actor } from '../order/actor.js';
import type { StoredOrder } from '../ports/order-store.js';

/** A lifecycle's words that this runtime can run: its orders can be stored, its actors named. */
export interface OrderModel extends Model {
  order: StoredOrder;
  actor: Actor;
}

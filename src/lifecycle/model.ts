import { rulesOf } from '../kernel/lifecycle-of.js';
import type { Asked, EventOf, Given, OrderIn, Owing } from '../kernel/index.js';
import type { Actor } from '../order/actor.js';
import type { Blocker } from '../order/blocker.js';
import type { OrderEffect } from '../order/effect.js';
import type { OrderEvent, OrderEventType } from '../order/event.js';
import type { Order, OrderStatus } from '../order/order.js';
import type { ActionCode } from './actions.js';
import type { Policy } from './policy.js';

/**
 * The words of a cash-on-delivery order, for the kernel's builders.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export interface Cod {
  order: Order;
  event: OrderEvent;
  effect: OrderEffect;
  actor: Actor;
  blocker: Blocker;
  action: ActionCode;
  policy: Policy;
}

/** What a guard of one event sees. */
export type About<Type extends OrderEventType = OrderEventType, Status = OrderStatus> = Asked<
  Cod,
  OrderIn<Cod, Status>,
  EventOf<Cod, Type>
>;

/** What an effect of one event sees. */
export type Owed<Type extends OrderEventType = OrderEventType> = Owing<
  Cod,
  Order | null,
  Order,
  EventOf<Cod, Type>
>;

/** What a change of one event sees. */
export type With<Type extends OrderEventType = OrderEventType, Status = OrderStatus> = Given<
  Cod,
  OrderIn<Cod, Status>,
  EventOf<Cod, Type>
>;

export const { guard, effect, creation, transition, branching, update } = rulesOf<Cod>();

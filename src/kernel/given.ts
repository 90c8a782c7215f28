import type { Model } from './model.js';

/**
 * Who asks, when, and under which id: what the outside knows and the order does not.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Context<M extends Model> {
  readonly actor: M['actor'];
  /** When we learn of it, ISO 8601 in UTC. */
  readonly now: string;
  /** When it happened, ISO 8601 in UTC; `now` when left out. */
  readonly occurredAt?: string;
  /** The id that makes a repeat harmless. */
  readonly commandId?: string;
}

/** What every function of a rule may look at besides the order and the event. */
interface Circumstances<M extends Model> {
  readonly actor: M['actor'];
  readonly policy: M['policy'];
  readonly now: string;
  readonly occurredAt: string;
}

/**
 * What a change or a choice looks at.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Given<
  M extends Model,
  Order = M['order'] | null,
  Event = M['event'],
> extends Circumstances<M> {
  readonly order: Order;
  readonly event: Event;
}

/**
 * What an effect looks at: the order as it will be, and as it was.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Owing<
  M extends Model,
  Before = M['order'] | null,
  Order = M['order'],
  Event = M['event'],
> extends Given<M, Order, Event> {
  readonly before: Before;
}

/**
 * What a guard looks at. The event is `undefined` while nobody has filled in its form yet.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Asked<
  M extends Model,
  Order = M['order'] | null,
  Event = M['event'],
> extends Circumstances<M> {
  readonly order: Order;
  readonly event: Event | undefined;
}

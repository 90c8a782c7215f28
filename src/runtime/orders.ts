import type {
  EventTypeOf,
  Explanation,
  Legal,
  Lifecycle,
  OrderIn,
  Target,
} from '../kernel/index.js';
import type { Actor } from '../order/actor.js';
import type { Draft } from '../order/draft.js';
import type { GivenEvent } from '../order/given-event.js';
import type { ListPage } from '../ports/order-query.js';
import type { Page } from '../ports/page.js';
import type { Contradiction } from '../ports/contradictions.js';
import type { News } from '../ports/news.js';
import type {
  CountsOptions,
  HistoryOptions,
  ListOptions,
  ListedOrder,
  Scope,
} from './list-options.js';
import type { OrderModel } from './order-model.js';
import type { Entry, Outcome, Receipt } from './outcome.js';
import type { DrainReport, HandedOver } from '../ports/effect-drainer.js';
import type { DrainOptions, RunOptions } from './effects.js';
import type { EffectState, EffectStatus } from '../ports/effect-queue.js';
import type { Reception, ReceiveOptions } from './receive.js';

/** How a command is sent. */
export interface CommandOptions extends Scope {
  readonly actor: Actor;
  /** Makes a repeat harmless for as long as the history lives. Minted when left out. */
  readonly commandId?: string;
  /** When it happened, ISO 8601 with a zone; now when left out. */
  readonly occurredAt?: string;
  /** The version that the caller saw; another one is refused as `version_conflict`. */
  readonly expectedVersion?: number;
  /** Decides, and writes nothing. */
  readonly dryRun?: boolean;
}

/** What a screen needs of one order. */
export interface OrderView<M extends OrderModel> extends Omit<ListedOrder<M>, 'overdue'> {
  /** Every event: possible now, or why not. */
  readonly events: readonly Explanation<M>[];
}

/** `never` where the compiler does not know: for an id, or for `any`. */
type StatusKnown<Subject> = 0 extends Subject & 1
  ? never
  : Subject extends { readonly status: infer Status }
    ? Status
    : never;

/** An order as `place` makes it. */
type Placed<M extends OrderModel, T> = T extends {
  readonly place: { readonly nothing: infer Status };
}
  ? OrderIn<M, Status>
  : M['order'];

/** The events that can be sent to an order: all but those that create one. */
type Sendable<T> = {
  [Type in keyof T]: 'nothing' extends keyof T[Type] ? never : Type;
}[keyof T];

/**
 * What can be asked and done inside a transaction of the host's: all of it is committed with the rest of the host's
 * work, or rolled back with it. Effects are handed over once it is committed: by `effects.drain`.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface OrdersWithin<M extends OrderModel, T> {
  /** Takes an order in. The same source twice is a `duplicate`, with the order that is there. */
  place(draft: Draft, options: CommandOptions): Promise<Outcome<M, Placed<M, T>>>;

  /**
   * Sends an event to an order: by its id, or by the order itself where the caller holds it, which saves a trip and
   * lets the compiler refuse what is not legal from its status.
   */
  send<Subject extends string | M['order'], const Type extends Sendable<T> & EventTypeOf<M>>(
    target: Subject,
    event: { readonly type: Type } & GivenEvent<Type, Legal<M, T, StatusKnown<Subject>, Type>>,
    options: CommandOptions,
  ): Promise<Outcome<M, OrderIn<M, Target<M, T, StatusKnown<Subject>, Type>>>>;

  /** Sends one event to many orders: a receipt for each, in the order of the ids; a repeated id counts once. */
  sendMany<const Type extends Sendable<T> & EventTypeOf<M>>(
    ids: readonly string[],
    event: { readonly type: Type } & GivenEvent<Type, Legal<M, T, never, Type>>,
    options: CommandOptions,
  ): Promise<readonly Receipt<M>[]>;

  /**
   * Sends each order an event of its own, such as the cash that was counted of it: a receipt for each, in their order.
   *
   * @throws OptionsError where an order comes twice
   */
  sendEach<const Type extends Sendable<T> & EventTypeOf<M>>(
    commands: readonly {
      readonly id: string;
      readonly event: { readonly type: Type } & GivenEvent<Type, Legal<M, T, never, Type>>;
    }[],
    options: CommandOptions,
  ): Promise<readonly Receipt<M>[]>;

  /** Takes what a shop's webhook came to. */
  receive(news: News, options?: ReceiveOptions): Promise<Reception<M>>;

  get(id: string, scope?: Scope): Promise<M['order'] | null>;
  explain(id: string, options: Scope & { readonly actor: Actor }): Promise<OrderView<M> | null>;
  /** A page of the orders that a filter admits, each with what it requires of people and how far it is. */
  list(options?: ListOptions<M['order']['status']>): Promise<ListPage<ListedOrder<M>>>;
  /** Every order that a filter admits, one after the other: for an export. It holds one page at a time. */
  each(
    options?: Omit<ListOptions<M['order']['status']>, 'limit' | 'before'>,
  ): AsyncIterableIterator<ListedOrder<M>>;
  /** How many orders a filter admits in each status; every status is there, also with 0. */
  counts(
    options?: CountsOptions<M['order']['status']>,
  ): Promise<Readonly<Record<M['order']['status'], number>>>;
  /** Oldest first. */
  history(id: string, options?: HistoryOptions): Promise<Page<Entry<M>>>;
}

/**
 * The one place that loads, decides, commits and hands effects over.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface Orders<M extends OrderModel, T, Tx = never> extends OrdersWithin<M, T> {
  /** What the orders are held to. */
  readonly lifecycle: Lifecycle<M, T>;

  /**
   * The same inside a transaction that the host has begun: what is done here is committed with the host's own writes. A
   * conflict or a refusal leaves the transaction usable. Takes what the store's client calls a transaction.
   */
  within(tx: Tx): OrdersWithin<M, T>;

  readonly effects: {
    /** Hands over what is owed, of all tenants or of one order, until nothing is due or the budget is used up. */
    drain(options?: DrainOptions): Promise<DrainReport>;
    /** Hands over whatever comes to be due, of all tenants, until the signal is aborted; what is under way is finished first. */
    run(options: RunOptions): Promise<HandedOver>;
    /** What is owed, was handed over or is dead: of all orders or of one, 50 of them when left out. */
    list(
      options: Scope & {
        readonly state: EffectState;
        readonly orderId?: string;
        readonly limit?: number;
      },
    ): Promise<readonly EffectStatus[]>;
    /**
     * Lets a dead one be tried as if it were new. It is handed over now where this process does so after its commits and
     * has somebody to hand it to. Answers whether there was such a dead one.
     */
    sendAgain(effectId: string, scope?: Scope): Promise<boolean>;
    /**
     * Answers a dead one by an event: sends it to the order, and ends the effect where the event was applied. Sent again
     * under the same command id it ends what a crash in between has left.
     */
    answer<const Type extends Sendable<T> & EventTypeOf<M>>(
      effectId: string,
      event: { readonly type: Type } & GivenEvent<Type, Legal<M, T, never, Type>>,
      options: CommandOptions,
    ): Promise<Outcome<M>>;
    /**
     * Forgets what was handed over and made before a time, ISO 8601, of all tenants: all of it, or at most `limit`.
     * Answers how many it forgot.
     */
    prune(options: { readonly before: string; readonly limit?: number }): Promise<number>;
  };

  /** Reports from outside that an order refused, until a person has looked at them. */
  readonly contradictions: {
    list(
      options?: Scope & { readonly orderId?: string; readonly limit?: number },
    ): Promise<readonly Contradiction[]>;
    settle(contradictionId: string, scope?: Scope): Promise<boolean>;
  };
}

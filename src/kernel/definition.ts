import type { Asked, Given, Owing } from './given.js';
import type { Guard } from './guard.js';
import type {
  ActorKindOf,
  BlockerCodeOf,
  EventOf,
  EventTypeOf,
  Model,
  OrderIn,
  StatusOf,
} from './model.js';
import type { Rule } from './rule.js';

/**
 * A lifecycle as data.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Definition<M extends Model> {
  readonly id: string;
  /** A whole number; raise it when orders written by an older one have to be carried forward. */
  readonly version: number;
  /** The status of a new order. */
  readonly initial: StatusOf<M>;
  readonly statuses: { readonly [Status in StatusOf<M>]: StatusDefinition };
  readonly rules: readonly Rule[];
  /** The options of whoever runs it; guards, changes and effects see them. */
  readonly policy: M['policy'];
  /** The accounts that units are moved between, and what is in them when an order is new. */
  readonly accounts?: { readonly [account: string]: Opening };
  /** The kinds of actor that may send every event. */
  readonly superActors?: readonly ActorKindOf<M>[];
  /** Is nothing more expected of this order? A final status is always closed. */
  readonly closed?: (order: M['order']) => boolean;
  /** What the order requires of people now, from its facts. */
  readonly actions?: (held: Held<M>) => readonly M['action'][];
  /**
   * Facts that hold for every order after every event, overrides included. They see the order as it was, too: what has
   * not changed was checked before.
   */
  readonly invariants?: readonly Guard<BlockerCodeOf<M>, Owing<M>>[];
  /** News that comes twice or too late, by event: it changes nothing, also where the event would be legal. */
  readonly late?: { readonly [Type in EventTypeOf<M>]?: OldNews<M, Type> };
  /** Whose word on what happened outside is kept for a person to look at when it is refused. */
  readonly reports?: Reports<M>;
  /** What to send instead, by event and status, where the refusal can say so. */
  readonly instead?: {
    readonly [Type in EventTypeOf<M>]?: { readonly [Status in StatusOf<M>]?: EventTypeOf<M> };
  };
  /** How orders of an older definition are carried forward, by the version they are brought to. */
  readonly upgrades?: { readonly [version: number]: Upgrade };
}

/** What the kernel and the proofs know of a status. */
export interface StatusDefinition {
  /** Its place on the typical path, from 1; left out off the path. */
  readonly step?: number;
  /** No rule leads out of it. */
  readonly final?: boolean;
  /** The accounts in which units may stand meanwhile; others must be empty. */
  readonly holds?: readonly string[];
  /** The accounts that may still hold units when an order is closed in it. */
  readonly keeps?: readonly string[];
}

/** The reports from outside that a refusal must not swallow. */
export interface Reports<M extends Model> {
  /** Who is believed, by event. */
  readonly by: { readonly [Type in EventTypeOf<M>]?: readonly ActorKindOf<M>[] };
  /** The codes, of refusals or of blockers, that contradict a report; others only ask for it to be told better. */
  readonly contradictedBy: readonly (BlockerCodeOf<M> | 'wrong_status' | 'final')[];
  /** What must hold for a report to be believed at all. */
  readonly guards?: readonly Guard<BlockerCodeOf<M>, Asked<M, M['order']>>[];
}

/** How many units of each key an account opens with; `unlimited` is the world outside the order. */
export type Opening = number | 'unlimited';

/** What somebody looks at who asks about an order as it stands. */
export interface Held<M extends Model> {
  readonly order: M['order'];
  readonly policy: M['policy'];
}

/** News that changes nothing: it was known already, or something newer is. */
export type Lateness = 'duplicate' | 'stale';

/** When news of an event is old. What is not is judged by the rules. */
export interface OldNews<M extends Model, Type> {
  /** By the order's status: it always is, or a look at the order and the event tells. */
  readonly in?: {
    readonly [Status in StatusOf<M>]?: Lateness | Telling<M, OrderIn<M, Status>, Type>;
  };
  /** In every status that `in` leaves out. */
  readonly otherwise?: Telling<M, M['order'], Type>;
}

type Telling<M extends Model, Order, Type> = (
  given: Given<M, Order, EventOf<M, Type>>,
) => Lateness | null;

/** One step of carrying old orders forward: statuses renamed first, then the order mapped. */
export interface Upgrade {
  readonly statuses?: { readonly [old: string]: string };
  readonly order?: (old: Readonly<Record<string, unknown>>) => object;
}

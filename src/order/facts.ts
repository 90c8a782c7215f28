import type { Actor } from './actor.js';
import type { Money } from './money.js';
import type { Address, Assignee } from './party.js';
import type { CallOutcome, CancelReason, FailureReason, VisitOutcome } from './reasons.js';

/** The calls of one confirmation cycle, which starts when the order is placed or reopened. */
export interface Calls {
  readonly cycle: number;
  /** When the cycle began; older news is of another one. */
  readonly startedAt: string;
  readonly made: number;
  /** Calls in which the customer was not reached. */
  readonly failed: number;
  readonly last: CallOutcome | null;
  /** When the customer is to be called: set while the shop waits for a yes, of a new order at once; else `null`. */
  readonly nextCallAt: string | null;
}

/** The visits of one delivery cycle, which starts when the parcel leaves. */
export interface Delivery {
  readonly cycle: number;
  /** When the cycle began; older news is of another one. */
  readonly startedAt: string;
  /** Failed visits that count. */
  readonly attempts: number;
  readonly last: VisitOutcome | null;
}

/** What the customer agreed to, as it was then. */
export interface Confirmation {
  readonly at: string;
  readonly by: Actor;
  readonly products: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly quantity: number;
  }[];
  readonly total: Money;
  readonly address: Address;
}

/** How far the parcel is. */
export interface Preparation {
  readonly startedAt: string;
  readonly packagedAt: string | null;
  readonly labelledAt: string | null;
}

/** The number under which a carrier knows the parcel. */
export interface Tracking {
  readonly number: string;
  readonly carrier: string | null;
  readonly url: string | null;
}

/** Who took the parcel, and when. */
export interface Shipment {
  readonly handedTo: Assignee;
  readonly at: string;
}

/** How a failed delivery comes back. */
export interface Return {
  /** Where the goods are: on their way, back, or all is done. */
  readonly state: 'in_transit' | 'received' | 'closed';
  /** What was reported at the door. */
  readonly reason: FailureReason;
  readonly note: string | null;
  readonly at: string;
  readonly by: Actor;
  /** What an investigation found. */
  readonly cause: FailureReason | null;
}

/** Why the order was given up, and by whom. */
export interface Cancellation {
  readonly reason: CancelReason;
  readonly note: string | null;
  readonly at: string;
  readonly by: Actor;
}

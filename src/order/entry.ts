import type { Actor } from './actor.js';

/**
 * One line of an order's history as it is kept: an applied event, with all that replaying it needs.
 *
 * @category Order
 * @since 0.1.0
 */
export interface HistoryEntry {
  readonly tenant: string;
  readonly orderId: string;
  /** The order's version after it. */
  readonly version: number;
  readonly event: { readonly type: string };
  /** The status before it; `nothing` for the event that created the order. */
  readonly from: string;
  readonly to: string;
  readonly actor: Actor;
  /** When it happened, ISO 8601 in UTC. */
  readonly occurredAt: string;
  /** When we learned of it, ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly commandId: string;
}

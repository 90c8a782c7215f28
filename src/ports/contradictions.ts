import type { Actor } from '../order/actor.js';
import type { OrderKey } from './order-key.js';

/**
 * Reports from outside that an order refused, kept until a person has looked at them: a driver's "failed" after
 * "delivered", a shop that cancels what is on its way.
 *
 * - CO-1 The same report of the same order, told twice, is kept once: as it was told last.
 * - CO-2 A settled one is no longer listed, also when it is told again.
 *
 * The event is kept as it was reported, so an `amend` holds the customer's data: treat the list like the orders.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Contradictions<Tx = never> {
  keep(contradiction: Contradiction, tx?: Tx): Promise<void>;
  list(query: {
    readonly tenant: string;
    readonly orderId?: string;
    readonly limit: number;
  }): Promise<readonly Contradiction[]>;
  /** @returns whether there was one to settle */
  settle(key: { readonly tenant: string; readonly contradictionId: string }): Promise<boolean>;
}

export interface Contradiction extends OrderKey {
  /** Made of what was reported, so that a repeat has the same one. */
  readonly contradictionId: string;
  readonly event: { readonly type: string };
  readonly actor: Actor;
  /** The order's status then. */
  readonly status: string;
  /** The refusal's code, or its blockers' codes. */
  readonly codes: readonly string[];
  readonly occurredAt: string;
  readonly recordedAt: string;
}

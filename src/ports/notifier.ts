import type { StoredOrder } from './order-store.js';

/**
 * Tells people things. Called from effects, after the commit that owes them.
 *
 * - NO-1 Every call is harmless when repeated with the same effect id.
 * - NO-2 It throws when the message could not be handed over; the call is then repeated later.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Notifier {
  notify(message: Notification): Promise<void>;
}

export interface Notification {
  readonly effectId: string;
  readonly template: string;
  /** The order as it is when the message goes out: who to tell, and what. */
  readonly order: StoredOrder;
}

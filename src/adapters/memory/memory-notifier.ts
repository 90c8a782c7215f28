import type { Notification, Notifier } from '../../ports/notifier.js';

/** A notifier that a test can look into. */
export interface MemoryNotifier extends Notifier {
  /** Every message that went out, once each. */
  readonly sent: readonly Notification[];
}

/**
 * Keeps messages instead of sending them: for tests, demos and trying things out.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function memoryNotifier(): MemoryNotifier {
  const sent: Notification[] = [];
  return {
    sent,
    async notify(message) {
      await Promise.resolve();
      if (!sent.some(({ effectId }) => effectId === message.effectId))
        sent.push(structuredClone(message));
    },
  };
}

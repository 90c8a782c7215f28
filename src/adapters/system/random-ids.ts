import type { Ids } from '../../ports/ids.js';

/**
 * Ids that nobody else has: UUIDs of version 4, for a store of your own.
 *
 * @category Adapters
 * @since 0.1.0
 */
export const randomIds: Ids = { next: () => crypto.randomUUID() };

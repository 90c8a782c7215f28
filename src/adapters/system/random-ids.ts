import type { Ids } from '../../ports/ids.js';

/** Ids that nobody else has: UUIDs of version 4. */
export const randomIds: Ids = { next: () => crypto.randomUUID() };

import { memoryStore } from 'cod-lifecycle/memory';
import type { StoreUnderTest } from 'cod-lifecycle/testing';

/** The memory store, for any runner. */
export const memoryUnderTest = {
  name: 'memory',
  open: async () => ({ store: memoryStore(), close: async () => {} }),
  lacks: {
    connections: 'it lives in one process',
    transactions: 'there is no host transaction to join',
    durability: 'it ends with the process',
    schema: 'it has no tables',
  },
} satisfies StoreUnderTest;

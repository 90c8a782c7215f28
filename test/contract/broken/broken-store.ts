import type { OrderStore } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import type { OpenStore, StoreUnderTest } from 'cod-lifecycle/testing';
import { memoryUnderTest } from '../memory-under-test.ts';
import { memoryDatabase } from './memory-database.ts';
import type { HostTransaction, MemoryDatabase } from './memory-database.ts';

/** A store with one defect, and the checks that are there to catch it. */
export interface BrokenStore {
  readonly underTest: StoreUnderTest<HostTransaction>;
  readonly caughtBy: readonly string[];
}

/** A memory store that does some things in its own way. */
export function brokenMemory(
  name: string,
  caughtBy: readonly string[],
  otherwise: (store: OrderStore) => Partial<OrderStore>,
): BrokenStore {
  return {
    caughtBy,
    underTest: {
      name,
      lacks: memoryUnderTest.lacks,
      async open() {
        const store = memoryStore();
        return { store: { ...store, ...otherwise(store) }, close: async () => {} };
      },
    },
  };
}

/** A database of which every connection does some things in its own way; or all of it does. */
export function brokenDatabase(
  name: string,
  caughtBy: readonly string[],
  otherwise: (
    store: OrderStore<HostTransaction>,
  ) => Partial<OrderStore<HostTransaction>> = () => ({}),
  opened: (database: MemoryDatabase) => Partial<OpenStore<HostTransaction>> = () => ({}),
): BrokenStore {
  return {
    caughtBy,
    underTest: {
      name,
      async open() {
        const database = memoryDatabase();
        const spoilt = (store: OrderStore<HostTransaction>) => ({ ...store, ...otherwise(store) });
        return {
          ...database,
          store: spoilt(database.store),
          another: async () => spoilt(await database.another()),
          crash: async () => spoilt(await database.crash()),
          atRelease: async (release) => spoilt(await database.atRelease(release)),
          ...opened(database),
        };
      },
    },
  };
}

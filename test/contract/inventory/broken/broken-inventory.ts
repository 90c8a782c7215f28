import type { Inventory, StockRequest } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import type { MemoryInventory } from 'cod-lifecycle/memory';
import type { InventoryUnderTest, OpenInventory } from 'cod-lifecycle/testing';
import { inMemory } from '../places.ts';

/** An inventory with one defect, and the checks that are there to catch it. */
export interface BrokenInventory {
  readonly underTest: InventoryUnderTest;
  readonly caughtBy: readonly string[];
}

/** An inventory in memory that does some things in its own way. */
export function broken(
  name: string,
  caughtBy: readonly string[],
  otherwise: (memory: MemoryInventory) => Partial<Inventory>,
  seen: (open: OpenInventory) => Partial<OpenInventory> = () => ({}),
): BrokenInventory {
  return {
    caughtBy,
    underTest: {
      name,
      lacks: inMemory.lacks ?? {},
      async open() {
        const memory = memoryInventory();
        const { reserve, release, commit, restock, writeOff } = memory;
        const inventory = { reserve, release, commit, restock, writeOff, ...otherwise(memory) };
        const open: OpenInventory = {
          inventory,
          receive: async (sku, units) => memory.receive(sku, units),
          stock: async (sku) => ({ missing: 0, ...memory.stock(sku) }),
          close: async () => {},
        };
        return { ...open, ...seen(open) };
      },
    },
  };
}

/** Every call, with what is asked of it changed on its way. */
export const asking = (
  { reserve, release, commit, restock, writeOff }: Inventory,
  change: (request: StockRequest) => StockRequest,
): Inventory => ({
  reserve: async (request) => reserve(change(request)),
  release: async (request) => release(change(request)),
  commit: async (request) => commit(change(request)),
  restock: async (request) => restock(change(request)),
  writeOff: async (request) => writeOff(change(request)),
});

/** Does work once for each effect, so that only what it does is broken. */
export function oncePerEffect<Answer>(work: (request: StockRequest) => Promise<Answer>) {
  const answers = new Map<string, Promise<Answer>>();
  return async (request: StockRequest): Promise<Answer> => {
    const answer = answers.get(request.effectId) ?? work(request);
    answers.set(request.effectId, answer);
    return answer;
  };
}

/** Likewise, and one after the other: nothing is broken by what comes at once. */
export function inTurns<Answer>(work: (request: StockRequest) => Promise<Answer>) {
  let last: Promise<unknown> = Promise.resolve();
  return oncePerEffect(async (request: StockRequest): Promise<Answer> => {
    const turn = last.then(async () => work(request));
    last = turn.catch(() => undefined);
    return turn;
  });
}

import { setTimeout as pause } from 'node:timers/promises';
import { createOrders } from 'cod-lifecycle';
import type { Inventory, Notifier, OrderStore, StockRequest } from 'cod-lifecycle';
import { lifecycle } from '../shop-under-fault.ts';
import { hooksWith } from './hooked.ts';
import type { Note } from './notes.ts';
import type { HandOver } from './shift.ts';

/** So short that what a dead worker had in hands is free again soon, and nobody is given up for having died over it. */
const retry = {
  timeoutMs: 2_000,
  crashes: 1_000,
  errors: 1_000,
  firstPauseMs: 50,
  longestPauseMs: 500,
};
const slowMs = 400;

/** Of fifty hooks, one takes its time: the same one, whoever calls it. */
const isSlow = (effectId: string): boolean =>
  Buffer.from(effectId).reduce((sum, byte) => (sum * 31 + byte) % 9973, 7) % 50 === 0;

export interface Ears {
  readonly by: string;
  readonly note: (note: Note) => void;
  /** Told when something begins that takes a while. */
  readonly slow: (effectId: string) => void;
}

/** A shop whose outside notes whatever it hears, before it does anything with it. */
export function receivingShop(
  { store, inventory }: { readonly store: OrderStore; readonly inventory: Inventory },
  { by, note, slow }: Ears,
  handOver: HandOver,
) {
  const noted =
    <Answer>(call: (request: StockRequest) => Promise<Answer>) =>
    (request: StockRequest): Promise<Answer> => {
      note({ heard: request.effectId, as: 'stock', by });
      return call(request);
    };
  const stock: Inventory = {
    reserve: noted(inventory.reserve),
    release: noted(inventory.release),
    commit: noted(inventory.commit),
    restock: noted(inventory.restock),
    writeOff: noted(inventory.writeOff),
  };
  const notifier: Notifier = {
    notify: async ({ effectId }) => note({ heard: effectId, as: 'message', by }),
  };
  const on = hooksWith(async ({ effectId }) => {
    note({ heard: effectId, as: 'hook', by });
    if (!isSlow(effectId)) return;
    slow(effectId);
    await pause(slowMs);
  });
  return createOrders({
    lifecycle,
    store,
    inventory: stock,
    notifier,
    on,
    retry,
    handOver,
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cod, createOrders } from 'cod-lifecycle';
import type { CodLifecycle, Inventory } from 'cod-lifecycle';
import { memoryInventory, memoryNotifier } from 'cod-lifecycle/memory';
import { sqliteStore } from 'cod-lifecycle/sqlite';

export const lifecycle: CodLifecycle = cod();
export const stock = memoryInventory({ 'ARGAN-100': 10, 'TAJINE-28': 1, 'SAVON-NOIR': 20 });
export const notifier = memoryNotifier();

/** The way to the stock system, which is a machine of its own. */
export const network = { down: false };

const inventory: Inventory = {
  ...stock,
  async reserve(request) {
    if (network.down) throw new Error('The stock system cannot be reached');
    return stock.reserve(request);
  },
};

/** The file that the orders are in, among the temporary ones. */
export function orderFile(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cod-day-'));
  return {
    path: join(folder, 'orders.db'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Opens the file, and runs the lifecycle on it. */
export function openShop(path: string, now: () => string) {
  const db = new DatabaseSync(path);
  const store = sqliteStore(db, { now });
  return {
    orders: createOrders({ lifecycle, store, inventory, notifier }),
    close: () => db.close(),
  };
}

import { addingUp } from './checks/adding-up.js';
import { comingBack } from './checks/coming-back.js';
import { holding } from './checks/holding.js';
import { inTheirOrder } from './checks/in-their-order.js';
import { keepingApart } from './checks/keeping-apart.js';
import { leaving } from './checks/leaving.js';
import { releasing } from './checks/releasing.js';
import { repeating } from './checks/repeating.js';
import { sayingWhatItLacks } from './checks/saying-what-it-lacks.js';
import type { InventoryCheck } from './inventory-check.js';

/**
 * Everything that the port promises of a shop's stock, as data: each check opens an inventory of its own, and throws when
 * that does not keep the promise.
 *
 * @example
 * ```ts
 * import { memoryInventory } from 'cod-lifecycle/memory';
 * import { inventoryChecks } from 'cod-lifecycle/testing';
 *
 * const memory = {
 *   open: async () => {
 *     const inventory = memoryInventory();
 *     return {
 *       inventory,
 *       receive: async (sku: string, units: number) => inventory.receive(sku, units),
 *       stock: async (sku: string) => inventory.stock(sku),
 *       close: async () => {},
 *     };
 *   },
 * };
 * const check = inventoryChecks.find(({ id }) => id === 'last-unit');
 * check?.rules; //=> ['IN-2']
 * await check?.run(memory);
 * ```
 * @category Testing
 * @since 0.1.0
 */
export const inventoryChecks: readonly InventoryCheck[] = [
  ...sayingWhatItLacks,
  ...repeating,
  ...holding,
  ...releasing,
  ...leaving,
  ...comingBack,
  ...keepingApart,
  ...inTheirOrder,
  ...addingUp,
];

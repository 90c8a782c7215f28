import type { ContractReport, NotRun } from '../contract/run-checks.js';
import { runChecks } from '../contract/run-checks.js';
import type { InventoryCapability } from './capability.js';
import type { InventoryCheck } from './inventory-check.js';
import { inventoryChecks } from './inventory-checks.js';
import type { InventoryUnderTest } from './inventory-under-test.js';

/**
 * A check that cannot be run on an inventory, and why.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface InventoryCheckNotRun extends NotRun<InventoryCheck, InventoryCapability> {}

/**
 * What came of the checks of an inventory: each is in one of the three.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface InventoryReport extends ContractReport<InventoryCheck, InventoryCapability> {}

/**
 * Runs the checks without any test runner, one after the other.
 *
 * @param checks some of {@link inventoryChecks}; all when left out
 * @example
 * ```ts
 * import { memoryInventory } from 'cod-lifecycle/memory';
 * import { runInventoryChecks } from 'cod-lifecycle/testing';
 *
 * const { passed, failed } = await runInventoryChecks({
 *   name: 'memory',
 *   open: async () => {
 *     const inventory = memoryInventory();
 *     return {
 *       inventory,
 *       receive: async (sku, units) => inventory.receive(sku, units),
 *       stock: async (sku) => ({ missing: 0, ...inventory.stock(sku) }),
 *       close: async () => {},
 *     };
 *   },
 *   lacks: { connections: 'it lives in one process', tenants: 'it is the stock of one shop' },
 * });
 * failed; //=> []
 * passed.length > 25; //=> true
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function runInventoryChecks(
  underTest: InventoryUnderTest,
  checks: readonly InventoryCheck[] = inventoryChecks,
): Promise<InventoryReport> {
  return runChecks(underTest, checks);
}

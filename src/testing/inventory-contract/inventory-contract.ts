import { registerChecks } from '../contract/register-checks.js';
import type { RegisteredContract, TestRunner } from '../contract/register-checks.js';
import type { InventoryCapability } from './capability.js';
import type { InventoryCheck } from './inventory-check.js';
import { inventoryChecks } from './inventory-checks.js';
import type { InventoryUnderTest } from './inventory-under-test.js';

/**
 * What was registered for an inventory.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface InventoryContract extends RegisteredContract<
  InventoryCheck,
  InventoryCapability
> {}

/**
 * Registers a test for each promise that the port of the shop's stock makes, so that an inventory of your own can be held
 * to them. A check that it cannot be put to is registered as well, under a title that says why it is not run.
 *
 * Each check opens an inventory of its own. Where a runner's usual limit for a test is too short for a database, hand in
 * an `it` that sets another: `(title, run) => it(title, run, 60_000)`.
 *
 * @example
 * ```ts no-run -- it registers tests, which only a test runner takes
 * import { DatabaseSync } from 'node:sqlite';
 * import { describe, it } from 'vitest';
 * import { sqliteInventory } from 'cod-lifecycle/sqlite';
 * import { inventoryContract } from 'cod-lifecycle/testing';
 *
 * inventoryContract({ describe, it }, {
 *   name: 'SQLite',
 *   open: async () => {
 *     const db = new DatabaseSync(':memory:');
 *     const inventory = sqliteInventory(db);
 *     let receipts = 0;
 *     return {
 *       inventory,
 *       receive: (sku, units, tenant) =>
 *         inventory.receive({ tenant, sku, units, receiptId: `${++receipts}` }),
 *       stock: (sku, tenant) => inventory.stock(sku, { tenant }),
 *       close: async () => db.close(),
 *     };
 *   },
 *   lacks: { connections: 'what is in memory has one connection' },
 * });
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function inventoryContract(
  runner: TestRunner,
  underTest: InventoryUnderTest,
): InventoryContract {
  return registerChecks(runner, 'inventory', underTest, inventoryChecks);
}

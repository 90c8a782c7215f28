import type { InventoryCapability } from './capability.js';
import type { InventoryCheck } from './inventory-check.js';
import { inventoryChecks } from './inventory-checks.js';
import type { InventoryUnderTest } from './inventory-under-test.js';

/** A check that cannot be run, and why. */
export interface InventoryCheckNotRun {
  readonly check: InventoryCheck;
  readonly lacks: InventoryCapability;
  readonly because: string;
}

/** What came of the checks: each is in one of the three. */
export interface InventoryReport {
  readonly passed: readonly InventoryCheck[];
  readonly failed: readonly { readonly check: InventoryCheck; readonly error: unknown }[];
  readonly notRun: readonly InventoryCheckNotRun[];
}

/** Why a check cannot be run on an inventory that says what it lacks; `null` where it can. */
export function notRunOn(
  check: InventoryCheck,
  { lacks = {} }: Pick<InventoryUnderTest, 'lacks'>,
): InventoryCheckNotRun | null {
  for (const need of check.needs) {
    const because = lacks[need];
    if (because !== undefined) return { check, lacks: need, because };
  }
  return null;
}

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
export async function runInventoryChecks(
  underTest: InventoryUnderTest,
  checks: readonly InventoryCheck[] = inventoryChecks,
): Promise<InventoryReport> {
  const passed: InventoryCheck[] = [];
  const failed: { readonly check: InventoryCheck; readonly error: unknown }[] = [];
  const notRun: InventoryCheckNotRun[] = [];
  for (const check of checks) {
    const reason = notRunOn(check, underTest);
    if (reason) {
      notRun.push(reason);
      continue;
    }
    try {
      await check.run(underTest);
      passed.push(check);
    } catch (error) {
      failed.push({ check, error });
    }
  }
  return { passed, failed, notRun };
}

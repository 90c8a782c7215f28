import type { ContractReport, NotRun } from '../contract/run-checks.js';
import { runChecks } from '../contract/run-checks.js';
import type { Capability } from './capability.js';
import type { StoreCheck } from './store-check.js';
import { storeChecks } from './store-checks.js';
import type { StoreUnderTest } from './store-under-test.js';

/**
 * A check that cannot be run on a store, and why.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface CheckNotRun extends NotRun<StoreCheck, Capability> {}

/**
 * What came of the checks of a store: each is in one of the three.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface StoreReport extends ContractReport<StoreCheck, Capability> {}

/**
 * Runs the checks without any test runner, one after the other.
 *
 * @param checks some of {@link storeChecks}; all when left out
 * @example
 * ```ts
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { runStoreChecks } from 'cod-lifecycle/testing';
 *
 * const { passed, failed, notRun } = await runStoreChecks({
 *   name: 'memory',
 *   open: async () => ({ store: memoryStore(), close: async () => {} }),
 *   lacks: {
 *     connections: 'it lives in one process',
 *     transactions: 'there is no host transaction to join',
 *     durability: 'it ends with the process',
 *     schema: 'it has no tables',
 *   },
 * });
 * failed; //=> []
 * passed.length > 70; //=> true
 * notRun.some(({ check }) => check.rules.includes('OS-13')); //=> true
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function runStoreChecks<Tx = never>(
  underTest: StoreUnderTest<Tx>,
  checks: readonly StoreCheck[] = storeChecks,
): Promise<StoreReport> {
  return runChecks(underTest, checks);
}

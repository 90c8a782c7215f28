import { registerChecks } from '../contract/register-checks.js';
import type { RegisteredContract, TestRunner } from '../contract/register-checks.js';
import type { Capability } from './capability.js';
import type { StoreCheck } from './store-check.js';
import { storeChecks } from './store-checks.js';
import type { StoreUnderTest } from './store-under-test.js';

/**
 * What was registered for a store.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface StoreContract extends RegisteredContract<StoreCheck, Capability> {}

/**
 * Registers a test for each promise that the port of the orders' store makes, so that a store of your own can be held to
 * them. A check that the store cannot be put to is registered as well, under a title that says why it is not run.
 *
 * Each check opens a store of its own. Where a runner's usual limit for a test is too short for a database, hand in an
 * `it` that sets another: `(title, run) => it(title, run, 60_000)`.
 *
 * @example
 * ```ts no-run -- it registers tests, which only a test runner takes
 * import { describe, it } from 'vitest';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { storeContract } from 'cod-lifecycle/testing';
 *
 * storeContract({ describe, it }, {
 *   name: 'memory',
 *   open: async () => ({ store: memoryStore(), close: async () => {} }),
 *   lacks: {
 *     connections: 'it lives in one process',
 *     transactions: 'there is no host transaction to join',
 *     durability: 'it ends with the process',
 *     schema: 'it has no tables',
 *   },
 * });
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function storeContract<Tx = never>(
  runner: TestRunner,
  underTest: StoreUnderTest<Tx>,
): StoreContract {
  return registerChecks(runner, 'store', underTest, storeChecks);
}

import type { Capability } from './capability.js';
import type { StoreCheck } from './store-check.js';
import { storeChecks } from './store-checks.js';
import type { StoreUnderTest } from './store-under-test.js';

/** A check that cannot be run, and why. */
export interface CheckNotRun {
  readonly check: StoreCheck;
  readonly lacks: Capability;
  readonly because: string;
}

/** What came of the checks: each is in one of the three. */
export interface StoreReport {
  readonly passed: readonly StoreCheck[];
  readonly failed: readonly { readonly check: StoreCheck; readonly error: unknown }[];
  readonly notRun: readonly CheckNotRun[];
}

/** Why a check cannot be run on a store that says what it lacks; `null` where it can. */
export function notRunOn<Tx>(
  check: StoreCheck,
  { lacks = {} }: Pick<StoreUnderTest<Tx>, 'lacks'>,
): CheckNotRun | null {
  for (const need of check.needs) {
    const because = lacks[need];
    if (because !== undefined) return { check, lacks: need, because };
  }
  return null;
}

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
export async function runStoreChecks<Tx = never>(
  underTest: StoreUnderTest<Tx>,
  checks: readonly StoreCheck[] = storeChecks,
): Promise<StoreReport> {
  const passed: StoreCheck[] = [];
  const failed: { readonly check: StoreCheck; readonly error: unknown }[] = [];
  const notRun: CheckNotRun[] = [];
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

import type { CheckNotRun } from './run-store-checks.js';
import { notRunOn } from './run-store-checks.js';
import { storeChecks } from './store-checks.js';
import type { StoreUnderTest } from './store-under-test.js';

/** Where tests are registered: the `describe` and the `it` of vitest, of `node:test`, or of any other runner. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, run: () => Promise<void>) => unknown;
}

/** What was registered. */
export interface StoreContract {
  /** How many tests: one for each check, those not run included. */
  readonly checks: number;
  readonly notRun: readonly CheckNotRun[];
}

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
  { describe, it }: TestRunner,
  underTest: StoreUnderTest<Tx>,
): StoreContract {
  const groups = [...new Set(storeChecks.map(({ group }) => group))];
  describe(`the contract of the ${underTest.name} store`, () => {
    for (const group of groups) {
      describe(group, () => {
        for (const check of storeChecks) {
          if (check.group !== group) continue;
          const reason = notRunOn(check, underTest);
          if (reason) it(titleOf(reason), () => Promise.resolve());
          else it(check.title, () => check.run(underTest));
        }
      });
    }
  });
  const notRun = storeChecks.flatMap((check) => notRunOn(check, underTest) ?? []);
  return { checks: storeChecks.length, notRun };
}

const titleOf = ({ check, lacks, because }: CheckNotRun): string =>
  `not run: ${check.title} (this store lacks ${lacks}: ${because})`;

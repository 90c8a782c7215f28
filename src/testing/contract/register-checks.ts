import type { AnyCheck, UnderTest } from './check.js';
import { notRunOn } from './run-checks.js';
import type { NotRun } from './run-checks.js';

/**
 * Where tests are registered: the `describe` and the `it` of vitest, of `node:test`, or of any other runner.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, run: () => Promise<void>) => unknown;
}

/**
 * What was registered.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface RegisteredContract<Check, Need extends string> {
  /** How many tests: one for each check, those not run included. */
  readonly checks: number;
  readonly notRun: readonly NotRun<Check, Need>[];
}

/**
 * Registers a test for each check, group by group. One that cannot be run is registered as well, under a title that says
 * why.
 *
 * @param kind what is under test, in a word
 */
export function registerChecks<Subject, Need extends string, Check extends AnyCheck<Need, Subject>>(
  { describe, it }: TestRunner,
  kind: string,
  underTest: Subject & UnderTest<Need>,
  checks: readonly Check[],
): RegisteredContract<Check, Need> {
  const groups = [...new Set(checks.map(({ group }) => group))];
  describe(`the contract of the ${underTest.name} ${kind}`, () => {
    for (const group of groups) {
      describe(group, () => {
        for (const check of checks) {
          if (check.group !== group) continue;
          const reason = notRunOn(underTest, check);
          if (reason) it(titleOf(kind, reason), () => Promise.resolve());
          else it(check.title, () => check.run(underTest));
        }
      });
    }
  });
  return {
    checks: checks.length,
    notRun: checks.flatMap((check) => notRunOn(underTest, check) ?? []),
  };
}

const titleOf = (
  kind: string,
  { check, lacks, because }: NotRun<{ readonly title: string }, string>,
): string => `not run: ${check.title} (this ${kind} lacks ${lacks}: ${because})`;

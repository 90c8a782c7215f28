import type { AnyCheck, UnderTest } from './check.js';

/**
 * A check that cannot be run, and why.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface NotRun<Check, Need extends string> {
  readonly check: Check;
  readonly lacks: Need;
  readonly because: string;
}

/**
 * What came of the checks: each is in one of the three.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface ContractReport<Check, Need extends string> {
  readonly passed: readonly Check[];
  readonly failed: readonly { readonly check: Check; readonly error: unknown }[];
  readonly notRun: readonly NotRun<Check, Need>[];
}

/** Why a check cannot be run on what says that it lacks something; `null` where it can. */
export function notRunOn<Check extends { readonly needs: readonly Need[] }, Need extends string>(
  { lacks }: UnderTest<Need>,
  check: Check,
): NotRun<Check, Need> | null {
  for (const need of check.needs) {
    const because = lacks?.[need];
    if (because !== undefined) return { check, lacks: need, because };
  }
  return null;
}

/** Runs checks without any test runner, one after the other. */
export async function runChecks<
  Subject,
  Need extends string,
  Check extends AnyCheck<Need, Subject>,
>(
  underTest: Subject & UnderTest<Need>,
  checks: readonly Check[],
): Promise<ContractReport<Check, Need>> {
  const passed: Check[] = [];
  const failed: { readonly check: Check; readonly error: unknown }[] = [];
  const notRun: NotRun<Check, Need>[] = [];
  for (const check of checks) {
    const reason = notRunOn(underTest, check);
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

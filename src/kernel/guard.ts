/**
 * A fact that must hold before a transition, with the code it is refused under.
 *
 * `check` is pure and total: it answers {@link allow} or {@link block}. One that throws, or answers with anything
 * else (a promise, say), counts as refused under the code `guard_failed`.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Guard<Code extends string, In> {
  readonly code: Code;
  readonly check: (asked: In) => Verdict;
}

/** What a guard answers. */
export type Verdict<Params extends object = object> = typeof allow | Blocked<Params>;

/** A guard's no, with the facts that its text needs. */
export interface Blocked<Params extends object = object> {
  readonly blocked: Params;
}

/** A guard's yes. */
export const allow = null;

const bare: Blocked<Record<never, never>> = { blocked: {} };

/**
 * A guard's no, with the facts that explain it: whole numbers, strings and lists of them.
 *
 * @category Kernel
 * @since 0.1.0
 */
export function block(): Blocked<Record<never, never>>;
export function block<const Params extends object>(params: Params): Blocked<Params>;
export function block(params?: object): Blocked {
  return params === undefined ? bare : { blocked: params };
}

/**
 * Something that is wrong with a definition, and the shortest way to see it.
 *
 * - `unreachable_status` no explored order ever gets there
 * - `trap` an open order that can never leave its status
 * - `no_way_to_final` an open order that moves, and never closes
 * - `final_with_exit` a final status that an event leads out of
 * - `never_fires` an event that no order in a status where it is legal satisfies
 * - `leaked` units left in an account that must be empty by then
 * - `taken_twice` units taken a second time from where they had been taken
 * - `taken_unheld` units taken from where there never were any
 * - `function_failed` a guard or a change that failed instead of answering
 * - `out_of_order` a path that breaks a rule on the order of things
 * - `missing_label` a status or an event without a label
 * - `not_explored` there is more to explore than allowed; nothing else is proved
 *
 * @category Verify
 * @since 0.1.0
 */
export interface Fault {
  readonly code:
    | 'unreachable_status'
    | 'trap'
    | 'no_way_to_final'
    | 'final_with_exit'
    | 'never_fires'
    | 'leaked'
    | 'taken_twice'
    | 'taken_unheld'
    | 'function_failed'
    | 'out_of_order'
    | 'missing_label'
    | 'not_explored';
  /** The status, or `event @ status`, that it concerns. */
  readonly at: string;
  readonly message: string;
  /** The shortest sequence of events that shows it; empty where nothing leads there. */
  readonly path: readonly Step[];
}

/** One event of a path. */
export interface Step {
  readonly event: { readonly type: string };
  readonly actor: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What was explored, and what is wrong. Without faults, every state that the samples can lead to was seen.
 *
 * @category Verify
 * @since 0.1.0
 */
export interface Report {
  readonly ok: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly faults: readonly Fault[];
}

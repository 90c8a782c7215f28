/**
 * Something owed to the outside, as a transition plans it.
 *
 * The kernel runs `plan` after the change, in the order in which the transition lists its effects. `moves` says, as
 * data, between which accounts the effect moves units, so that the definition itself can be proved.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface EffectPlan<Type extends string, In> {
  readonly type: Type;
  readonly moves?: Moves<never>;
  readonly plan: (given: In) => Planned | null;
}

/** The accounts that an effect takes units from and the one it puts them in. */
export interface Moves<Effect> {
  readonly from: readonly string[];
  readonly to: string;
  /** What one planned effect moves. */
  readonly units: (effect: Effect) => readonly Posting[];
}

/** So many units of one key (a line, say) that leave one account. Units are whole numbers. */
export interface Posting {
  readonly key: string;
  readonly from: string;
  readonly units: number;
}

/** One effect that is owed, and what planning it changes on the order (its books, say). */
export interface Planned {
  readonly effect: { readonly type: string };
  readonly change?: object;
}

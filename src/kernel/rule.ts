import type { EffectPlan } from './effect.js';
import type { Gained } from './gained.js';
import type { Asked, Given, Owing } from './given.js';
import type { Guard } from './guard.js';
import type {
  ActorKindOf,
  BlockerCodeOf,
  EffectTypeOf,
  EventOf,
  Model,
  Nothing,
  OrderIn,
  StatusOf,
} from './model.js';

/**
 * One line of the transition table: an event, where it is legal, and where it leads.
 *
 * `Steps` (a map from each source status to its targets) and `M` exist for the compiler alone.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Rule<Type extends string = string, Steps = unknown, M = unknown> {
  readonly type: Type;
  readonly steps?: Steps;
  readonly model?: M;
  /** The statuses it is legal in, or `nothing` for a rule that creates the order. */
  readonly from: readonly string[];
  /** Where it leads; empty when it keeps the status. More than one needs a `choose`. */
  readonly to: readonly string[];
  readonly by: readonly string[];
  readonly guards: readonly Guard<string, never>[];
  readonly effects: readonly EffectPlan<string, never>[];
  readonly choose?: (given: never) => string;
  readonly apply?: (given: never) => object;
  /** Stands outside the table: it does not count when paths and final statuses are judged. */
  readonly override: boolean;
}

/** What every kind of rule says. */
interface Parts<M extends Model, Type, From, To> {
  /** Who may send it. Anyone else is `forbidden`, except the kinds that the definition lets do everything. */
  readonly by: readonly ActorKindOf<M>[];
  /** Facts that must hold; all are asked, none stops the others from being asked. */
  readonly guards?: readonly Guard<
    BlockerCodeOf<M>,
    Asked<M, OrderIn<M, From>, EventOf<M, Type>>
  >[];
  /** What is owed for it, in this order; each sees the order as it will be, and as it was. */
  readonly effects?: readonly EffectPlan<
    EffectTypeOf<M>,
    Owing<M, OrderIn<M, From>, OrderIn<M, To>, EventOf<M, Type>>
  >[];
  /** Stands outside the table: it does not count when paths and final statuses are judged. */
  readonly override?: boolean;
}

type Seen<M extends Model, Type, From> = Given<M, OrderIn<M, From>, EventOf<M, Type>>;

/** Changes are made at once: a promise is none. */
interface AtOnce {
  readonly then?: never;
}

type Change<M extends Model, Type, From, To> = (
  given: Seen<M, Type, From>,
) => Gained<M, From, To> & AtOnce;

/** `apply` may be left out when nothing has to be given. */
type Applied<M extends Model, Type, From, To> =
  Record<never, never> extends Gained<M, From, To>
    ? { readonly apply?: Change<M, Type, From, To> }
    : { readonly apply: Change<M, Type, From, To> };

/** Leads from some statuses to one other. */
export type Transition<
  M extends Model,
  Type,
  From extends StatusOf<M>,
  To extends StatusOf<M>,
> = Parts<M, Type, From, To> &
  Applied<M, Type, From, To> & { readonly from: readonly From[]; readonly to: To };

/** Leads from some statuses to one of several, by a pure choice. */
export type Branching<
  M extends Model,
  Type,
  From extends StatusOf<M>,
  To extends StatusOf<M>,
> = Parts<M, Type, From, To> &
  Applied<M, Type, From, To> & {
    readonly from: readonly From[];
    readonly to: readonly To[];
    readonly choose: (given: Seen<M, Type, From>) => NoInfer<To>;
  };

/** Keeps the status. */
export type Update<M extends Model, Type, In extends StatusOf<M>> = Parts<M, Type, In, In> & {
  readonly in: readonly In[];
  readonly apply?: (given: Seen<M, Type, In>) => Partial<OrderIn<M, In>> & AtOnce;
};

/** Makes the order out of nothing. */
export type Creation<M extends Model, Type, To extends StatusOf<M>> = Parts<
  M,
  Type,
  Nothing,
  To
> & {
  readonly to: To;
  readonly apply: Change<M, Type, Nothing, To>;
};

/**
 * The words a lifecycle is written in: what moves, what may be asked of it, what is owed for it, who asks,
 * why it may be refused, and the options of whoever runs it.
 *
 * `order` is a union discriminated by `status`; `event`, `effect` by `type`; `actor` by `kind`; `blocker` by `code`.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Model {
  order: Stamped;
  event: { readonly type: string };
  effect: { readonly type: string };
  actor: { readonly kind: string };
  blocker: { readonly code: string; readonly params: object };
  /** What an order can require of people. */
  action: string;
  policy: object;
}

/**
 * A model with more words: `interface MyCod extends Extended<Cod, { order: PostponedOrder }> {}`.
 *
 * @category Kernel
 * @since 0.1.0
 */
export type Extended<M extends Model, More extends Partial<Model>> = {
  [Word in keyof Model]: Word extends keyof More ? M[Word] | NonNullable<More[Word]> : M[Word];
};

/**
 * The fields of an order that the kernel alone writes.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Stamped {
  readonly status: string;
  /** 1 for a new order, one more for each applied event. */
  readonly version: number;
  /** When the order entered its status, ISO 8601 in UTC. */
  readonly enteredAt: string;
  /** When the last event was recorded, ISO 8601 in UTC. */
  readonly updatedAt: string;
  /** Which definition wrote the order last: `id@version#fingerprint`. */
  readonly definition: string;
}

/** The place an order comes from when an event creates it. */
export type Nothing = 'nothing';

export type StatusOf<M extends Model> = M['order']['status'];
export type EventTypeOf<M extends Model> = M['event']['type'];
export type EffectTypeOf<M extends Model> = M['effect']['type'];
export type ActorKindOf<M extends Model> = M['actor']['kind'];
export type BlockerCodeOf<M extends Model> = M['blocker']['code'];

/** The order as it is known to be in one of these statuses; `null` before it exists. */
export type OrderIn<M extends Model, Status> = [Status] extends [never]
  ? never
  : Status extends Nothing
    ? null
    : Extract<M['order'], { readonly status: Status }>;

/** The event of one type, with its payload. */
export type EventOf<M extends Model, Type> = Extract<M['event'], { readonly type: Type }>;

/** The effect of one type, with its data. */
export type EffectOf<M extends Model, Type> = Extract<M['effect'], { readonly type: Type }>;

/** The parameters that go with a blocker's code. */
export type ParamsOf<M extends Model, Code> = Extract<
  M['blocker'],
  { readonly code: Code }
>['params'];

/** The statuses that an order may be in as far as the compiler knows; {@link Nothing} for `null`. */
export type StatusIn<Order> = 0 extends Order & 1
  ? never
  : Order extends { readonly status: infer Status }
    ? Status
    : Order extends null
      ? Nothing
      : never;

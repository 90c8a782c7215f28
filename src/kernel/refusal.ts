import type { ActorKindOf, EventTypeOf, Model, Nothing, StatusOf } from './model.js';

/**
 * Business said no, and nothing changed. A value, never thrown.
 *
 * - `wrong_status` the event is not legal from the order's status
 * - `final` likewise, and nothing ever leads out of that status
 * - `forbidden` this kind of actor may not send it (there)
 * - `blocked` every guard or invariant that said no
 * - `invalid` the question itself is malformed: each fault with its path
 * - `duplicate` what the event reports is known already
 * - `stale` something newer is known
 *
 * @category Kernel
 * @since 0.1.0
 */
export type Refusal<M extends Model> =
  | WrongStatus<M>
  | Forbidden<M>
  | Blocking<M>
  | Invalid
  | {
      readonly code: 'duplicate' | 'stale';
      readonly event: EventTypeOf<M>;
      readonly status: StatusOf<M>;
    };

interface Where<M extends Model> {
  readonly event: EventTypeOf<M>;
  readonly status: StatusOf<M> | Nothing;
  /** The events that this actor could send now, guards aside. */
  readonly possible: readonly EventTypeOf<M>[];
}

export interface WrongStatus<M extends Model> extends Where<M> {
  readonly code: 'wrong_status' | 'final';
  /** The statuses in which the event is legal. */
  readonly legalFrom: readonly (StatusOf<M> | Nothing)[];
  /** The event that says it in this status. */
  readonly instead?: EventTypeOf<M>;
}

export interface Forbidden<M extends Model> extends Where<M> {
  readonly code: 'forbidden';
  readonly actor: ActorKindOf<M>;
  /** Who may send it here; anywhere, if it is legal nowhere near. */
  readonly allowed: readonly ActorKindOf<M>[];
}

export interface Blocking<M extends Model> extends Where<M> {
  readonly code: 'blocked';
  readonly blockers: readonly (M['blocker'] | Failure)[];
}

/** A guard or a change that failed instead of answering; it fails closed. */
export interface Failure {
  readonly code: 'guard_failed' | 'apply_failed';
  readonly params: { readonly of: string };
  /** What it threw. For a log at most: it is the host's own error and may hold anything. */
  readonly cause: unknown;
}

export interface Invalid {
  readonly code: 'invalid';
  readonly issues: readonly Issue[];
}

/** One malformed field: where it is, and what would be right. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

import type { EventOf, Model, StatusOf } from './model.js';
import type { Rule } from './rule.js';

/**
 * The transition table as a type: event type → status it is legal in → status it leads to.
 *
 * @category Kernel
 * @since 0.1.0
 */
export type Table = { readonly [Type in string]: { readonly [From in string]: string } };

type Merged<Steps> = {
  readonly [From in Steps extends unknown ? keyof Steps : never]: Steps extends {
    readonly [F in From]: infer To;
  }
    ? To
    : never;
};

/** The table that a list of rules spells out. */
export type TableOf<Rules extends readonly Rule[]> = {
  readonly [Type in Rules[number]['type']]: Merged<
    NonNullable<Extract<Rules[number], { readonly type: Type }>['steps']>
  >;
};

/** The statuses of `Status` in which `Type` is not legal. */
type IllegalIn<T, Status, Type extends keyof T> = Exclude<Status, keyof T[Type]>;

type Sentence<Type, Status> = `"${Type & string}" is not possible from "${Status & string}"`;

type Complaint<T, Status, Type extends keyof T> = Type extends unknown
  ? Sentence<Type, IllegalIn<T, Status, Type>>
  : never;

/**
 * The event itself where it is legal from every one of the statuses; otherwise a sentence, which no event matches and
 * which the compiler prints. `never` and `any` stand for a status that nobody knows yet: then every event is legal to ask.
 */
export type Legal<M extends Model, T, Status, Type> = [Type] extends [keyof T]
  ? 0 extends Status & 1
    ? EventOf<M, Type>
    : [IllegalIn<T, Status, Type & keyof T>] extends [never]
      ? EventOf<M, Type>
      : Complaint<T, Status, Type & keyof T>
  : never;

/** The statuses that an event leads to from these. */
export type Target<M extends Model, T, Status, Type extends keyof T> = [Status] extends [never]
  ? T[Type][keyof T[Type]] & StatusOf<M>
  : Type extends unknown
    ? T[Type][Status & keyof T[Type]]
    : never;

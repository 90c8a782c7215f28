import type { Model, Nothing, OrderIn, Stamped } from './model.js';

type Free<Order> = Omit<Order, keyof Stamped>;

/** The keys that every order of the target has and that the source cannot be trusted to bring. */
type Lacking<Source, Target> = {
  [Key in keyof Target]-?: Key extends keyof Source
    ? Source[Key] extends Target[Key]
      ? never
      : Key
    : Key;
}[keyof Target];

type Gain<Source, Target> = Pick<Target, Lacking<Source, Target>> & Partial<Target>;

/**
 * What a transition's `apply` must give: whatever an order in the target status has and one in the source status
 * lacks. The stamps (status, version, times, definition) are the kernel's to write.
 */
export type Gained<M extends Model, From, To> = [From] extends [Nothing]
  ? Free<OrderIn<M, To>>
  : Gain<Free<OrderIn<M, From>>, Free<OrderIn<M, To>>>;

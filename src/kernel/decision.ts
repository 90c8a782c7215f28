import type { Entry } from './entry.js';
import type { Model, OrderIn, StatusOf } from './model.js';
import type { Refusal } from './refusal.js';

/**
 * What comes of an event: the new order, its line of history and what is owed; or the refusal.
 *
 * @category Kernel
 * @since 0.1.0
 */
export type Decision<M extends Model, Status = StatusOf<M>> = Applied<M, Status> | Refused<M>;

export interface Applied<M extends Model, Status = StatusOf<M>> {
  readonly ok: true;
  readonly order: OrderIn<M, Status>;
  readonly entry: Entry<M>;
  readonly effects: readonly M['effect'][];
}

export interface Refused<M extends Model> {
  readonly ok: false;
  readonly refusal: Refusal<M>;
}

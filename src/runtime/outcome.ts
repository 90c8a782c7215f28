import type { HistoryEntry } from '../order/entry.js';
import { RefusedError } from '../errors/refused-error.js';
import type { Refusal, StatusOf } from '../kernel/index.js';
import type { OrderModel } from './order-model.js';

/**
 * Why a command was refused: by the lifecycle, or because there is no such order, or because the order is not the one
 * that the caller had seen.
 *
 * @category Runtime
 * @since 0.1.0
 */
export type CommandRefusal<M extends OrderModel> =
  | Refusal<M>
  | { readonly code: 'not_found' }
  | { readonly code: 'version_conflict'; readonly expected: number; readonly actual: number };

/**
 * What came of a command. Business's no is a value; nothing but a mistake or a broken port is thrown.
 *
 * - `applied` the order has moved, and this is its line of history
 * - `duplicate` it had been applied before, or the order is already as the news says; `entry` where it is known
 * - `stale` something newer is known
 * - `refused` nothing changed, and here is why; with the order as it stands, where there is one
 *
 * @category Runtime
 * @since 0.1.0
 */
export type Outcome<M extends OrderModel, Order = M['order']> =
  | {
      readonly kind: 'applied';
      readonly order: Order;
      readonly entry: Entry<M>;
      readonly dryRun: boolean;
    }
  | { readonly kind: 'duplicate'; readonly order: M['order']; readonly entry: Entry<M> | null }
  | { readonly kind: 'stale'; readonly order: M['order'] }
  | {
      readonly kind: 'refused';
      readonly refusal: CommandRefusal<M>;
      readonly order: M['order'] | null;
    };

/** One line of history, typed by the lifecycle's events and statuses. */
export type Entry<M extends OrderModel> = Omit<HistoryEntry, 'event' | 'from' | 'to'> & {
  readonly event: M['event'];
  readonly from: StatusOf<M> | 'nothing';
  readonly to: StatusOf<M>;
};

/** What came of a bulk command for one order. `failed` holds an error that concerns this order alone. */
export interface Receipt<M extends OrderModel> {
  readonly id: string;
  readonly outcome: Outcome<M> | { readonly kind: 'failed'; readonly error: Error };
}

/**
 * Gives the order of an outcome that moved it, or had moved it before.
 *
 * @throws RefusedError for every other outcome
 * @category Runtime
 * @since 0.1.0
 */
export function assertApplied<M extends OrderModel, Order>(
  outcome: Outcome<M, Order>,
): Order | M['order'] {
  if (outcome.kind === 'applied' || outcome.kind === 'duplicate') return outcome.order;
  throw new RefusedError(outcome.kind === 'refused' ? outcome.refusal : { code: 'stale' });
}

import type { Model, Nothing, StatusOf } from './model.js';

/**
 * One line of an order's history: an applied event, with all that replaying it needs.
 *
 * @category Kernel
 * @since 0.1.0
 */
export interface Entry<M extends Model> {
  /** The order's version after it. */
  readonly version: number;
  readonly event: M['event'];
  readonly from: StatusOf<M> | Nothing;
  readonly to: StatusOf<M>;
  readonly actor: M['actor'];
  /** When it happened, ISO 8601 in UTC. */
  readonly occurredAt: string;
  /** When we learned of it, ISO 8601 in UTC. */
  readonly recordedAt: string;
  /** The id that makes a repeat harmless; `null` when none was given. */
  readonly commandId: string | null;
}

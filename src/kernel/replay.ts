import { carryOut, givenOf } from './carry-out.js';
import type { Entry } from './entry.js';
import type { AnyLifecycle, Edge, Lifecycle } from './lifecycle.js';
import type { Model, Stamped } from './model.js';

/**
 * Rebuilds an order from its history, oldest entry first. Guards are not asked again: what was applied, was applied.
 *
 * @returns the order, or `null` for an empty history
 * @throws TypeError when the history is none of this lifecycle's: it names the entry
 * @category Kernel
 * @since 0.1.0
 */
export function replay<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  history: readonly Entry<M>[],
): M['order'] | null {
  const plain = lifecycle as unknown as AnyLifecycle;
  let order: Stamped | null = null;
  for (const { event, from, to, version, actor, occurredAt, recordedAt } of history) {
    const edge = plain.lookup[event.type]?.[from];
    const given = givenOf(plain, order, event, { actor, occurredAt, now: recordedAt });
    const follows: boolean =
      edge !== undefined && (order === null ? 'nothing' : order.status) === from;
    const outcome: ReturnType<typeof carryOut> | null = follows
      ? carryOut(plain, edge as Edge, given, null)
      : null;
    const next: Stamped | null = outcome?.ok ? outcome.order : null;
    if (next?.status !== to || next.version !== version) {
      throw new TypeError(
        `Entry ${version} (${event.type} from ${from}) does not follow from what came before it`,
      );
    }
    order = next;
  }
  return order;
}

import type { EventTypeOf, Lifecycle, Model, StatusOf } from '../kernel/index.js';

/**
 * The pairs of statuses that no event leads across: what a shop's own table must refuse. Overrides do not count.
 *
 * @example
 * ```ts
 * import { cod } from 'cod-lifecycle';
 * import { illegalPairs } from 'cod-lifecycle/testing';
 *
 * const pairs = illegalPairs(cod());
 * pairs.length; //=> 55
 * pairs.some(({ from, to }) => from === 'shipped' && to === 'cancelled'); //=> true
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function illegalPairs<M extends Model, T>({
  statuses,
  definition,
}: Lifecycle<M, T>): readonly { readonly from: StatusOf<M>; readonly to: StatusOf<M> }[] {
  const leads = (from: string, to: string): boolean =>
    definition.rules.some(
      (rule) => !rule.override && rule.from.includes(from) && rule.to.includes(to),
    );
  return statuses.flatMap((from) =>
    statuses.filter((to) => to !== from && !leads(from, to)).map((to) => ({ from, to })),
  );
}

/**
 * The events that are not legal in a status, whoever sends them.
 *
 * @example
 * ```ts
 * import { cod } from 'cod-lifecycle';
 * import { illegalEvents } from 'cod-lifecycle/testing';
 *
 * illegalEvents(cod()).some(({ status, event }) => status === 'shipped' && event === 'cancel'); //=> true
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function illegalEvents<M extends Model, T>({
  statuses,
  events,
  lookup,
}: Lifecycle<M, T>): readonly { readonly status: StatusOf<M>; readonly event: EventTypeOf<M> }[] {
  return statuses.flatMap((status) =>
    events.filter((event) => !lookup[event]?.[status]).map((event) => ({ status, event })),
  );
}

/**
 * What is to be done now, as questions to `orders.list` and `orders.counts`: whoever has waited longest comes first. Add
 * what a screen needs besides, such as `assignee` for the run of one driver.
 *
 * - `calls`: customers to call now, because the order is new, the time of the next call has come, or something has
 *   changed since they agreed.
 * - `packages`: confirmed orders to prepare, and those that are being prepared.
 * - `runs`: parcels that are out, or about to be.
 * - `cash`: delivered orders whose cash is not reconciled.
 * - `returns`: returns about which something is to be decided.
 *
 * @example
 * ```ts
 * import { cod, createOrders, queues } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const { rows } = await orders.list(queues.calls);
 * const run = await orders.list({ ...queues.runs, assignee: 'driver-7' });
 * [rows.length, run.rows.length]; //=> [0, 0]
 * ```
 * @category Lifecycle
 * @since 0.1.0
 */
export const queues = {
  calls: { callDue: true, sort: 'next_call_at' },
  packages: {
    status: ['confirmed', 'processing'],
    needsReconfirmation: false,
    sort: 'entered_at',
  },
  runs: { status: ['shipped', 'out_for_delivery'], sort: 'entered_at' },
  cash: { status: ['delivered'], open: true, sort: 'entered_at' },
  returns: { status: ['returned'], open: true, sort: 'entered_at' },
} as const;

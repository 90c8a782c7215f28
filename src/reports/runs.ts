import type { Money } from '../order/money.js';
import type { OrderBase } from '../order/order.js';
import type { Assignee } from '../order/party.js';
import { groupsOf } from './groups.js';
import { sumOf } from './sum-of.js';

/** An order that somebody has, or will have, in the car. */
interface CarriedOrder extends Pick<OrderBase, 'id' | 'amountDue'> {
  readonly status: string;
  readonly assignee?: Assignee | null;
}

/** The parcels of one driver, courier or partner. */
export interface DeliveryRun<Order> {
  readonly assignee: Assignee | null;
  readonly orders: readonly Order[];
  /** How many are in each status. */
  readonly counts: Readonly<Record<string, number>>;
  /** What is to be collected at the doors: one amount for each currency. */
  readonly toCollect: readonly Money[];
}

function sums(amounts: readonly Money[]): readonly Money[] {
  const byCurrency = groupsOf(amounts, ({ currency }) => currency);
  return byCurrency
    .map(([currency, each]) => ({
      amount: sumOf(each, ({ amount }) => amount),
      currency,
    }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

/**
 * The runs of a day: parcels by who has them, each with what is to be collected. The largest run comes first.
 *
 * @param rows what `orders.each(queues.runs)` or the rows of `orders.list` give
 * @example
 * ```ts
 * import { cod, createOrders, queues } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { runsOf } from 'cod-lifecycle/reports';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * await runsOf(orders.each(queues.runs)); //=> []
 * ```
 * @category Reports
 * @since 0.1.0
 */
export async function runsOf<Order extends CarriedOrder>(
  rows: AsyncIterable<{ readonly order: Order }> | Iterable<{ readonly order: Order }>,
): Promise<readonly DeliveryRun<Order>[]> {
  const orders: Order[] = [];
  for await (const { order } of rows) orders.push(order);
  const byAssignee = groupsOf(orders, ({ assignee }) => assignee?.id ?? null);
  const runs = byAssignee.map(([, each]): DeliveryRun<Order> => {
    const byStatus = groupsOf(each, ({ status }) => status);
    return {
      // As it was written last, where somebody has changed a name.
      assignee: each.at(-1)?.assignee ?? null,
      orders: each,
      counts: Object.fromEntries(byStatus.map(([status, some]) => [status, some.length])),
      toCollect: sums(each.map(({ amountDue }) => amountDue)),
    };
  });
  return runs.toSorted((a, b) => b.orders.length - a.orders.length);
}

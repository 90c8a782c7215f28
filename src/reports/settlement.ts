import type { CashState, Collection } from '../order/cash.js';
import type { OrderBase } from '../order/order.js';
import type { CashTally } from '../ports/tallies.js';
import { readCounted } from '../schemas/report.js';
import { asked } from '../schemas/asked.js';
import { sumOf } from './sum-of.js';
import { OptionsError } from '../errors/options-error.js';
import type { Money } from '../order/money.js';

/** One delivery of a settlement: amounts in the currency's minor units. */
export interface SettlementLine {
  readonly id: string;
  /** The number that people use, where there is one. */
  readonly number: string | null;
  /** When the cash was collected, ISO 8601 in UTC. */
  readonly at: string;
  readonly assignee: string | null;
  readonly currency: string;
  readonly expected: number;
  readonly collected: number;
  /** Collected less expected. */
  readonly difference: number;
  readonly remitted: number | null;
  readonly counted: number | null;
  readonly state: CashState;
}

/** What a settlement comes to in one currency. */
export interface SettlementTotal extends Pick<
  CashTally,
  'currency' | 'orders' | 'expected' | 'collected' | 'remitted' | 'counted'
> {
  /** What was collected and is still to be counted. */
  readonly toCount: number;
}

/**
 * Deliveries whose cash is settled together, such as those of one driver on one day.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface Settlement {
  readonly lines: readonly SettlementLine[];
  /** One for each currency. */
  readonly totals: readonly SettlementTotal[];
}

/** An order of which cash was collected. */
interface PaidOrder extends Pick<OrderBase, 'id' | 'source' | 'cash'> {
  readonly assignee?: { readonly id: string } | null;
  readonly collection?: Collection | null;
}

/** Nobody of the shop has counted it yet. */
const uncounted: ReadonlySet<CashState> = new Set(['collected', 'remitted']);

function lineOf({ id, source, assignee, collection, cash }: PaidOrder): readonly SettlementLine[] {
  if (!collection) return [];
  const { amount, expected, difference, at } = collection;
  const line: SettlementLine = {
    id,
    number: source.reference,
    at,
    assignee: assignee?.id ?? null,
    currency: amount.currency,
    expected: expected.amount,
    collected: amount.amount,
    difference,
    remitted: cash.remitted?.amount.amount ?? null,
    counted: cash.reconciled?.amount.amount ?? null,
    state: cash.state,
  };
  return [line];
}

function totalOf(currency: string, lines: readonly SettlementLine[]): SettlementTotal {
  const sum = (valueOf: (line: SettlementLine) => number | null): number =>
    sumOf(lines, (line) => valueOf(line) ?? 0);
  return {
    currency,
    orders: lines.length,
    expected: sum(({ expected }) => expected),
    collected: sum(({ collected }) => collected),
    remitted: sum(({ remitted }) => remitted),
    counted: sum(({ counted }) => counted),
    toCount: sum(({ state, collected }) => (uncounted.has(state) ? collected : 0)),
  };
}

/**
 * The settlement of orders, such as those that one driver delivered on one day. Orders of which nothing was collected are
 * left out.
 *
 * @param rows what `orders.each` or the rows of `orders.list` give
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { timeZone } from 'cod-lifecycle/calendar';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { reconciliationOf, settlementOf } from 'cod-lifecycle/reports';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const collected = timeZone('Africa/Casablanca').day('2026-03-20');
 * const settlement = await settlementOf(orders.each({ collected, assignee: 'hamid' }));
 * // Every amount as the driver said, but for one that was counted otherwise: { 'order-7': 23000 }.
 * await orders.sendEach(reconciliationOf(settlement), { actor: { kind: 'finance', id: 'ilham' } }); //=> []
 * ```
 * @category Reports
 * @since 0.1.0
 */
export async function settlementOf(
  rows: AsyncIterable<{ readonly order: PaidOrder }> | Iterable<{ readonly order: PaidOrder }>,
): Promise<Settlement> {
  const lines: SettlementLine[] = [];
  for await (const { order } of rows) lines.push(...lineOf(order));
  const currencies = [...new Set(lines.map(({ currency }) => currency))].toSorted();
  return {
    lines,
    totals: currencies.map((currency) =>
      totalOf(
        currency,
        lines.filter((line) => line.currency === currency),
      ),
    ),
  };
}

/** The count of one order's cash, as `orders.sendEach` takes it. */
export interface CashCount {
  readonly id: string;
  readonly event: { readonly type: 'reconcile_cash'; readonly amount: Money };
}

/**
 * The counts that settle what is still to be counted, for `orders.sendEach`: each as it was collected, unless it was counted
 * otherwise. What was counted short or over before is counted again only where its amount is named.
 *
 * @param counted amounts in minor units, by the id of the order
 * @throws OptionsError where an amount is none, or is of an order that is not there or is reconciled
 * @category Reports
 * @since 0.1.0
 */
export function reconciliationOf(
  { lines }: Settlement,
  counted: Readonly<Record<string, number>> = {},
): readonly CashCount[] {
  const amounts = new Map(Object.entries(asked('counted', readCounted(counted))));
  const open = lines.filter(({ state }) => uncounted.has(state) || state === 'discrepancy');
  const known = new Set(open.map(({ id }) => id));
  for (const id of amounts.keys()) {
    if (!known.has(id)) {
      throw new OptionsError(`counted.${id}`, 'must be an order whose cash is still to be counted');
    }
  }
  return open.flatMap(({ id, state, collected, currency }) => {
    const amount = amounts.get(id) ?? (uncounted.has(state) ? collected : null);
    if (amount === null) return [];
    return [{ id, event: { type: 'reconcile_cash', amount: { amount, currency } } }];
  });
}

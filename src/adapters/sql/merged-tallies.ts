import type { CashState } from '../../order/cash.js';
import type { CashTally, CohortTally } from '../../ports/tallies.js';
import { groupsOf } from '../../reports/groups.js';
import { sumOf } from '../../reports/sum-of.js';

/** A cohort as a database groups it: by a status that some of it have been in. */
export interface CohortRow extends Pick<CohortTally, 'period' | 'by' | 'orders'> {
  readonly status: string;
  /** How many have been in it; each order is counted in `orders` under one status alone. */
  readonly reached: number;
}

export function mergedCohorts(rows: readonly CohortRow[]): readonly CohortTally[] {
  return groupsOf(rows, ({ period, by }) => ({ period, by })).map(([group, each]) => ({
    ...group,
    orders: sumOf(each, ({ orders }) => orders),
    reached: Object.fromEntries(each.map(({ status, reached }) => [status, reached])),
  }));
}

/** Cash as a database groups it: by where it is. */
export interface CashRow extends Omit<CashTally, 'states'> {
  readonly state: CashState;
}

export function mergedCash(rows: readonly CashRow[]): readonly CashTally[] {
  const named = ({ period, assignee, currency }: CashRow) => ({ period, assignee, currency });
  return groupsOf(rows, named).map(([group, each]) => {
    const sum = (
      column: 'orders' | 'expected' | 'collected' | 'remitted' | 'counted' | 'mismatched',
    ) => sumOf(each, (row) => row[column]);
    return {
      ...group,
      orders: sum('orders'),
      expected: sum('expected'),
      collected: sum('collected'),
      remitted: sum('remitted'),
      counted: sum('counted'),
      mismatched: sum('mismatched'),
      states: Object.fromEntries(each.map(({ state, orders }) => [state, orders])),
    };
  });
}

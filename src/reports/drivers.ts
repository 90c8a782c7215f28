import type { MovesTally } from '../ports/tallies.js';
import { groupsOf } from './groups.js';
import type { DriversRow } from './report-rows.js';
import { sumOf } from './sum-of.js';

const movesTo = (rows: readonly MovesTally[], status: string): number =>
  sumOf(
    rows.filter(({ to }) => to === status),
    ({ moves }) => moves,
  );

/** What each has delivered and brought back, of all that was in a period. */
export function driversIn(rows: readonly MovesTally[]): readonly DriversRow[] {
  return groupsOf(rows, ({ period }) => period).flatMap(([period, all]) => {
    const total = movesTo(all, 'delivered');
    const groups = groupsOf(all, ({ by }) => by.assignee as string | null);
    return groups.map(([assignee, each]): DriversRow => {
      const [delivered, returned] = [movesTo(each, 'delivered'), movesTo(each, 'returned')];
      return {
        period,
        assignee,
        delivered,
        returned,
        share: total === 0 ? null : delivered / total,
        success: delivered / (delivered + returned),
      };
    });
  });
}

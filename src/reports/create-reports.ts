import type { CashState } from '../order/cash.js';
import { moveDimensions, orderDimensions, waitDimensions } from '../ports/tallies.js';
import type { MoveDimension, OrderDimension, WaitDimension } from '../ports/tallies.js';
import { asked } from '../schemas/asked.js';
import { reportReader, waitsReader } from '../schemas/report.js';
import { driversIn } from './drivers.js';
import type { ReportOptions, ReportsOptions } from './report-options.js';
import type {
  CallsRow,
  CancellationsRow,
  CashRow,
  DriversRow,
  FunnelRow,
  ReturnsRow,
  RowBy,
  StaysRow,
  VisitsRow,
  WaitsRow,
} from './report-rows.js';
import { inRows } from './row-order.js';
import { spreadsOf } from './spread.js';

const readMoves = reportReader(moveDimensions);
const readOrders = reportReader(orderDimensions);
const readPlain = reportReader([]);
const readWaits = waitsReader(waitDimensions);

const noStates: Readonly<Record<CashState, number>> = {
  due: 0,
  collected: 0,
  remitted: 0,
  reconciled: 0,
  discrepancy: 0,
  not_applicable: 0,
};

/** Rows whose dimensions are those that were asked for. */
const asRows = <Row, By extends string>(rows: readonly object[]): readonly RowBy<Row, By>[] =>
  rows as readonly RowBy<Row, By>[];

/**
 * The reports of a shop: what came in, what came back and why, where orders wait, and whose cash is where. Each answers
 * with rows that are ready for a table or a chart, sorted by period and by what tells them apart; a group of which there
 * is nothing has no row.
 *
 * @throws OptionsError, when a report is asked for, which names the first field that is wrong
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { timeZone } from 'cod-lifecycle/calendar';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { createReports } from 'cod-lifecycle/reports';
 *
 * const store = memoryStore();
 * const orders = createOrders({ lifecycle: cod(), store });
 * const reports = createReports({ store });
 * const periods = [timeZone('Africa/Casablanca').day('2026-03-20')];
 * await reports.cash({ periods }); //=> []
 * ```
 * @category Reports
 * @since 0.1.0
 */
export function createReports({ store, tenant: home = 'default' }: ReportsOptions) {
  const { tallies, clock } = store;

  /** Changes of status into some statuses, told apart as it was asked for, and by what a report needs besides. */
  async function movesTo(
    to: readonly string[],
    options: ReportOptions<MoveDimension>,
    ...more: readonly MoveDimension[]
  ) {
    const { tenant = home, periods, by } = asked('report', readMoves(options));
    const rows = await tallies.moves({ tenant, periods, to, by: [...new Set([...by, ...more])] });
    return { rows, by, inOrder: (...columns: string[]) => inRows(periods, [...by, ...columns]) };
  }

  return {
    /** The cash that was collected in each period, by who had the parcels and by currency, as it is now. */
    async cash(options: ReportOptions): Promise<readonly CashRow[]> {
      const { tenant = home, periods } = asked('report', readPlain(options));
      const rows = await tallies.cash({ tenant, periods });
      return inRows(periods, ['assignee', 'currency'])(
        rows.map((row) => ({
          ...row,
          difference: row.collected - row.expected,
          states: { ...noStates, ...row.states },
        })),
      );
    },

    /** What came back in each period: each time, also where the order was delivered in the end. */
    async returns<const By extends MoveDimension = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<ReturnsRow, By>[]> {
      const { rows, inOrder } = await movesTo(['returned'], options);
      const told = rows.map(({ period, by, moves, units }) => ({
        period,
        ...by,
        returns: moves,
        units,
      }));
      return asRows(inOrder()(told));
    },

    /** What was given up in each period: each time, also where it was taken up again. */
    async cancellations<const By extends MoveDimension = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<CancellationsRow, By>[]> {
      const { rows, inOrder } = await movesTo(['cancelled'], options);
      const told = rows.map(({ period, by, moves, units }) => ({
        period,
        ...by,
        cancellations: moves,
        units,
      }));
      return asRows(inOrder()(told));
    },

    /** How far the orders came that were placed in each period. */
    async funnel<const By extends OrderDimension = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<FunnelRow, By>[]> {
      const { tenant = home, periods, by } = asked('report', readOrders(options));
      const rows = await tallies.cohorts({ tenant, periods, by });
      const told = rows.map(({ period, by: group, orders, reached }) => {
        const { confirmed = 0, delivered = 0 } = reached;
        return {
          period,
          ...group,
          placed: orders,
          reached,
          confirmation: confirmed / orders,
          delivery: confirmed === 0 ? null : delivered / confirmed,
          conversion: delivered / orders,
        };
      });
      return asRows(inRows(periods, by)(told));
    },

    /** How long orders were in each status, by when they left it. */
    async stays<const By extends Exclude<MoveDimension, 'from'> = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<StaysRow, By>[]> {
      const { tenant = home, periods, by } = asked('report', readMoves(options));
      const rows = await tallies.stays({ tenant, periods, by });
      const told = rows.map(({ period, from, by: group, moves, median, p90 }) => ({
        period,
        status: from,
        ...group,
        orders: moves,
        median,
        p90,
      }));
      return asRows(inRows(periods, ['status', ...by])(told));
    },

    /** Where open orders wait now, and for how long they have. */
    async waits<const By extends WaitDimension = never>(
      options?: Pick<ReportOptions<By>, 'tenant' | 'by'>,
    ): Promise<readonly RowBy<WaitsRow, By>[]> {
      const { tenant = home, by } = asked('report', readWaits(options));
      const rows = await tallies.waits({ tenant, by });
      const now = Date.parse(clock.now());
      const lasts = (since: string): number => now - Date.parse(since);
      const told = rows.map(({ status, by: group, orders, median, p90, oldest }) => ({
        status,
        ...group,
        orders,
        median: lasts(median),
        p90: lasts(p90),
        longest: lasts(oldest),
      }));
      return asRows(inRows([], ['status', ...by])(told));
    },

    /** How many calls it took until customers agreed. */
    async calls<const By extends Exclude<MoveDimension, 'calls'> = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<CallsRow, By>[]> {
      const { rows, by, inOrder } = await movesTo(['confirmed'], options, 'calls');
      const told = spreadsOf('calls', rows, by).map(({ outcome: _, orders, ...row }) => ({
        ...row,
        confirmed: orders,
      }));
      return asRows(inOrder()(told));
    },

    /** How many visits it took until orders were delivered, or came back. */
    async visits<const By extends Exclude<MoveDimension, 'attempts'> = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<VisitsRow, By>[]> {
      const { rows, by, inOrder } = await movesTo(['delivered', 'returned'], options, 'attempts');
      return asRows(inOrder('outcome')(spreadsOf('attempts', rows, by)));
    },

    /** What each driver, courier or partner has delivered, and brought back. */
    async drivers(options: ReportOptions): Promise<readonly DriversRow[]> {
      const { tenant = home, periods } = asked('report', readPlain(options));
      const to = ['delivered', 'returned'];
      const rows = await tallies.moves({ tenant, periods, to, by: ['assignee'] });
      return inRows(periods, ['assignee'])(driversIn(rows));
    },
  };
}

/** The reports of a shop. */
export type Reports = ReturnType<typeof createReports>;

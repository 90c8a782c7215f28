import type { OrderStore } from '../ports/order-store.js';
import type { Period } from '../ports/period.js';
import { moveDimensions, orderDimensions } from '../ports/tallies.js';
import type { Group, MoveDimension, OrderDimension } from '../ports/tallies.js';
import { reportReader, waitsReader } from '../schemas/report.js';
import { asked } from '../schemas/asked.js';
import { groupsOf } from './groups.js';
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

/** What a report is asked for. */
export interface ReportOptions<Dimension extends string = never> {
  /** Whose orders; the tenant of the reports when left out. */
  readonly tenant?: string;
  /** 1 to 400 spans of time, each with a name of its own: `timeZone` of `cod-lifecycle/calendar` makes them. */
  readonly periods: readonly Period[];
  /** By what rows are told apart: at most 4. */
  readonly by?: readonly Dimension[];
}

/** How reports are set up. */
export interface ReportsOptions {
  readonly store: Pick<OrderStore, 'tallies' | 'clock'>;
  /** Whose orders these are, where a call does not say. Default `default`. */
  readonly tenant?: string;
}

type Waiting = 'source' | 'shop' | 'assignee';
const waiting = ['source', 'shop', 'assignee'] as const satisfies readonly Waiting[];

const readMoves = reportReader(moveDimensions);
const readOrders = reportReader(orderDimensions);
const readPlain = reportReader<never>([] as never);
const readWaits = waitsReader(waiting);

const sumOf = <Row>(rows: readonly Row[], valueOf: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + valueOf(row), 0);

/** The rows' counts by a number that comes before them, and its average. */
function spread<Name extends 'calls' | 'attempts'>(
  name: Name,
  rows: readonly { readonly by: Group<Name>; readonly moves: number }[],
) {
  const before = rows
    .map(({ by, moves }) => ({ [name]: Number(by[name]), orders: moves }))
    .toSorted((a, b) => Number(a[name]) - Number(b[name]));
  const orders = sumOf(rows, ({ moves }) => moves);
  const all = sumOf(rows, ({ by, moves }) => Number(by[name]) * moves);
  return { orders, before: before as never, average: all / orders };
}

const noStates = {
  due: 0,
  collected: 0,
  remitted: 0,
  reconciled: 0,
  discrepancy: 0,
  not_applicable: 0,
};

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

  /** Changes of status into some statuses. */
  async function movesTo<const By extends MoveDimension>(
    to: readonly string[],
    options: ReportOptions<By>,
    more: readonly MoveDimension[] = [],
  ) {
    const { tenant = home, periods, by } = asked('report', readMoves(options));
    const dimensions = [...new Set([...by, ...more])];
    const rows = await tallies.moves({ tenant, periods, to, by: dimensions });
    return { rows, by, sorted: inRows(periods, by) };
  }

  async function spreadOver<Name extends 'calls' | 'attempts', const By extends MoveDimension>(
    name: Name,
    to: readonly string[],
    options: ReportOptions<By>,
  ) {
    const { rows, by } = await movesTo(to, options, [name]);
    const named = rows.map((row) => {
      const group = Object.fromEntries(by.map((one) => [one, row.by[one]]));
      return { row, name: { period: row.period, outcome: row.to, ...group } };
    });
    const groups = groupsOf(named, (one) => one.name).map(([group, each]) => ({
      ...group,
      ...spread(
        name,
        each.map(({ row }) => row),
      ),
    }));
    return inRows(options.periods, [...by, 'outcome'])(groups);
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
      const { rows, sorted } = await movesTo(['returned'], options);
      return sorted(
        rows.map(({ period, by, moves, units }) => ({ period, ...by, returns: moves, units })),
      ) as never;
    },

    /** What was given up in each period: each time, also where it was taken up again. */
    async cancellations<const By extends MoveDimension = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<CancellationsRow, By>[]> {
      const { rows, sorted } = await movesTo(['cancelled'], options);
      return sorted(
        rows.map(({ period, by, moves, units }) => ({
          period,
          ...by,
          cancellations: moves,
          units,
        })),
      ) as never;
    },

    /** How far the orders came that were placed in each period. */
    async funnel<const By extends OrderDimension = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<FunnelRow, By>[]> {
      const { tenant = home, periods, by } = asked('report', readOrders(options));
      const rows = await tallies.cohorts({ tenant, periods, by });
      return inRows(
        periods,
        by,
      )(
        rows.map(({ period, by: group, orders, reached }) => {
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
        }),
      ) as never;
    },

    /** How long orders were in each status, by when they left it. */
    async stays<const By extends Exclude<MoveDimension, 'from'> = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<StaysRow, By>[]> {
      const { tenant = home, periods, by } = asked('report', readMoves(options));
      const rows = await tallies.stays({ tenant, periods, by });
      return inRows(periods, ['status', ...by])(
        rows.map(({ period, from, by: group, moves, median, p90 }) => ({
          period,
          status: from,
          ...group,
          orders: moves,
          median,
          p90,
        })),
      ) as never;
    },

    /** Where open orders wait now, and for how long they have. */
    async waits<const By extends Waiting = never>(
      options?: Pick<ReportOptions<By>, 'tenant' | 'by'>,
    ): Promise<readonly RowBy<WaitsRow, By>[]> {
      const { tenant = home, by } = asked('report', readWaits(options));
      const rows = await tallies.waits({ tenant, by });
      const now = Date.parse(clock.now());
      const lasts = (since: string): number => now - Date.parse(since);
      return inRows(
        [],
        ['status', ...by],
      )(
        rows.map(({ status, by: group, orders, median, p90, oldest }) => ({
          status,
          ...group,
          orders,
          median: lasts(median),
          p90: lasts(p90),
          longest: lasts(oldest),
        })),
      ) as never;
    },

    /** How many calls it took until customers agreed. */
    async calls<const By extends Exclude<MoveDimension, 'calls'> = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<CallsRow, By>[]> {
      const rows = await spreadOver('calls', ['confirmed'], options);
      return rows.map(({ outcome: _, orders, ...row }) => ({ ...row, confirmed: orders })) as never;
    },

    /** How many visits it took until orders were delivered, or came back. */
    async visits<const By extends Exclude<MoveDimension, 'attempts'> = never>(
      options: ReportOptions<By>,
    ): Promise<readonly RowBy<VisitsRow, By>[]> {
      return (await spreadOver('attempts', ['delivered', 'returned'], options)) as never;
    },

    /** What each driver, courier or partner has delivered, and brought back. */
    async drivers(options: ReportOptions): Promise<readonly DriversRow[]> {
      asked('report', readPlain(options));
      const { rows, sorted } = await movesTo(['delivered', 'returned'], options, ['assignee']);
      const groups = groupsOf(rows, ({ period, by }) => ({ period, assignee: by.assignee }));
      const ofPeriod = (period: string): number =>
        sumOf(
          rows.filter((row) => row.period === period && row.to === 'delivered'),
          ({ moves }) => moves,
        );
      return sorted(
        groups.map(([{ period, assignee }, each]) => {
          const movesTo = (status: string): number =>
            sumOf(
              each.filter(({ to }) => to === status),
              ({ moves }) => moves,
            );
          const [delivered, returned] = [movesTo('delivered'), movesTo('returned')];
          const all = ofPeriod(period);
          return {
            period,
            assignee: assignee as string | null,
            delivered,
            returned,
            share: all === 0 ? null : delivered / all,
            success: delivered / (delivered + returned),
          };
        }),
      );
    },
  };
}

/** The reports of a shop. */
export type Reports = ReturnType<typeof createReports>;

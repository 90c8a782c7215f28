/** The charts of a shop's week. Each asks for rows, and lays them out as Vega-Lite has charts. */
import { english, queues } from 'cod-lifecycle';
import { now } from './shop.ts';
import type { Shop } from './shop.ts';
import type { Chart } from './svg.ts';

const hours = (ms: number): number => Math.round(ms / 360_000) / 10;

type Texts = Readonly<Record<string, { readonly label: string }>>;
const statuses: Texts = english.statuses;
const statusLabel = (status: string): string => statuses[status]?.label ?? status;

/** In the morning: whom to call, and for how long they have waited. */
async function calls({ orders }: Shop): Promise<Chart> {
  const values = [];
  for await (const { order } of orders.each(queues.calls)) {
    const waited = Date.parse(now) - Date.parse(order.calls.nextCallAt ?? now);
    values.push({
      order: order.source.reference,
      status: statusLabel(order.status),
      waited: hours(waited),
    });
  }
  return {
    title: 'Calls to make now',
    data: { values },
    mark: 'bar',
    encoding: {
      y: { field: 'order', type: 'nominal', sort: null, title: 'order' },
      x: { field: 'waited', type: 'quantitative', title: 'hours since the call was due' },
      color: { field: 'status', type: 'nominal', title: null },
    },
  };
}

/** Then: what to take from the shelves, for all parcels at once. */
async function packing({ orders }: Shop): Promise<Chart> {
  const values = [];
  for await (const { order } of orders.each(queues.packages)) {
    for (const { sku, quantity } of order.lines) {
      values.push({ sku, quantity, status: statusLabel(order.status) });
    }
  }
  return {
    title: 'Units to pack',
    data: { values },
    mark: 'bar',
    encoding: {
      y: { field: 'sku', type: 'nominal', sort: '-x', title: 'product' },
      x: { aggregate: 'sum', field: 'quantity', title: 'units' },
      color: { field: 'status', type: 'nominal', title: null },
    },
  };
}

/** In the evening: what each brought, and what of it is on the table. One chart for each currency. */
async function cash({ reports, casablanca }: Shop): Promise<Chart> {
  const rows = await reports.cash({ periods: [casablanca.day('2026-03-17')] });
  const values = rows.flatMap(({ assignee, currency, expected, collected, remitted }) =>
    Object.entries({ expected, collected, remitted }).map(([stage, amount]) => ({
      collector: assignee ?? 'nobody',
      currency,
      stage,
      amount: amount / 100, // A dirham has a hundred minor units.
    })),
  );
  return {
    title: 'Cash of 17 March',
    data: { values },
    mark: 'bar',
    encoding: {
      column: { field: 'currency', title: null },
      x: { field: 'collector', title: null, axis: { labelAngle: 0 } },
      xOffset: { field: 'stage', sort: ['expected', 'collected', 'remitted'] },
      y: { field: 'amount', type: 'quantitative', title: 'amount' },
      color: { field: 'stage', sort: ['expected', 'collected', 'remitted'], title: null },
    },
    width: { step: 26 },
    height: 200,
  };
}

/** Once a week: how far the orders of each week got. */
async function funnel({ reports, casablanca }: Shop): Promise<Chart> {
  const periods = casablanca.weeks('2026-01-12', '2026-03-15');
  const rows = await reports.funnel({ periods });
  const values = rows.flatMap(({ period, placed, reached }) =>
    Object.entries({
      placed,
      confirmed: reached['confirmed'] ?? 0,
      delivered: reached['delivered'] ?? 0,
    }).map(([step, count]) => ({ week: period, step, count })),
  );
  return {
    title: 'Placed, confirmed and delivered, by the week of the order',
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'week', type: 'ordinal', title: 'week of', axis: { labelAngle: -45 } },
      y: { field: 'count', type: 'quantitative', title: 'orders' },
      color: { field: 'step', sort: ['placed', 'confirmed', 'delivered'], title: null },
    },
    width: 420,
    height: 200,
  };
}

/** Why parcels came back: each time that one did. */
async function returns({ reports, casablanca }: Shop): Promise<Chart> {
  const periods = casablanca.weeks('2026-01-12', '2026-03-15');
  const values = (await reports.returns({ periods, by: ['reason'] })).map((row) => ({
    week: row.period,
    reason: (row.reason ?? 'none').replaceAll('_', ' '),
    returns: row.returns,
  }));
  return {
    title: 'Returns by reason',
    data: { values },
    mark: 'bar',
    encoding: {
      x: { field: 'week', type: 'ordinal', title: 'week of', axis: { labelAngle: -45 } },
      y: { field: 'returns', type: 'quantitative' },
      color: { field: 'reason', title: null },
    },
    width: 420,
    height: 200,
  };
}

/** Where orders lose their time: the half and nine of ten of those that moved on last week. */
async function stays({ reports, casablanca }: Shop): Promise<Chart> {
  const rows = await reports.stays({ periods: casablanca.weeks('2026-03-09', '2026-03-15') });
  const values = rows.map(({ status, median, p90 }) => ({
    status: statusLabel(status),
    median: hours(median),
    p90: hours(p90),
  }));
  const y = {
    field: 'status',
    type: 'nominal',
    sort: Object.values(statuses).map(({ label }) => label),
    title: null,
  } as const;
  return {
    title: 'Hours in each status, week of 9 March: half of the orders, and nine of ten',
    data: { values },
    layer: [
      {
        mark: { type: 'bar', opacity: 0.4 },
        encoding: { x: { field: 'p90', type: 'quantitative', title: 'hours' }, y },
      },
      { mark: 'bar', encoding: { x: { field: 'median', type: 'quantitative' }, y } },
    ],
    width: 420,
  };
}

/** Who delivered, and who brought back. */
async function drivers({ reports, casablanca }: Shop): Promise<Chart> {
  const rows = await reports.drivers({ periods: casablanca.weeks('2026-03-09', '2026-03-15') });
  const values = rows.flatMap(({ assignee, delivered, returned }) =>
    Object.entries({ delivered, returned }).map(([outcome, count]) => ({
      driver: assignee ?? 'nobody',
      outcome,
      count,
    })),
  );
  return {
    title: 'At the door, week of 9 March',
    data: { values },
    mark: 'bar',
    encoding: {
      y: { field: 'driver', title: null },
      x: { field: 'count', type: 'quantitative', title: 'orders' },
      color: { field: 'outcome', title: null },
    },
    width: 420,
  };
}

export const charts = { calls, packing, cash, funnel, returns, stays, drivers };

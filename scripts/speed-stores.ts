import type { Chart } from '../examples/week/svg.ts';
import { missing, stores } from './speed-results.ts';
import { shown, tableOf } from './tables.ts';

const callers = [1, 8, 32] as const;

export function postgresTable(): string {
  const { postgres } = stores();
  const names = [...new Set(postgres.map(({ name }) => name))];
  const rows = names.map((name) => {
    const of = (count: number) =>
      postgres.find((rate) => rate.name === name && rate.callers === count) ?? missing(name);
    const { walBytes, fsyncs } = of(32);
    return [
      name,
      ...callers.map((count) => `${shown(of(count).perSecond)} (${of(count).ratio})`),
      typeof walBytes === 'number' ? shown(walBytes) : '',
      typeof fsyncs === 'number' ? `${of(1).fsyncs} · ${fsyncs}` : '',
    ];
  });
  const heads = callers.map((count) => `${count} caller${count > 1 ? 's' : ''}`);
  return tableOf(['', ...heads, 'bytes of WAL', 'fsyncs at 1 · 32'], rows);
}

const rateRows = (store: 'sqlite' | 'pglite') =>
  stores()[store].map(({ name, callers: count, perSecond, ratio }) => [
    name,
    count,
    shown(perSecond),
    shown(ratio),
  ]);

export const sqliteTable = (): string =>
  tableOf(
    ['', 'callers', 'transitions a second', 'beside the same rows by hand'],
    rateRows('sqlite'),
  );

export const pgliteTable = (): string =>
  tableOf(
    ['', 'callers', 'transitions a second', 'beside a look and the least statement'],
    rateRows('pglite'),
  );

export function bulkTable(): string {
  const { orders, illegal, sendManyMs, oneStatementMs, oneByOneMs, ratio } = stores().bulk;
  return tableOf(
    [
      `${shown(orders)} orders, ${illegal} of them in a status in which it is illegal`,
      'ms',
      'ratio',
    ],
    [
      ['one statement by hand, which asks nothing', shown(oneStatementMs), 1],
      ['`sendMany`', shown(sendManyMs), shown(ratio)],
      ['one by one (500 measured)', shown(oneByOneMs), shown(oneByOneMs / oneStatementMs)],
    ],
  );
}

export function engineTable(): string {
  const rows = stores().engines.map(({ name, placedPerSecond, toldPerSecond }) => [
    name,
    shown(placedPerSecond),
    shown(toldPerSecond),
  ]);
  return tableOf(
    ['', 'orders placed a second', 'orders a second until all their effects are done'],
    rows,
  );
}

export function grownTable(): string {
  const { grown } = stores();
  const kinds = {
    history: 'lines of history',
    lines: 'lines of the order',
    tenants: 'tenants',
    orders: 'orders',
  };
  const rows = [...new Set(grown.map(({ store }) => store))].flatMap((store) =>
    Object.entries(kinds).map(([of, name]) => [
      store,
      name,
      ...grown
        .filter((one) => one.store === store && one.of === of)
        .map(({ count, ms }) => `${shown(ms)} ms at ${shown(count)}`),
    ]),
  );
  return tableOf(['one command, one caller', 'as there are more', '', '', ''], rows, 2);
}

/** Transitions a second on PostgreSQL beside pgbench, by the number of callers. */
export function postgresPlot(): Chart {
  const values = stores().postgres.map(({ name, callers: count, ratio }) => ({
    name,
    callers: String(count),
    ratio,
  }));
  return {
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'callers', type: 'ordinal', sort: ['1', '8', '32'], title: 'callers' },
      y: { field: 'ratio', type: 'quantitative', title: 'beside pgbench with one least statement' },
      color: { field: 'name', title: null, sort: null, legend: { labelLimit: 0 } },
    },
    width: 300,
    height: 360,
  };
}

import type { Chart } from '../examples/week/svg.ts';
import { growthRatiosOf } from './growth.ts';
import { measured, shown, tableOf } from './measured.ts';

const missing = (what: string): never => {
  throw new Error(`Nothing is measured of ${what}`);
};

const own = () =>
  measured('kernel').rows.find(({ file }) => file === 'cod-lifecycle') ?? missing('cod-lifecycle');

const task = (name: string): number => own().tasks[name]?.ratio ?? missing(name);

const sizeOf = (name: string): number =>
  measured('kernel').sizes.find((size) => size.name === name)?.gzip ?? missing(name);

const importOf = (name: string): number =>
  measured('kernel').imports.find((one) => one.name === name)?.ratio ?? missing(name);

const rateOf = (store: 'postgres' | 'sqlite', name: string, callers: number): number =>
  measured('stores')[store].find((rate) => rate.name === name && rate.callers === callers)?.ratio ??
  missing(`${name} with ${callers} callers`);

const typical = (): number =>
  Math.max(
    ...measured('types')
      .rows.filter(({ name }) => name === 'cod-lifecycle: a typical consumer')
      .map(({ instantiations }) => instantiations),
  );

const send = 'orders.send';
const sendHeld = 'orders.send, with the order that is held';

interface Budget {
  readonly what: string;
  readonly figure: number;
  readonly most?: number;
  readonly least?: number;
  readonly unit?: string;
  readonly by: 'kernel' | 'stores' | 'types' | 'growth';
}

/** Each budget with what was measured. */
export function budgets(): readonly Budget[] {
  const [tabs, , counts] = growthRatiosOf('PostgreSQL');
  return [
    {
      what: '`decide`, happy path, beside the switch with history',
      figure: task('happy'),
      most: 1.2,
      unit: '×',
      by: 'kernel',
    },
    {
      what: '`decide`, mixed traffic with refusals',
      figure: task('mixed'),
      most: 1.2,
      unit: '×',
      by: 'kernel',
    },
    { what: 'is an event possible?', figure: task('possible'), most: 2.5, unit: '×', by: 'kernel' },
    {
      what: 'which events are possible?',
      figure: task('events'),
      most: 3.5,
      unit: '×',
      by: 'kernel',
    },
    { what: 'a refused event', figure: task('refused'), most: 2.5, unit: '×', by: 'kernel' },
    {
      what: 'load JSON → decide → save JSON',
      figure: task('json'),
      most: 1,
      unit: '×',
      by: 'kernel',
    },
    { what: 'heap of a live order', figure: own().heap.ratio, most: 1.2, unit: '×', by: 'kernel' },
    {
      what: 'cold import of kernel and lifecycle, beside an empty module',
      figure: importOf('cod-lifecycle: with the lifecycle'),
      most: 1.4,
      unit: '×',
      by: 'kernel',
    },
    {
      what: 'core for a browser, with one language',
      figure: sizeOf('cod-lifecycle: the same, with English texts') / 1000,
      most: 7,
      unit: ' kB gz',
      by: 'kernel',
    },
    {
      what: 'a backend, with zod',
      figure: sizeOf('cod-lifecycle: a backend, with zod') / 1000,
      most: 20,
      unit: ' kB gz',
      by: 'kernel',
    },
    {
      what: 'type-check of a typical consumer',
      figure: typical(),
      most: 5000,
      unit: ' instantiations',
      by: 'types',
    },
    {
      what: 'PostgreSQL beside pgbench, 1 caller',
      figure: rateOf('postgres', send, 1),
      least: 0.55,
      unit: '×',
      by: 'stores',
    },
    {
      what: 'the same, handing in the order that is held',
      figure: rateOf('postgres', sendHeld, 1),
      least: 0.79,
      unit: '×',
      by: 'stores',
    },
    {
      what: 'PostgreSQL beside pgbench, 8 callers',
      figure: rateOf('postgres', send, 8),
      least: 1.25,
      unit: '×',
      by: 'stores',
    },
    {
      what: 'PostgreSQL beside pgbench, 32 callers',
      figure: rateOf('postgres', send, 32),
      least: 2.5,
      unit: '×',
      by: 'stores',
    },
    {
      what: '10,000 orders in bulk, beside one statement',
      figure: measured('stores').bulk.ratio,
      most: 1.2,
      unit: '×',
      by: 'stores',
    },
    {
      what: 'SQLite beside the same rows by hand, 1 caller',
      figure: rateOf('sqlite', send, 1),
      least: 0.8,
      unit: '×',
      by: 'stores',
    },
    {
      what: 'SQLite, 32 callers that wait together',
      figure: rateOf('sqlite', send, 32),
      least: 3,
      unit: '×',
      by: 'stores',
    },
    {
      what: 'a page of a tab at a million orders, beside ten thousand',
      figure: tabs,
      most: 2,
      unit: '×',
      by: 'growth',
    },
    { what: 'counts of open statuses, likewise', figure: counts, most: 2, unit: '×', by: 'growth' },
  ];
}

const isMet = ({ figure, most = Number.POSITIVE_INFINITY, least = 0 }: Budget): boolean =>
  figure <= most && figure >= least;

export function budgetTable(): string {
  const rows = budgets().map((budget) => {
    const { what, figure, most, least, unit = '', by } = budget;
    const bound = most === undefined ? `≥ ${shown(least ?? 0)}${unit}` : `≤ ${shown(most)}${unit}`;
    return [
      what,
      `\`bench:${by}\``,
      bound,
      `${shown(figure)}${unit}`,
      isMet(budget) ? 'yes' : '**no**',
    ];
  });
  return tableOf(['what', 'by `npm run`', 'budget', 'measured', 'met'], rows, 2);
}

export function budgetSummary(): string {
  const all = budgets();
  return `${all.filter(isMet).length} of ${all.length} budgets are met.`;
}

export function speedMachine(): string {
  const lines = (['kernel', 'stores', 'types'] as const).map((bench) => {
    const { machine, node, date } = measured(bench);
    return `\`bench:${bench}\` on ${date}: ${machine}, Node ${node}`;
  });
  return `${lines.join('; ')}.`;
}

const tasks = ['happy', 'mixed', 'possible', 'events', 'refused', 'json'] as const;

/** Everybody's work beside the switch with history: ratios of times, so less is better. */
export function contestantTable(): string {
  const rows = measured('kernel').rows.map(({ name, brings, asksGuards, tasks: done, heap }) => [
    name,
    brings.join(', '),
    ...tasks.map((each) => {
      const found = done[each];
      if (!found) return '–';
      const aside = !asksGuards && (each === 'possible' || each === 'events') ? ' ¹' : '';
      return `${shown(found.ratio)}${aside}`;
    }),
    shown(heap.ratio),
  ]);
  return tableOf(['', 'brings', ...tasks, 'heap'], rows, 2);
}

export function importTable(): string {
  const rows = measured('kernel').imports.map(({ name, ms, ratio }) => [
    name,
    shown(ms),
    shown(ratio),
  ]);
  return tableOf(
    ['bundled and minified, but where it says otherwise', 'ms', 'beside an empty module'],
    rows,
  );
}

export function firstTable(): string {
  const rows = measured('kernel').first.map(({ name, importMs, firstMs, wholeMs }) => [
    name,
    shown(importMs),
    shown(firstMs),
    shown(wholeMs),
  ]);
  return tableOf(['', 'import, ms', 'first order placed and confirmed, ms', 'together, ms'], rows);
}

export function sizeTable(): string {
  const rows = measured('kernel').sizes.map(({ name, minified, gzip }) => [
    name,
    `${(minified / 1000).toFixed(1)} kB`,
    `${(gzip / 1000).toFixed(1)} kB`,
  ]);
  return tableOf(['', 'minified', 'gzipped'], rows);
}

export function typeTable(): string {
  const rows = measured('types').rows.map(
    ({ name, compiler, instantiations, types, checkSeconds }) => [
      name,
      compiler,
      shown(instantiations),
      shown(types),
      `${(checkSeconds * 1000).toFixed(0)} ms`,
    ],
  );
  return tableOf(['', 'compiler', 'instantiations', 'types', 'check'], rows, 2);
}

const callers = [1, 8, 32] as const;

export function postgresTable(): string {
  const { postgres } = measured('stores');
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
  measured('stores')[store].map(({ name, callers: count, perSecond, ratio }) => [
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
  const { orders, illegal, sendManyMs, oneStatementMs, oneByOneMs, ratio } =
    measured('stores').bulk;
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
  const rows = measured('stores').engines.map(({ name, placedPerSecond, toldPerSecond }) => [
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
  const { grown } = measured('stores');
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

export function definitionTable(): string {
  const { definitions } = measured('kernel').grown;
  const rows = definitions.map(({ size, decideNs, refuseNs, possibleNs, makeNs }) => [
    shown(size),
    `${shown(decideNs)} ns`,
    `${shown(refuseNs)} ns`,
    `${shown(possibleNs / 1000)} µs`,
    `${shown(makeNs / 1e6)} ms`,
  ]);
  return tableOf(
    ['statuses and events', '`decide`', 'refuse', '`possibleEvents`', '`lifecycle(…)`'],
    rows,
    0,
  );
}

export function lineTable(): string {
  const rows = measured('kernel').grown.lines.map(({ count, happyPathNs }) => [
    shown(count),
    `${shown(happyPathNs / 1000)} µs`,
    `${shown(happyPathNs / count)} ns`,
  ]);
  return tableOf(['lines of an order', 'from New to Delivered, six events', 'a line'], rows, 0);
}

/** How long everybody takes for the same work, as ratios on a scale of powers of ten. */
export function contestantPlot(): Chart {
  const names = {
    happy: 'happy path',
    mixed: 'mixed traffic',
    refused: 'a refusal',
    json: 'JSON in and out',
  };
  const values = measured('kernel').rows.flatMap(({ name, tasks: done }) =>
    Object.entries(names).flatMap(([each, title]) => {
      const found = done[each];
      return found ? [{ name, task: title, ratio: found.ratio }] : [];
    }),
  );
  return {
    data: { values },
    mark: { type: 'point', filled: true, size: 80, opacity: 0.8 },
    encoding: {
      y: { field: 'name', type: 'nominal', title: null, sort: null, axis: { labelLimit: 0 } },
      x: {
        field: 'ratio',
        type: 'quantitative',
        scale: { type: 'log' },
        title: 'time beside a hand-written switch with history and effects',
      },
      color: { field: 'task', title: null },
      shape: { field: 'task', title: null },
    },
    width: 480,
    height: 360,
  };
}

/** Transitions a second on PostgreSQL beside pgbench, by the number of callers. */
export function postgresPlot(): Chart {
  const values = measured('stores').postgres.map(({ name, callers: count, ratio }) => ({
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

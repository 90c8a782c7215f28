import { growthRatiosOf } from './growth.ts';
import { kernel, missing, stores, types } from './speed-results.ts';
import { shown, tableOf } from './tables.ts';

const own = () =>
  kernel().rows.find(({ file }) => file === 'cod-lifecycle') ?? missing('cod-lifecycle');

const task = (name: string): number => own().tasks[name]?.ratio ?? missing(name);

const sizeOf = (name: string): number =>
  kernel().sizes.find((size) => size.name === name)?.gzip ?? missing(name);

const importOf = (name: string): number =>
  kernel().imports.find((one) => one.name === name)?.ratio ?? missing(name);

const rateOf = (store: 'postgres' | 'sqlite', name: string, callers: number): number =>
  stores()[store].find((rate) => rate.name === name && rate.callers === callers)?.ratio ??
  missing(`${name} with ${callers} callers`);

const typical = (): number =>
  Math.max(
    ...types()
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
      figure: stores().bulk.ratio,
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
  const lines = Object.entries({ kernel, stores, types }).map(([bench, results]) => {
    const { machine, node, date } = results();
    return `\`bench:${bench}\` on ${date}: ${machine}, Node ${node}`;
  });
  return `${lines.join('; ')}.`;
}

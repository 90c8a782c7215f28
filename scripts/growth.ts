import { readResults } from '../bench/results.ts';
import type { Chart } from '../examples/week/svg.ts';
import { tableOf, whole } from './tables.ts';

interface Asked {
  readonly kind: string;
  readonly name: string;
  readonly ms: number;
}

interface Measured {
  readonly store: string;
  readonly orders: number;
  readonly entries: number;
  readonly loadedIn: number;
  readonly bytes: Readonly<Record<string, number>>;
  readonly questions: readonly Asked[];
}

/** What `npm run bench:growth` has measured. */
interface Growth {
  readonly results: readonly Measured[];
}

const growth = () => readResults<Growth>('growth');

const isTab = ({ kind }: Asked): boolean => kind === 'tab';
const isOpenCount = ({ kind, name }: Asked): boolean =>
  kind === 'counts' && name.startsWith('open');

const shown = (ms: number): string => (ms < 10 ? ms.toFixed(1) : whole.format(ms));

/** The median of each question in milliseconds, by store and by the number of orders. */
export function growthTable(): string {
  const { results } = growth();
  const [first] = results;
  const heads = results.map(({ store, orders }) => `${store}, ${whole.format(orders)}`);
  const rows = (first?.questions ?? []).map(({ kind, name }) => {
    const times = results.map(({ questions }) => {
      const asked = questions.find((one) => one.kind === kind && one.name === name);
      return asked ? shown(asked.ms) : '';
    });
    return [kind, name, ...times];
  });
  return tableOf(['', '', ...heads], rows, 2);
}

/** How a page of a tab grows (the median of all tabs, and the slowest), and the counts of what is open, to the largest size. */
export function growthRatiosOf(store: string): readonly [number, number, number] {
  const sizes = growth().results.filter((one) => one.store === store);
  const ratiosOf = (wanted: (asked: Asked) => boolean): readonly number[] => {
    const [small, large] = [sizes[0], sizes.at(-1)].map((size) =>
      (size?.questions ?? []).filter(wanted).map(({ ms }) => ms),
    );
    const ratios = (large ?? []).map((ms, index) => ms / (small?.[index] ?? Number.NaN));
    return ratios.toSorted((a, b) => a - b);
  };
  const [tabs, counts] = [ratiosOf(isTab), ratiosOf(isOpenCount)];
  const middle = (ratios: readonly number[]): number =>
    ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return [middle(tabs), tabs.at(-1) ?? Number.NaN, middle(counts)];
}

/** What a page of a tab, and the counts of what is open, cost at the largest size, against the smallest. */
export function growthRatios(): string {
  const rows = [...new Set(growth().results.map(({ store }) => store))].map((store) => [
    store,
    ...growthRatiosOf(store).map((ratio) => ratio.toFixed(1)),
  ]);
  const heads = [
    'a page of a tab, median of all tabs',
    'of the slowest to grow',
    'counts of open statuses',
  ];
  return tableOf(['', ...heads], rows);
}

/** How much there is, and how long it took to load. */
export function growthSizes(): string {
  const rows = growth().results.map(({ store, orders, entries, bytes, loadedIn }) => {
    const all = Object.values(bytes).reduce((sum, one) => sum + one, 0);
    return [
      store,
      whole.format(orders),
      whole.format(entries),
      `${(all / 2 ** 20).toFixed(0)} MiB`,
      `${(loadedIn / 1000).toFixed(0)} s`,
    ];
  });
  const heads = ['orders', 'lines of history', 'with all indexes', 'made up and loaded in'];
  return tableOf(['', ...heads], rows);
}

/** How the time of each question grows with the number of orders, both as powers of ten. */
export function growthPlot(): Chart {
  const values = growth().results.flatMap(({ store, orders, questions }) =>
    questions.map(({ kind, name, ms }) => ({ store, orders, kind, name, ms })),
  );
  return {
    data: { values },
    mark: { type: 'line', point: true, opacity: 0.7 },
    encoding: {
      column: { field: 'store', title: null },
      x: {
        field: 'orders',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { format: '~s', values: [1e4, 1e5, 1e6] },
      },
      y: {
        field: 'ms',
        type: 'quantitative',
        scale: { type: 'log' },
        title: 'milliseconds, median',
        axis: { values: [1, 10, 100, 1000] },
      },
      color: { field: 'kind', title: null },
      detail: { field: 'name' },
    },
    width: 300,
    height: 300,
  };
}

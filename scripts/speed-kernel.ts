import type { Chart } from '../examples/week/svg.ts';
import { kernel, types } from './speed-results.ts';
import { shown, tableOf } from './tables.ts';

const tasks = ['happy', 'mixed', 'possible', 'events', 'refused', 'json'] as const;

/** Everybody's work beside the switch with history: ratios of times, so less is better. */
export function contestantTable(): string {
  const rows = kernel().rows.map(({ name, brings, asksGuards, tasks: done, heap }) => [
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
  const rows = kernel().imports.map(({ name, ms, ratio }) => [name, shown(ms), shown(ratio)]);
  return tableOf(
    ['bundled and minified, but where it says otherwise', 'ms', 'beside an empty module'],
    rows,
  );
}

export function firstTable(): string {
  const rows = kernel().first.map(({ name, importMs, firstMs, wholeMs }) => [
    name,
    shown(importMs),
    shown(firstMs),
    shown(wholeMs),
  ]);
  return tableOf(['', 'import, ms', 'first order placed and confirmed, ms', 'together, ms'], rows);
}

export function sizeTable(): string {
  const rows = kernel().sizes.map(({ name, minified, gzip }) => [
    name,
    `${(minified / 1000).toFixed(1)} kB`,
    `${(gzip / 1000).toFixed(1)} kB`,
  ]);
  return tableOf(['', 'minified', 'gzipped'], rows);
}

export function definitionTable(): string {
  const { definitions } = kernel().grown;
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
  const rows = kernel().grown.lines.map(({ count, happyPathNs }) => [
    shown(count),
    `${shown(happyPathNs / 1000)} µs`,
    `${shown(happyPathNs / count)} ns`,
  ]);
  return tableOf(['lines of an order', 'from New to Delivered, six events', 'a line'], rows, 0);
}

export function typeTable(): string {
  const rows = types().rows.map(({ name, compiler, instantiations, types, checkSeconds }) => [
    name,
    compiler,
    shown(instantiations),
    shown(types),
    `${(checkSeconds * 1000).toFixed(0)} ms`,
  ]);
  return tableOf(['', 'compiler', 'instantiations', 'types', 'check'], rows, 2);
}

/** How long everybody takes for the same work, as ratios on a scale of powers of ten. */
export function contestantPlot(): Chart {
  const names = {
    happy: 'happy path',
    mixed: 'mixed traffic',
    refused: 'a refusal',
    json: 'JSON in and out',
  };
  const values = kernel().rows.flatMap(({ name, tasks: done }) =>
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

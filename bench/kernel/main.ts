/**
 * The same work by everybody: how long it takes beside a hand-written switch, the heap of an order, what an import costs,
 * and how large the code is. `npm run bench:kernel`; `-- quick` for one repeat in place of three.
 */
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { ContestantResult, GrownDefinitions, KernelResults } from '../measured.ts';
import { writeResults } from '../results.ts';
import { say } from '../say.ts';
import { child, shuffled } from './child.ts';
import type { Contestant } from './contestant.ts';
import { contestants, control } from './contestants/index.ts';
import { coldStarts } from './import-costs.ts';
import { imports, ours } from './packages.ts';
import { sizeOf } from './size.ts';
import { round, spreadOf } from './spread.ts';
import type { Spread } from './spread.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const quick = argv.includes('quick');
const repeats = quick ? 1 : 3;
const importRuns = quick ? 5 : 21;

interface Timed {
  readonly ratio: Spread;
  readonly nanoseconds: number;
}

/** The middle of the processes' middles, and the least and the most of them. */
function together(each: readonly Timed[]) {
  const ratios = each.map(({ ratio }) => ratio.median).sort((one, other) => one - other);
  return {
    ratio: round(spreadOf(ratios).median),
    least: round(ratios[0] ?? Number.NaN),
    most: round(ratios.at(-1) ?? Number.NaN),
    nanoseconds: Math.round(spreadOf(each.map(({ nanoseconds }) => nanoseconds)).median),
  };
}

async function timings() {
  const timed = new Map<string, Record<string, Timed[]>>();
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    for (const file of shuffled([control, ...contestants])) {
      say(`${repeat}/${repeats} ${file}`);
      const results = await child<Record<string, Timed>>('pair.ts', [file]);
      const known = timed.get(file) ?? {};
      for (const [task, result] of Object.entries(results)) (known[task] ??= []).push(result);
      timed.set(file, known);
    }
  }
  return timed;
}

async function heaps() {
  const bytes = new Map<string, number>();
  for (const file of [control, ...contestants]) {
    const runs = [];
    for (let repeat = 0; repeat < Math.min(3, repeats); repeat += 1)
      runs.push((await child<{ bytes: number }>('heap.ts', [file], ['--expose-gc'])).bytes);
    bytes.set(file, spreadOf(runs).median);
  }
  return bytes;
}

async function sizes() {
  const peers = Object.entries(imports).map(async ([name, { from, names }]) => ({
    name,
    ...(await sizeOf(from, names, here)),
  }));
  const own = Object.entries(ours).map(async ([name, { from, names }]) => ({
    name,
    ...(await sizeOf(
      fileURLToPath(new URL(`../../dist/${from}.js`, import.meta.url)),
      names,
      here,
    )),
  }));
  return [...(await Promise.all(own)), ...(await Promise.all(peers))];
}

const timed = await timings();
say('heap');
const bytes = await heaps();
say('imports');
const { imported, first } = await coldStarts(importRuns);
say('definitions and lines that grow');
const grown = await child<GrownDefinitions>('sizes-of-definitions.ts', []);
say('sizes');
const sized = await sizes();

const controlBytes = bytes.get(control) ?? Number.NaN;
const rows: ContestantResult[] = [];
for (const file of [control, ...contestants]) {
  const { default: contestant } = (await import(`./contestants/${file}.ts`)) as {
    default: Contestant;
  };
  const tasks = Object.entries(timed.get(file) ?? {});
  const heapBytes = bytes.get(file) ?? Number.NaN;
  rows.push({
    file,
    name: file === control ? `${contestant.name}, beside itself` : contestant.name,
    brings: contestant.brings,
    asksGuards: contestant.asksGuards === true,
    tasks: Object.fromEntries(tasks.map(([task, each]) => [task, together(each)])),
    heap: { bytes: heapBytes, ratio: round(heapBytes / controlBytes) },
  });
}
console.table(
  Object.fromEntries(
    rows.map(({ name, tasks, heap }) => [
      name,
      {
        ...Object.fromEntries(Object.entries(tasks).map(([task, { ratio }]) => [task, ratio])),
        heap: heap.ratio,
      },
    ]),
  ),
);
console.table(first);
console.log(JSON.stringify(grown));
console.table(Object.fromEntries(imported.map(({ name, ...rest }) => [name, rest])));
console.table(Object.fromEntries(sized.map(({ name, ...rest }) => [name, rest])));
if (!quick) {
  const results: KernelResults = { repeats, rows, imports: imported, sizes: sized, first, grown };
  writeResults('kernel', results);
}

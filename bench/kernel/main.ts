/**
 * The same work by everybody: how long it takes beside a hand-written switch, the heap of an order, what an import costs,
 * and how large the code is. `npm run bench:kernel`; `-- quick` for one repeat in place of five.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { writeResults } from '../results.ts';
import type { Contestant } from './contestant.ts';
import { contestants, control } from './contestants/index.ts';
import { imports, ours } from './packages.ts';
import { sizeOf } from './size.ts';
import { spreadOf } from './spread.ts';
import type { Spread } from './spread.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const quick = argv.includes('quick');
const repeats = quick ? 1 : 5;
const importRuns = quick ? 11 : 41;

const say = (what: string): void => console.log(`${new Date().toTimeString().slice(0, 8)} ${what}`);

/** Runs a file of this folder in a process of its own, and reads the JSON that it prints. */
async function child<Value>(file: string, args: readonly string[], flags: readonly string[] = []) {
  const { stdout } = await run(execPath, [...flags, join(here, file), ...args], { cwd: here });
  return JSON.parse(stdout) as Value;
}

function shuffled<Value>(values: readonly Value[]): readonly Value[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

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

const round = (value: number): number => Number(value.toFixed(value < 10 ? 2 : 0));

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

/** What an import costs beside that of an empty module: in turns, each in a process of its own. */
async function importCosts() {
  const folder = await mkdtemp(join(tmpdir(), 'cod-bench-'));
  const write = async (name: string, contents: string) => {
    const path = join(folder, name);
    await writeFile(path, contents);
    return pathToFileURL(path).href;
  };
  const bundled = async (name: string, contents: string) => {
    const outfile = join(folder, name);
    await build({
      stdin: { contents, resolveDir: here },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      outfile,
    });
    return pathToFileURL(outfile).href;
  };
  const dist = (name: string) => new URL(`../../dist/${name}.js`, import.meta.url).href;
  const addresses: Record<string, string> = {
    'an empty module': await write('empty.mjs', 'export {};\n'),
    'cod-lifecycle/core': dist('core'),
    'cod-lifecycle/core, bundled': await bundled(
      'core.mjs',
      "export { cod, decide, explain } from '../../dist/core.js';",
    ),
    'cod-lifecycle, with zod': dist('index'),
    'cod-lifecycle, with zod, bundled': await bundled(
      'index.mjs',
      "export { cod, createOrders } from '../../dist/index.js';",
    ),
    'cod-lifecycle and PostgreSQL, bundled': await bundled(
      'postgres.mjs',
      "export { cod, createOrders } from '../../dist/index.js'; export { postgresStore } from '../../dist/adapters/postgres/index.js';",
    ),
    ...Object.fromEntries(
      [...new Set(Object.values(imports).map(({ from }) => from))].map((from) => [
        from,
        import.meta.resolve(from),
      ]),
    ),
  };
  const times = new Map<string, number[]>(Object.keys(addresses).map((name) => [name, []]));
  for (let turn = 0; turn < importRuns; turn += 1) {
    for (const [name, address] of shuffled(Object.entries(addresses)))
      times.get(name)?.push((await child<{ ms: number }>('import.ts', [address])).ms);
  }
  await rm(folder, { recursive: true });
  const empty = spreadOf(times.get('an empty module') ?? []).median;
  return [...times].map(([name, each]) => ({
    name,
    ms: round(spreadOf(each).median),
    ratio: round(spreadOf(each).median / empty),
  }));
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
const imported = await importCosts();
say('sizes');
const sized = await sizes();

const controlBytes = bytes.get(control) ?? Number.NaN;
const rows = [];
for (const file of [control, ...contestants]) {
  const { default: contestant } = (await import(`./contestants/${file}.ts`)) as {
    default: Contestant;
  };
  const tasks = Object.entries(timed.get(file) ?? {});
  rows.push({
    file,
    name: file === control ? `${contestant.name}, beside itself` : contestant.name,
    brings: contestant.brings,
    asksGuards: contestant.asksGuards === true,
    tasks: Object.fromEntries(tasks.map(([task, each]) => [task, together(each)])),
    heap: { bytes: bytes.get(file), ratio: round((bytes.get(file) ?? Number.NaN) / controlBytes) },
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
console.table(Object.fromEntries(imported.map(({ name, ...rest }) => [name, rest])));
console.table(Object.fromEntries(sized.map(({ name, ...rest }) => [name, rest])));
if (!quick) {
  writeResults('kernel', { repeats, rows, imports: imported, sizes: sized });
}

/**
 * The same work by everybody: how long it takes beside a hand-written switch, the heap of an order, what an import costs,
 * and how large the code is. `npm run bench:kernel`; `-- quick` for one repeat in place of three.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, execPath } from 'node:process';
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
const repeats = quick ? 1 : 3;
const importRuns = quick ? 5 : 21;

const say = (what: string): void => console.log(`${new Date().toTimeString().slice(0, 8)} ${what}`);

/** Runs a file of this folder in a process of its own, and reads the JSON that it prints. */
async function child<Value>(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<Value> {
  const options = { cwd: here, env: { ...env, ...more } };
  const { stdout } = await run(execPath, [...flags, join(here, file), ...args], options);
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

/** Milliseconds of each of some programs, in turns, each time in a process of its own: the middle of the turns. */
async function inTurns<Value>(
  addresses: Readonly<Record<string, string>>,
  measured: (address: string) => Promise<Value>,
  turns: number,
): Promise<ReadonlyMap<string, readonly Value[]>> {
  const values = new Map<string, Value[]>(Object.keys(addresses).map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, address] of shuffled(Object.entries(addresses)))
      values.get(name)?.push(await measured(address));
  }
  return values;
}

const dist = (name: string): string => new URL(`../../dist/${name}.js`, import.meta.url).href;
const ofDist = (name: string): string => JSON.stringify(fileURLToPath(dist(name)));
const backend = `export { cod, createOrders } from ${ofDist('index')};`;

/** What is imported, bundled and minified as a serverless function is: this library's parts, and its peers. */
const bundles: Readonly<Record<string, string>> = {
  'an empty module': 'export {};',
  'cod-lifecycle: decide and explain alone': `export { decide, explain } from ${ofDist('core')};`,
  'cod-lifecycle: with the lifecycle': `export { cod, decide, explain } from ${ofDist('core')};`,
  'cod-lifecycle: a backend, with zod': backend,
  'cod-lifecycle: a backend on PostgreSQL': `${backend} export { postgresStore, fromPg } from ${ofDist('adapters/postgres/index')};`,
  ...Object.fromEntries(
    Object.entries(imports).map(([name, { from, names }]) => [
      name,
      `export { ${names.map((each) => (each === 'default' ? 'default as _' : each)).join(', ')} } from '${from}';`,
    ]),
  ),
};

async function written(folder: string, name: string, contents: string): Promise<string> {
  const outfile = join(folder, `${name.replaceAll(/\W+/g, '-')}.mjs`);
  await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    outfile,
  });
  return pathToFileURL(outfile).href;
}

/** What an import costs beside that of an empty module, bundled; and this library's own modules as they are published. */
async function importCosts(folder: string) {
  const addresses: Record<string, string> = {};
  for (const [name, contents] of Object.entries(bundles))
    addresses[name] = await written(folder, name, contents);
  // As many functions as there are, none of which is called: what reading and parsing them costs by itself.
  const core = fileURLToPath(addresses['cod-lifecycle: with the lifecycle'] ?? '');
  const wrapped = `export const never = () => { ${(await readFile(core, 'utf8')).replace(/export\s*\{[^}]*\};?\s*$/, '')} };`;
  const unused = join(folder, 'unused.mjs');
  await writeFile(unused, wrapped);
  addresses['the same text as the lifecycle, not run'] = pathToFileURL(unused).href;
  addresses['cod-lifecycle/core, as published'] = dist('core');
  addresses['cod-lifecycle, as published'] = dist('index');
  const measured = async (address: string): Promise<number> =>
    (await child<{ ms: number }>('import.ts', [address])).ms;
  const times = await inTurns(addresses, measured, importRuns);
  const empty = spreadOf(times.get('an empty module') ?? []).median;
  return [...times].map(([name, each]) => ({
    name,
    ms: round(spreadOf(each).median),
    ratio: round(spreadOf(each).median / empty),
  }));
}

interface First {
  readonly importMs: number;
  readonly firstMs: number;
  readonly wholeMs: number;
}

/** From an import to the first order that is placed and confirmed, with Node's cache of compiled code and without. */
async function firstTransitions(folder: string) {
  const address = await written(
    folder,
    'first',
    `${backend} export { memoryStore } from ${ofDist('adapters/memory/index')};`,
  );
  const cache = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a fresh process': {},
    'with NODE_COMPILE_CACHE': cache,
  };
  await child<First>('first-transition.ts', [address], [], cache);
  const rows = [];
  for (const [name, more] of Object.entries(kinds)) {
    const runs = await inTurns(
      { [name]: address },
      async (each) => child<First>('first-transition.ts', [each], [], more),
      quick ? 3 : 21,
    );
    const middle = (of: keyof First): number =>
      round(spreadOf((runs.get(name) ?? []).map((run) => run[of])).median);
    rows.push({
      name,
      importMs: middle('importMs'),
      firstMs: middle('firstMs'),
      wholeMs: middle('wholeMs'),
    });
  }
  return rows;
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
const folder = await mkdtemp(join(tmpdir(), 'cod-bench-'));
const imported = await importCosts(folder);
const first = await firstTransitions(folder);
await rm(folder, { recursive: true });
say('definitions and lines that grow');
const grown = await child<object>('sizes-of-definitions.ts', []);
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
console.table(first);
console.log(JSON.stringify(grown));
console.table(Object.fromEntries(imported.map(({ name, ...rest }) => [name, rest])));
console.table(Object.fromEntries(sized.map(({ name, ...rest }) => [name, rest])));
if (!quick) {
  writeResults('kernel', { repeats, rows, imports: imported, sizes: sized, first, grown });
}

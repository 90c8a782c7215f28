import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { FirstResult, ImportResult } from '../measured.ts';
import { child, shuffled } from './child.ts';
import { imports } from './packages.ts';
import { round, spreadOf } from './spread.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

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
async function importCosts(folder: string, turns: number): Promise<readonly ImportResult[]> {
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
  const times = await inTurns(addresses, measured, turns);
  const empty = spreadOf(times.get('an empty module') ?? []).median;
  return [...times].map(([name, each]) => ({
    name,
    ms: round(spreadOf(each).median),
    ratio: round(spreadOf(each).median / empty),
  }));
}

type First = Omit<FirstResult, 'name'>;

/** From an import to the first order that is placed and confirmed, with Node's cache of compiled code and without. */
async function firstTransitions(folder: string, turns: number): Promise<readonly FirstResult[]> {
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
      turns,
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

/** What imports cost, and what follows them, each in so many processes of its own. */
export async function coldStarts(turns: number) {
  const folder = await mkdtemp(join(tmpdir(), 'cod-bench-'));
  const imported = await importCosts(folder, turns);
  const first = await firstTransitions(folder, turns);
  await rm(folder, { recursive: true });
  return { imported, first };
}

/**
 * What the types cost: how much a compiler does for the same consumer of each library, and for three consumers of this
 * one. `npm run bench:types`. Instantiations and types are exact; seconds are this machine's.
 */
import { cpSync, mkdtempSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilerCost, compilers } from '../../test/support/compiler-cost.ts';
import { spreadOf } from '../kernel/spread.ts';
import type { TypeResults } from '../measured.ts';
import { writeResults } from '../results.ts';

const rounds = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));
const peers = fileURLToPath(new URL('consumers', import.meta.url));

/** A project in which this package is installed as it is published. */
function ownProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cod-bench-types-'));
  cpSync(join(root, 'test/package/consumers'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/cod-lifecycle'));
  return folder;
}

const own = ownProject();
writeFileSync(join(own, 'empty.ts'), 'export {};\n');
const consumers: readonly (readonly [name: string, project: string, file: string])[] = [
  ['cod-lifecycle: a typical consumer', own, 'typical.ts'],
  ['cod-lifecycle: eight wrong calls', own, 'wrong-calls.ts'],
  ['cod-lifecycle: a status of one’s own', own, 'own-status.ts'],
  ['XState, setup', peers, 'xstate.ts'],
  ['@xstate/fsm', peers, 'xstate-fsm.ts'],
  ['robot3', peers, 'robot3.ts'],
  ['machina', peers, 'machina.ts'],
  ['typescript-fsm', peers, 'typescript-fsm.ts'],
];

const rows: TypeResults['rows'][number][] = [];
for (const compiler of Object.keys(compilers) as (keyof typeof compilers)[]) {
  const empty = await compilerCost(compiler, own, 'empty.ts');
  for (const [name, project, file] of consumers) {
    const seconds: number[] = [];
    let [instantiations, types] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const cost = await compilerCost(compiler, project, file);
      seconds.push(cost.checkSeconds);
      instantiations = cost.instantiations - empty.instantiations;
      types = cost.types - empty.types;
    }
    rows.push({ name, compiler, instantiations, types, checkSeconds: spreadOf(seconds).median });
  }
}
rmSync(own, { recursive: true });
console.table(rows);
const results: TypeResults = { rounds, rows };
writeResults('types', results);

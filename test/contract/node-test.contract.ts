import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { runStoreChecks, storeChecks } from 'cod-lifecycle/testing';
import { memoryUnderTest } from './memory-under-test.ts';

const run = promisify(execFile);
const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

it('holds a store to its contract under node:test as well', async () => {
  const fromSource = new URL('../support/from-source.ts', import.meta.url).href;
  const program = pathOf('node-test/memory.test.ts');
  const { stdout } = await run(process.execPath, [
    '--import',
    fromSource,
    '--test',
    '--test-reporter=tap',
    program,
  ]);
  const { passed, notRun } = await runStoreChecks(memoryUnderTest);
  const said = (word: string): number =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(stdout)?.[1]);
  expect(['tests', 'pass', 'fail', 'skipped', 'todo'].map(said)).toEqual([
    storeChecks.length,
    passed.length + notRun.length,
    0,
    0,
    0,
  ]);
  expect(stdout.match(/# Subtest: not run: .+ \(this store lacks \w+: .+\)$/gm)).toHaveLength(
    notRun.length,
  );
});

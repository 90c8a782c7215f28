import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const output = '.test-output';
const report = `${output}/vitest.json`;
const summary = '.test-report.json';
const counts = { passed: 0, failed: 0 };

/** Projects that need more than npm brings: each is asked for by its name, `node scripts/test.ts redis`. */
const apart = ['redis', 'browser'];
const [asked] = process.argv.slice(2);

/** Runs a command of the package in plain sight, and answers whether it succeeded. */
function run(bin: string, ...args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [`node_modules/${bin}`, ...args], {
    stdio: 'inherit',
  });
  return status === 0;
}

/** Runs a check while others run, shows what it says once it has ended, and counts it under its name. */
async function check(name: string, bin: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [`node_modules/${bin}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await once(child, 'close')) as [number | null];
  process.stdout.write((await said).join(''));
  counts[status === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
}

/** Counts vitest's own tests; whatever did not run counts as failed. */
function countTests(succeeded: boolean): void {
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  const failures = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative('', name);
    const failed = assertionResults
      // A skipped test is excused by a title that says which platform lacks what.
      .filter(
        (test) =>
          test.status !== 'passed' && !(test.status !== 'failed' && / lacks /.test(test.fullName)),
      )
      .map((test) => `${file}: ${test.fullName} (${test.status})`);
    // A file that could not be loaded has no tests to show for it.
    return failed.length === 0 && status === 'failed' ? [`${file} could not run`] : failed;
  });
  if (!succeeded && failures.length === 0) failures.push('vitest failed outside of any test');
  if (numPassedTests === 0) failures.push('no test ran');
  counts.passed += numPassedTests;
  counts.failed += failures.length;
  for (const failure of failures) console.log(`✗ ${failure}`);
}

rmSync(summary, { force: true });
rmSync(report, { force: true });
mkdirSync(output, { recursive: true });

try {
  if (asked === undefined) {
    await Promise.all([
      // Declarations are made by TypeScript 6; to check is a third of the work for 7.
      check('types', 'typescript-7.0/bin/tsc', '-b'),
      check('lint', 'oxlint/bin/oxlint', '--format=stylish'),
      check('format', 'oxfmt/bin/oxfmt', '--check'),
      check('unused files, exports and dependencies', 'knip/bin/knip.js'),
      check(
        'reference documentation',
        'typedoc/bin/typedoc',
        '--emit',
        'none',
        '--logLevel',
        'Warn',
      ),
    ]);
  }
  const projects = asked === undefined ? apart.map((name) => `!${name}`) : [asked];
  countTests(
    run(
      'vitest/vitest.mjs',
      'run',
      ...projects.map((name) => `--project=${name}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ),
  );
} catch (error) {
  console.error(error);
  counts.failed += 1;
} finally {
  writeFileSync(summary, `${JSON.stringify(counts)}\n`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

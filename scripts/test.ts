import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const output = '.test-output';
const report = `${output}/vitest.json`;
const summary = '.test-report.json';
let passed = 0;
/** What failed, and why. */
const failures: string[] = [];

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
  const told = (await said).join('');
  process.stdout.write(told);
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  if (status === 0) passed += 1;
  else failures.push(`${name}\n${told}`);
}

/** Counts vitest's own tests; whatever did not run counts as failed. */
function countTests(succeeded: boolean): void {
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('', name);
    const tests = assertionResults
      // A skipped test is excused by a title that says which platform lacks what.
      .filter(
        (test) =>
          test.status !== 'passed' && !(test.status !== 'failed' && / lacks /.test(test.fullName)),
      )
      .map((test) =>
        [`${file}: ${test.fullName} (${test.status})`, ...test.failureMessages].join('\n'),
      );
    // A file that could not be loaded has no tests to show for it.
    return tests.length === 0 && status === 'failed'
      ? [`${file} could not run\n${message}`]
      : tests;
  });
  if (!succeeded && failed.length === 0) failed.push('vitest failed outside of any test');
  if (numPassedTests === 0) failed.push('no test ran');
  passed += numPassedTests;
  failures.push(...failed);
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
  failures.push(`the tests could not run\n${inspect(error)}`);
} finally {
  const failed = failures.length;
  writeFileSync(summary, `${JSON.stringify({ passed, failed, failures })}\n`);
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

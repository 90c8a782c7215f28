import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { checksMade } from './check.ts';
import { writeExamples } from './example-files.ts';
import { findExamples } from './find-examples.ts';
import { ownDatabase } from './own-database.ts';
import { inOwnFolder } from './own-folder.ts';
import { generatePrismaClient } from './prisma-client.ts';

const cwd = fileURLToPath(root);
// Inside the checkout, so that an example resolves what a test resolves.
const folder = new URL('.test-output/examples/', root);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const pages = globSync(['README.md', 'docs/**/*.md', 'src/**/*.ts'], {
  cwd,
  exclude: ['docs/api/**'],
});
const examples = writeExamples(
  pages.toSorted().flatMap((file) => findExamples(file, readFileSync(new URL(file, root), 'utf8'))),
  folder,
);
generatePrismaClient(readFileSync(new URL('docs/how-to/prisma.md', root), 'utf8'), folder);

const toRun = examples.filter(({ noRun }) => noRun === undefined);
const claims = toRun.reduce((sum, { code }) => sum + (code.match(/\/\/=>/g)?.length ?? 0), 0);

describe('the examples of the documentation', () => {
  let run = 0;
  beforeEach(() => void vi.spyOn(console, 'log').mockReturnValue());
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('type-check', async () => {
    expect(await typeCheck()).toEqual([]);
  });

  it.each(toRun)('$name does what it says', async ({ path, code, name }) => {
    // Where the pages about PostgreSQL find their server.
    if (code.includes('DATABASE_URL')) {
      vi.stubEnv('DATABASE_URL', await ownDatabase(inject('postgres'), name));
    }
    await inOwnFolder(async () => {
      expect(await import(pathToFileURL(path).href)).toBeDefined();
    });
    run += 1;
  });

  it('all ran', () => {
    const left = examples.length - toRun.length;
    console.info(
      `${run} of ${toRun.length} examples run, ${left} type-checked only, ${checksMade()} values checked`,
    );
    expect(examples.length).toBeGreaterThan(0);
    expect(run).toBe(toRun.length);
    expect(checksMade()).toBe(claims);
  });
});

/** What the compiler says of the examples, each error a line that begins with its page. */
async function typeCheck(): Promise<readonly string[]> {
  const config = new URL('tsconfig.json', folder);
  const compilerOptions = { noEmit: true, incremental: false, tsBuildInfoFile: null };
  const files = examples.map(({ path }) => path);
  const tools = fileURLToPath(new URL('tsconfig.tools.json', root));
  writeFileSync(config, JSON.stringify({ extends: tools, compilerOptions, include: [], files }));
  const tsc = fileURLToPath(new URL('node_modules/typescript-7.0/bin/tsc', root));
  const compiler = spawn(process.execPath, [tsc, '--pretty', 'false', '-p', fileURLToPath(config)]);
  const said = Promise.all([text(compiler.stdout), text(compiler.stderr)]);
  const [status] = (await once(compiler, 'close')) as [number | null];
  const problems = (await said).join('').split('\n').filter(Boolean);
  if (status !== 0 && problems.length === 0) return [`the compiler ended with ${status}`];
  const pageOf = new Map(examples.map(({ path, file }) => [relative(cwd, path), file]));
  return problems.map((line) => line.replace(/^[^(]+/, (path) => pageOf.get(path) ?? path));
}

import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
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

  it('type-check', { timeout: 180_000 }, () => {
    const problems = typeCheck(examples.map(({ path }) => path));
    expect(problems).toEqual([]);
  });

  it.each(toRun)('$name does what it says', { timeout: 120_000 }, async ({ path, code, name }) => {
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

function typeCheck(paths: readonly string[]): readonly string[] {
  const config = ts.readConfigFile(fileURLToPath(new URL('tsconfig.tools.json', root)), (path) =>
    ts.sys.readFile(path),
  );
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, cwd);
  const program = ts.createProgram(paths, { ...options, noEmit: true, incremental: false });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    const { file, start = 0 } = diagnostic;
    if (!file) return text;
    const example = examples.find(
      ({ path }) => ts.sys.resolvePath(path) === ts.sys.resolvePath(file.fileName),
    );
    return `${example?.file ?? file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
  });
}

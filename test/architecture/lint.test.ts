import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/entries.ts';

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

const fromRoot = (path: string) => fileURLToPath(new URL(path, root));

/** The rules that carry the design, each with a file that breaks it and nothing else. */
const planted: Readonly<Record<string, string>> = {
  'typescript(no-explicit-any)': 'export const planted = (input: any) => typeof input;',
  'typescript(no-unsafe-return)': `export const planted = (): string => JSON.parse('1');`,
  'typescript(no-floating-promises)':
    'const later = async () => undefined;\nexport const planted = () => {\n  later();\n};',
  'typescript(no-misused-promises)':
    'const later = async () => true;\nexport const planted = () => (later() ? 1 : 2);',
  'typescript(consistent-type-imports)': `import { Fine } from './fine.js';\nexport const planted = (fine: Fine) => fine;`,
  'typescript(ban-ts-comment)': '// @ts-expect-error\nexport const planted: string = 1;',
  'typescript(switch-exhaustiveness-check)': `export const planted = (side: 'left' | 'right') => {\n  switch (side) {\n    case 'left':\n      return 1;\n  }\n  return 2;\n};`,
  'eslint(no-unused-vars)': 'const planted = 1;\nexport const used = 2;',
  'eslint(no-console)': `export const planted = () => console.log('');`,
  'eslint(max-lines)': Array.from({ length: 301 }, (_, n) => `export const n${n} = ${n};`).join(
    '\n',
  ),
  'eslint(no-restricted-globals)': 'export const planted = typeof setTimeout;',
  'eslint(no-restricted-properties)': 'export const planted = () => Math.random();',
  'unicorn(no-abusive-eslint-disable)': '/* oxlint-disable */\nexport const planted = Date.now();',
};

function lint(cwd: string): Promise<readonly Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const oxlint = fromRoot('node_modules/oxlint/bin/oxlint');
    execFile(process.execPath, [oxlint, '-f', 'json', 'src'], { cwd }, (error, stdout, stderr) => {
      // Findings make it exit with 1; without a report it could not run.
      if (!stdout.startsWith('{')) reject(error ?? new Error(stderr));
      else resolve((JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics);
    });
  });
}

describe('a planted mistake', () => {
  const tree = mkdtempSync(join(tmpdir(), 'lint-'));
  const fileOf = (rule: string) => `${rule.replaceAll(/\W+/g, '-')}.ts`;
  let found: readonly Diagnostic[];

  beforeAll(async () => {
    for (const config of ['.oxlintrc.json', 'tsconfig.base.json'])
      cpSync(fromRoot(config), join(tree, config));
    symlinkSync(fromRoot('node_modules'), join(tree, 'node_modules'), 'junction');
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), `${text}\n`);
    };
    write(
      'tsconfig.json',
      `{ "extends": "./tsconfig.base.json", "compilerOptions": { "lib": ["es2023", "dom"] } }`,
    );
    write('src/kernel/fine.ts', 'export interface Fine {\n  readonly at: number;\n}');
    write('src/adapters/memory/clock.ts', 'export const now = () => Date.now();');
    for (const [rule, text] of Object.entries(planted)) write(`src/kernel/${fileOf(rule)}`, text);
    found = await lint(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  const codesIn = (file: string) =>
    found.filter(({ filename }) => basename(filename) === file).map(({ code }) => code);

  it.each(Object.keys(planted))('breaks %s and no other rule', (rule) => {
    expect(codesIn(fileOf(rule))).toEqual([rule]);
  });

  it('is found in no file without one', () => {
    expect([...codesIn('fine.ts'), ...codesIn('clock.ts')]).toEqual([]);
  });
});

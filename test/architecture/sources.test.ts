import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/entries.ts';

const cwd = fileURLToPath(root);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const core = globSync('src/**/*.ts', { cwd, exclude: ['src/adapters/**'] });
const written = globSync('{src,test,examples,bench,scripts}/**/*.{ts,mjs}', {
  cwd,
  exclude: ['bench/node_modules/**'],
});

const timeless = new Set(['parse', 'UTC', 'prototype']);

/** Where `Date` would read the clock: `new Date()`, `Date()`, `Date.now`, or handed on as a value. */
function clockReads(text: string): readonly string[] {
  const file = ts.createSourceFile('read.ts', text, ts.ScriptTarget.Latest, true);
  const reads: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'Date' && !isTimeless(node.parent)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      reads.push(`${line + 1}: ${node.parent.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return reads;
}

function isTimeless(use: ts.Node): boolean {
  if (ts.isNewExpression(use)) return (use.arguments?.length ?? 0) > 0;
  if (ts.isPropertyAccessExpression(use)) return timeless.has(use.name.text);
  return (
    ts.isTypeReferenceNode(use) ||
    (ts.isBinaryExpression(use) && use.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword)
  );
}

/** A suppression names its rules and, after `--`, its reason. */
const suppression = /(?:oxlint|eslint)-disable(?:-next-line|-line)?\b(?!.*\s--\s+\S.{9,})/;
const unexplained = (text: string) => text.split('\n').filter((line) => suppression.test(line));

describe('the sources', () => {
  it('read no clock outside adapters', () => {
    const reads = core.flatMap((file) => clockReads(read(file)).map((at) => `${file}:${at}`));
    expect(core.length).toBeGreaterThan(40);
    expect(reads).toEqual([]);
  });

  it('give a reason for every suppression', () => {
    const bare = written
      .filter((file) => file !== 'test/architecture/sources.test.ts')
      .filter((file) => file !== 'test/architecture/lint.test.ts')
      .flatMap((file) => unexplained(read(file)).map((line) => `${file}: ${line.trim()}`));
    expect(bare).toEqual([]);
  });
});

describe('the checks themselves', () => {
  it.each(['new Date()', 'Date()', 'Date.now()', 'const { now } = Date;', 'tick(Date)'])(
    'see that %s reads the clock',
    (text) => expect(clockReads(text)).toHaveLength(1),
  );

  it.each([
    'new Date(0)',
    'Date.parse(text)',
    'Date.UTC(2026, 1)',
    'let at: Date;',
    'at instanceof Date',
  ])('see that %s does not', (text) => expect(clockReads(text)).toEqual([]));

  it('tell a suppression with a reason from one without', () => {
    expect(unexplained('// oxlint-disable-next-line no-console')).toHaveLength(1);
    expect(unexplained('// oxlint-disable-next-line no-console -- why')).toHaveLength(1);
    expect(
      unexplained('// oxlint-disable-next-line no-console -- the report is its output'),
    ).toEqual([]);
  });
});

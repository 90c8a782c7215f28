import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { check } from './check.ts';
import { writeExamples } from './example-files.ts';
import { findExamples } from './find-examples.ts';
import { runnable } from './runnable.ts';

const page = (...lines: readonly string[]) => findExamples('page.md', lines.join('\n'));
const source = (...lines: readonly string[]) => findExamples('source.ts', lines.join('\n'));

describe('finding examples', () => {
  it('takes the ts blocks of a page, with their lines', () => {
    const found = page(
      '# Page',
      '```ts',
      'one();',
      '```',
      '```sh',
      'ls',
      '```',
      '- item',
      '  ```ts',
      '  two();',
      '  ```',
    );
    expect(found).toEqual([
      { file: 'page.md', line: 3, code: 'one();' },
      { file: 'page.md', line: 10, code: 'two();' },
    ]);
  });

  it('takes the blocks of doc comments, without their stars', () => {
    const found = source(
      'const a = 1;',
      '/**',
      ' * Does it.',
      ' * @example',
      ' * ```ts',
      ' * if (a) {',
      ' *   b();',
      ' * }',
      ' * ```',
      ' */',
      'export const c = `',
      '```ts',
      '```',
      '`;',
    );
    expect(found).toEqual([{ file: 'source.ts', line: 6, code: 'if (a) {\n  b();\n}' }]);
  });

  it('leaves out a block only for a reason', () => {
    expect(page('```ts no-run -- needs an account', '```')).toMatchObject([
      { noRun: 'needs an account' },
    ]);
    expect(() => page('```ts no-run', '```')).toThrow('page.md:1: the only flag');
  });

  it('lets nothing escape by its spelling', () => {
    expect(() => page('```typescript', '```')).toThrow('page.md:1: write ```ts');
    expect(() => page('text', '```ts', 'a();')).toThrow('never closed');
    expect(() => source('/** @example a() */')).toThrow('without a ```ts block');
    expect(
      source('/**', ' * @example A title', ' * ```ts', ' * a();', ' * ```', ' */'),
    ).toHaveLength(1);
  });
});

describe('reading //=> lines', () => {
  const made = (code: string) =>
    runnable({ file: 'page.md', line: 3, code }, './check.ts').split('\n').slice(2, -2).join('\n');

  it.each([
    ['a.b; //=> 1', '$check("page.md:3", "1", a.b); //=> 1'],
    ['await f(\n  1,\n); //=> 1', '$check("page.md:3", "1", await f(\n  1,\n)); //=> 1'],
    ['const a = f(); //=> 1', 'const a = f();; $check("page.md:3", "1", a); //=> 1'],
    ['console.log(a); //=> 1', '$check("page.md:3", "1", a); //=> 1'],
    ['x();\n{ a; //=> 1\n}', 'x();\n{ $check("page.md:4", "1", a); //=> 1\n}'],
    [
      'a;\n//=> {\n//     b: 1 }',
      '$check("page.md:3", "{      b: 1 }", a);\n//=> {\n//     b: 1 }',
    ],
  ])('%j', (code, expected) => expect(made(code)).toBe(expected));

  it('refuses one that is about nothing', () => {
    expect(() => made('if (a) { b(); } //=> 1')).toThrow('1 lines say //=>, 0 of them');
    expect(() => made('const { a } = b; //=> 1')).toThrow('1 lines say //=>, 0 of them');
  });
});

describe('making files of examples', () => {
  const written = (examples: ReturnType<typeof findExamples>) => {
    const folder = mkdtempSync(join(tmpdir(), 'cod-examples-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return writeExamples(examples, pathToFileURL(`${folder}/`));
  };
  const block = (...lines: readonly string[]) => page('```ts', ...lines, '```');

  it('gives each its own, by where it stands', () => {
    const made = written([...block('a();'), ...findExamples('b.md', '\n```ts\nb();\n```')]);
    expect(made.map(({ path }) => basename(path))).toEqual(['page.md-2.ts', 'b.md-3.ts']);
    expect(new Set(made.map(({ path }) => dirname(path))).size).toBe(1);
  });

  it('puts the blocks of a page that names one of them where they can import each other', () => {
    const made = written([
      ...block('// one.ts', 'export const a = 1;'),
      ...block("import { a } from './one.ts';", 'a; //=> 1'),
    ]);
    expect(made.map(({ path }) => basename(path))).toEqual(['one.ts', 'page.md-2.ts']);
    expect(new Set(made.map(({ path }) => basename(dirname(path))))).toEqual(new Set(['page.md']));
  });

  it('refuses a name that the page has given already', () => {
    const twice = [...block('// one.ts', 'a();'), ...block('// one.ts', 'b();')];
    expect(() => written(twice)).toThrow('page.md:2: its page has that file already');
  });

  it('imports what holds values against lines only where there are such lines', () => {
    const made = written([...block('a();'), ...findExamples('b.md', '```ts\nb; //=> 1\n```')]);
    const texts = made.map(({ path }) => readFileSync(path, 'utf8'));
    expect(texts.map((text) => text.includes('test/docs/check.ts'))).toEqual([false, true]);
  });
});

describe('checking a value', () => {
  it.each([
    ['1', 1],
    ["'new'", 'new'],
    ['undefined', undefined],
    ['[1, 2n]', [1, 2n]],
    ['{ ok: true, order: { id: 1 } }', { ok: true, order: { id: 1 } }],
    ['{ ok: true, … }', { ok: true, order: {} }],
    ['{ ok: true, order: { id: 1, … } }', { ok: true, order: { id: 1, status: 'new' } }],
  ])('%s', (said, actual) => expect(() => check('page.md:3', said, actual)).not.toThrow());

  it.each([
    ['1', 2],
    ["'1'", 1],
    ['{ ok: true }', { ok: true, order: {} }],
    ['{ ok: true, … }', { ok: false }],
    ['{ ok: ', {}],
  ])('not %s', (said, actual) =>
    expect(() => check('page.md:3', said, actual)).toThrow('page.md:3'),
  );
});

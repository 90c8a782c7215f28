import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
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

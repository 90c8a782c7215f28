import { describe, expect, it } from 'vitest';
import { same } from '../../../../src/testing/store-contract/same.ts';

const lines = (actual: unknown, expected: unknown): readonly string[] => {
  try {
    same('it', actual, expected);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
};

describe('two answers', () => {
  it.each([
    [
      { a: 1, b: [{ c: null }] },
      { b: [{ c: null }], a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [JSON.parse('{ "__proto__": { "a": 1 } }'), JSON.parse('{ "__proto__": { "a": 1 } }')],
  ])('are the same in whatever order their keys are: %j', (actual, expected) => {
    expect(lines(actual, expected)).toEqual([]);
    expect(lines(expected, actual)).toEqual([]);
  });

  it.each<[unknown, unknown, readonly string[]]>([
    [{ a: 1, b: 2 }, { a: 1 }, ['- it.b: undefined', '+ it.b: 2']],
    [{ a: 1 }, { a: 1, b: 2 }, ['- it.b: 2', '+ it.b: undefined']],
    [[{ a: 1, b: 2 }], [{ a: 1 }], ['- it.0.b: undefined', '+ it.0.b: 2']],
    [[1, 2], [1], ['- it: [1]', '+ it: [1,2]']],
    [{}, [], ['- it: []', '+ it: {}']],
    [null, {}, ['- it: {}', '+ it: null']],
    [{ ['__proto__']: 1 }, {}, ['- it.__proto__: undefined', '+ it.__proto__: 1']],
  ])('%j is not %j', (actual, expected, told) => {
    expect(lines(actual, expected)).toEqual(told);
  });

  it('are told in lines that can be read', () => {
    const long = lines('x'.repeat(10_000), 'y');
    expect(long[1]).toHaveLength(301);
    const many = lines(
      Array.from({ length: 100 }, () => 1),
      Array.from({ length: 100 }, () => 2),
    );
    expect(many).toHaveLength(41);
    expect(many.at(-1)).toBe('… and 160 lines more');
  });
});

import { expect } from 'vitest';
import { answerOf } from './postgres/told.ts';

/** Names of tables that are not plain. */
export const oddTableNames: readonly string[] = [
  '',
  'Shop',
  '1',
  '1shop',
  'shop-1',
  'my shop',
  '"',
  'shop"',
  'x;--',
  `x'; drop schema public; --`,
  'é',
  'a'.repeat(41),
  'a.b',
  '$1',
];

/** That a store is not set up with an option that is any of these, and that this is said. */
export async function expectRefused<Value>(
  option: string,
  values: readonly Value[],
  setUp: (value: Value) => unknown,
): Promise<void> {
  for (const value of values) {
    expect([value, await answerOf(() => setUp(value))]).toEqual([
      value,
      expect.stringMatching(new RegExp(`^options_invalid: ${option} must be`)),
    ]);
  }
}

import { expect } from 'vitest';

let made = 0;

/** How many `//=>` lines were held against a value so far. */
export const checksMade = (): number => made;

/** Compares a value with what its `//=>` line says; a `…` in the line stands for what it leaves out. */
export function check(at: string, said: string, actual: unknown): void {
  made += 1;
  const partial = said.includes('…');
  const expected = read(at, said.replaceAll(/,?\s*…/g, ''));
  if (partial) expect(actual, at).toMatchObject(expected as object);
  else expect(actual, at).toEqual(expected);
}

function read(at: string, literal: string): unknown {
  try {
    // oxlint-disable-next-line no-implied-eval -- the documentation is ours, and any literal may stand there
    return new Function(`return (${literal});`)();
  } catch (cause) {
    throw new Error(`${at}: "${literal}" is no JavaScript value`, { cause });
  }
}

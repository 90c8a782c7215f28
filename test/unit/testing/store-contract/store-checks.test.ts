import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { storeChecks } from 'cod-lifecycle/testing';
import { root } from '../../../../scripts/entries.ts';

/** The numbered rules, as the ports themselves write them down. */
const promised = globSync('src/ports/*.ts', { cwd: fileURLToPath(root) }).flatMap((file) =>
  [...readFileSync(new URL(file, root), 'utf8').matchAll(/^ \* - ((?:OS|EQ|CO|TA)-\d+) /gm)].map(
    ([, rule = '']) => rule,
  ),
);

describe('the checks of a store', () => {
  it('name every rule of its port, and no other', () => {
    const named = new Set(storeChecks.flatMap(({ rules }) => rules));
    expect(promised.length).toBeGreaterThanOrEqual(24);
    expect([...named].toSorted()).toEqual(promised.toSorted());
  });

  it('have a title of their own each, which begins with the rules', () => {
    expect(new Set(storeChecks.map(({ title }) => title)).size).toBe(storeChecks.length);
    for (const { rules, title } of storeChecks) {
      const start = /^(?:(?:OS|EQ|CO|TA)-\d+ )*/.exec(title)?.[0] ?? '';
      expect(start.trim().split(' ').filter(Boolean)).toEqual(rules);
      expect(title.slice(start.length)).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it('have an id of their own each', () => {
    expect(new Set(storeChecks.map(({ id }) => id)).size).toBe(storeChecks.length);
    for (const { id } of storeChecks) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it('stand together by group', () => {
    const groups = storeChecks.map(({ group }) => group);
    const turns = groups.filter((group, index) => group !== groups[index - 1]);
    expect(turns).toEqual([...new Set(groups)]);
  });
});

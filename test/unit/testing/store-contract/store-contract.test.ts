import { describe, expect, it } from 'vitest';
import { memoryStore } from 'cod-lifecycle/memory';
import { ExpectationError, storeChecks, storeContract } from 'cod-lifecycle/testing';
import type { StoreUnderTest } from 'cod-lifecycle/testing';
import { memoryUnderTest } from '../../../contract/memory-under-test.ts';

interface Registered {
  readonly path: readonly string[];
  readonly run: () => Promise<void>;
}

/** A runner that runs nothing until it is asked to. */
function register(change: Partial<StoreUnderTest> = {}) {
  const tests: Registered[] = [];
  const path: string[] = [];
  const runner = {
    describe(title: string, body: () => void) {
      path.push(title);
      body();
      path.pop();
    },
    it: (title: string, run: () => Promise<void>) => tests.push({ path: [...path, title], run }),
  };
  const contract = storeContract(runner, { ...memoryUnderTest, ...change });
  const titled = (title: string): Registered | undefined =>
    tests.find(({ path }) => path.at(-1)?.includes(title));
  return { contract, tests, titled };
}

describe('a contract', () => {
  it('has a test for each check, by group', () => {
    const { contract, tests } = register();
    expect(tests).toHaveLength(storeChecks.length);
    expect(contract.checks).toBe(storeChecks.length);
    for (const [index, { path }] of tests.entries()) {
      const { group, title } = storeChecks[index] ?? {};
      expect(path.slice(0, 2)).toEqual(['the contract of the memory store', group]);
      expect(path[2]).toContain(title);
    }
  });

  it('has a test that passes for what cannot be run, and says why', async () => {
    const { contract, tests } = register();
    const notRun = tests.filter(({ path }) => path[2]?.startsWith('not run: '));
    expect(contract.notRun).toHaveLength(notRun.length);
    expect(notRun.map(({ path }) => path[2])).toContain(
      'not run: OS-14 refuses the tables of a newer release, whatever is asked first, and ' +
        'writes nothing (this store lacks schema: it has no tables)',
    );
    for (const { run } of notRun) await expect(run()).resolves.toBeUndefined();
  });

  it('opens nothing until its tests are run', () => {
    expect(() => register({ open: () => Promise.reject(new Error('too soon')) })).not.toThrow();
  });

  it('fails with the differences', async () => {
    const broken = {
      ...memoryStore(),
      load: async () => [],
    };
    const { titled } = register({ open: async () => ({ store: broken, close: async () => {} }) });
    const failure = titled('OS-2 answers in the order of the keys')?.run();
    await expect(failure).rejects.toBeInstanceOf(ExpectationError);
    await expect(failure).rejects.toThrow(
      'The store answers otherwise:\n- load: ["c",null,"a","b","a"]\n+ load: []',
    );
  });
});

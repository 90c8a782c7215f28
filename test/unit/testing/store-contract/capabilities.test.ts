import { describe, expect, it } from 'vitest';
import { memoryStore } from 'cod-lifecycle/memory';
import { runStoreChecks, storeChecks } from 'cod-lifecycle/testing';
import type { StoreReport, StoreUnderTest } from 'cod-lifecycle/testing';
import { memoryDatabase } from '../../../contract/broken/memory-database.ts';
import { memoryUnderTest } from '../../../contract/memory-under-test.ts';

const memory: StoreUnderTest = memoryUnderTest;
const { lacks } = memoryUnderTest;

const failures = ({ failed }: StoreReport): Readonly<Record<string, string>> =>
  Object.fromEntries(failed.map(({ check, error }) => [check.id, (error as Error).message]));

describe('what a store can do', () => {
  it('is said, or its checks fail with what to add', async () => {
    const { transactions, durability, schema } = lacks;
    const report = await runStoreChecks({ ...memory, lacks: { transactions, durability, schema } });
    const wanting = storeChecks.filter(({ needs }) => needs[0] === 'connections');
    expect(wanting.length).toBeGreaterThan(5);
    expect(Object.keys(failures(report)).toSorted()).toEqual(
      ['says-whether-it-has-connections', ...wanting.map(({ id }) => id)].toSorted(),
    );
    for (const message of Object.values(failures(report)))
      expect(message).toContain(
        'open() must give "another", or lacks.connections must say why it cannot',
      );
  });

  it('is not said to be lacking where it is there', async () => {
    const store = memoryStore();
    const report = await runStoreChecks({
      ...memory,
      open: async () => ({
        store: memoryStore(),
        another: async () => store,
        close: async () => {},
      }),
    });
    expect(failures(report)).toEqual({
      'says-whether-it-has-connections': expect.stringContaining(
        'open() gives "another": take lacks.connections out',
      ),
    });
  });

  it.each([
    ['locks', 'locks'],
    ['olderTables', 'older-tables'],
  ] as const)(
    'is not said to be lacking where it shows in what the store does: %s',
    async (name, words) => {
      const report = await runStoreChecks({
        name: 'memory database',
        open: async () => memoryDatabase(),
        lacks: { [name]: 'nobody has looked' },
      });
      expect(failures(report)).toEqual({
        [`says-whether-it-has-${words}`]: expect.stringContaining(
          `it passes what needs ${name}: take lacks.${name} out`,
        ),
      });
    },
  );

  it('may be said to be lacking where it does not show', async () => {
    const report = await runStoreChecks({
      name: 'memory database',
      async open() {
        const database = memoryDatabase();
        return { ...database, atRelease: async () => database.connect() };
      },
      lacks: { olderTables: 'it brings them up to date itself' },
    });
    expect(Object.keys(failures(report))).toEqual(['newer-tables']);
  });

  it('leaves out what it lacks, with the reason', async () => {
    const { passed, failed, notRun } = await runStoreChecks(memory);
    expect(failed).toEqual([]);
    expect(passed.length + notRun.length).toBe(storeChecks.length);
    expect(new Set(notRun.map(({ lacks: what, because }) => `${what}: ${because}`))).toEqual(
      new Set(Object.entries(lacks).map(([what, because]) => `${what}: ${because}`)),
    );
    for (const { check } of notRun) expect(check.needs).not.toEqual([]);
  });

  it('can be tried for some of the checks alone', async () => {
    const [some] = storeChecks.filter(({ id }) => id === 'taken-source');
    const report = await runStoreChecks(memory, some ? [some] : []);
    expect(report.passed).toEqual([some]);
  });
});

describe('a store', () => {
  const opened = (
    open: () => Partial<Awaited<ReturnType<StoreUnderTest['open']>>> = () => ({}),
  ) => {
    const counts = { opened: 0, closed: 0 };
    const underTest: StoreUnderTest = {
      ...memory,
      async open() {
        counts.opened += 1;
        const close = async () => {
          counts.closed += 1;
        };
        return { store: memoryStore(), close, ...open() };
      },
    };
    return { counts, underTest };
  };

  it('is opened for each check, and closed again', async () => {
    const { counts, underTest } = opened();
    const { passed } = await runStoreChecks(underTest);
    expect(counts.opened).toBeGreaterThanOrEqual(passed.length);
    expect(counts.closed).toBe(counts.opened);
  });

  it('is closed when a check fails', async () => {
    const { counts, underTest } = opened(() => ({
      store: { ...memoryStore(), load: () => Promise.reject(new Error('down')) },
    }));
    const { failed } = await runStoreChecks(underTest);
    expect(failed.length).toBeGreaterThan(5);
    expect(counts.closed).toBe(counts.opened);
  });

  it('that cannot be closed has failed', async () => {
    const [check] = storeChecks.filter(({ id }) => id === 'unknown-order');
    const { underTest } = opened(() => ({ close: () => Promise.reject(new Error('stuck')) }));
    const { failed } = await runStoreChecks(underTest, check ? [check] : []);
    expect(failed).toEqual([{ check, error: new Error('stuck') }]);
  });

  it('that fails and cannot be closed says why it failed', async () => {
    const [check] = storeChecks.filter(({ id }) => id === 'unknown-order');
    const { underTest } = opened(() => ({
      store: { ...memoryStore(), load: () => Promise.reject(new Error('down')) },
      close: () => Promise.reject(new Error('stuck')),
    }));
    const { failed } = await runStoreChecks(underTest, check ? [check] : []);
    expect(failed).toEqual([{ check, error: new Error('down') }]);
  });
});

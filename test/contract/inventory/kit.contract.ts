import { describe, expect, it } from 'vitest';
import {
  ExpectationError,
  inventoryChecks,
  inventoryContract,
  runInventoryChecks,
} from 'cod-lifecycle/testing';
import type { InventoryReport, InventoryUnderTest, OpenInventory } from 'cod-lifecycle/testing';
import { inMemory } from './places.ts';

const memory: InventoryUnderTest = inMemory;
const lacks = memory.lacks ?? {};

const failures = ({ failed }: InventoryReport): Readonly<Record<string, string>> =>
  Object.fromEntries(failed.map(({ check, error }) => [check.id, (error as Error).message]));

/** The inventory in memory, with some of it otherwise. */
const memoryWith = (
  change: (open: OpenInventory) => Partial<OpenInventory>,
  said: InventoryUnderTest['lacks'] = lacks,
): InventoryUnderTest => ({
  ...memory,
  lacks: said,
  async open() {
    const open = await memory.open();
    return { ...open, ...change(open) };
  },
});

const needing = (need: string): readonly string[] =>
  inventoryChecks.filter(({ needs }) => needs.some((one) => one === need)).map(({ id }) => id);

describe('what an inventory can do', () => {
  it('is said, or its checks fail with what to add', async () => {
    const { tenants = '' } = lacks;
    const seen = failures(await runInventoryChecks(memoryWith(() => ({}), { tenants })));
    expect(Object.keys(seen).toSorted()).toEqual(
      ['says-whether-it-has-connections', ...needing('connections')].toSorted(),
    );
    for (const message of Object.values(seen))
      expect(message).toContain('open() must give "another", or lacks.connections must say why');
  });

  it('is not said to be lacking where it is there', async () => {
    const both = memoryWith(({ inventory }) => ({ another: async () => inventory }), {
      ...lacks,
      ledger: 'nobody has looked',
      missing: 'nobody has looked',
    });
    expect(Object.keys(failures(await runInventoryChecks(both)))).toEqual([
      'says-whether-it-has-connections',
      'says-whether-it-has-ledger',
      'says-whether-it-has-missing',
    ]);
  });

  it('is held to less where it counts less', async () => {
    const simple = memoryWith(
      ({ stock }) => ({
        async stock(sku, tenant) {
          const { available, reserved, missing = 0 } = await stock(sku, tenant);
          return { available: available - missing, reserved };
        },
      }),
      { ...lacks, ledger: 'it knows the shelf alone', missing: 'its shelf goes below zero' },
    );
    const { failed, passed, notRun } = await runInventoryChecks(simple);
    expect(failed).toEqual([]);
    expect(passed.length).toBeGreaterThan(25);
    expect(passed.length + notRun.length).toBe(inventoryChecks.length);
    const reasons = new Set(notRun.map(({ lacks: what, because }) => `${what}: ${because}`));
    expect(reasons).toContain('missing: its shelf goes below zero');
    for (const { check } of notRun) expect(check.needs).not.toEqual([]);
  });
});

describe('an inventory', () => {
  const [holdsAll] = inventoryChecks.filter(({ id }) => id === 'holds-all');
  const some = holdsAll ? [holdsAll] : [];

  it('is opened for each check, and closed again, also when that fails', async () => {
    const counts = { opened: 0, closed: 0 };
    const counted = memoryWith(({ inventory }) => {
      counts.opened += 1;
      return {
        inventory: { ...inventory, commit: () => Promise.reject(new Error('down')) },
        close: async () => {
          counts.closed += 1;
        },
      };
    });
    const { failed } = await runInventoryChecks(counted);
    expect(failed.length).toBeGreaterThan(5);
    expect(counts.opened).toBeGreaterThan(25);
    expect(counts.closed).toBe(counts.opened);
  });

  it('that fails and cannot be closed says why it failed', async () => {
    const close = () => Promise.reject(new Error('stuck'));
    const stuck = memoryWith(() => ({ close }));
    expect((await runInventoryChecks(stuck, some)).failed).toEqual([
      { check: holdsAll, error: new Error('stuck') },
    ]);
    const receive = () => Promise.reject(new Error('down'));
    const down = memoryWith(() => ({ close, receive }));
    expect((await runInventoryChecks(down, some)).failed).toEqual([
      { check: holdsAll, error: new Error('down') },
    ]);
  });

  it('that answers otherwise is told where', async () => {
    const silent = memoryWith(({ inventory }) => ({
      inventory: { ...inventory, reserve: async () => ({ lines: [{ lineId: '1', held: 0 }] }) },
    }));
    const { failed } = await runInventoryChecks(silent, some);
    const [error] = failed.map((failure) => failure.error);
    expect(error).toBeInstanceOf(ExpectationError);
    const lines = ['The inventory answers otherwise:', '- held.0: 3', '+ held.0: 0'];
    expect(error).toHaveProperty('message', lines.join('\n'));
  });
});

describe('the checks', () => {
  it('have ids of their own, and hold every rule of the port', () => {
    const ids = inventoryChecks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rules = new Set(inventoryChecks.flatMap((check) => check.rules));
    expect([...rules].toSorted()).toEqual(['IN-1', 'IN-2', 'IN-3', 'IN-4', 'IN-5']);
    for (const { title, rules } of inventoryChecks)
      expect(title.startsWith(rules.join(' '))).toBe(true);
  });

  it('are registered with any runner, what is not run with its reason', async () => {
    const titles: string[] = [];
    const groups: string[] = [];
    const runs: (() => Promise<void>)[] = [];
    const { checks, notRun } = inventoryContract(
      {
        describe: (title, body) => {
          groups.push(title);
          body();
        },
        it: (title, run) => {
          titles.push(title);
          runs.push(run);
        },
      },
      memory,
    );
    for (const run of runs) await run();
    expect(groups[0]).toBe('the contract of the memory inventory');
    expect(titles).toHaveLength(checks);
    expect(checks).toBe(inventoryChecks.length);
    const silent = titles.filter((title) => title.startsWith('not run: '));
    expect(silent).toHaveLength(notRun.length);
    expect(silent[0]).toMatch(/ \(this inventory lacks connections: it lives in one process\)$/);
  });
});

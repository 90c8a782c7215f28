import { diffDefinitions, upgrade } from 'cod-lifecycle/core';
import type { Definition } from 'cod-lifecycle/core';
import { describe, expect, it } from 'vitest';
import { frame, guard, lifecycle, loans, rules, sendLetter, withdraw } from './loans.ts';
import { lent } from './loans.ts';
import type { Loans } from './loans.ts';

type Upgrades = NonNullable<Definition<Loans>['upgrades']>;
const at = (version: number, upgrades: Upgrades) =>
  lifecycle({ ...frame, version, upgrades, rules });

describe('an order of an older definition', () => {
  const old = { ...lent, status: 'borrowed', definition: 'loan@1#0000' };

  it('is renamed, then mapped', () => {
    const now = at(2, {
      2: {
        statuses: { borrowed: 'lent' },
        order: ({ status, copies }) => ({
          book: `${String(status)} Emma`,
          copies: Number(copies) + 1,
        }),
      },
    });
    expect(upgrade(now, old)).toEqual({
      ...old,
      status: 'lent',
      book: 'lent Emma',
      copies: 2,
      definition: now.stamp,
    });
  });

  it('goes through every version in turn, and skips those that change nothing', () => {
    const now = at(4, {
      2: { statuses: { borrowed: 'out' } },
      4: { statuses: { out: 'lent', borrowed: 'returned' } },
    });
    expect(upgrade(now, old)).toMatchObject({ status: 'lent' });
    expect(upgrade(now, { ...old, definition: 'loan@3#0' })).toMatchObject({ status: 'returned' });
  });

  it('that carries no definition starts at the first step', () => {
    const now = at(2, { 1: { statuses: { borrowed: 'out' } }, 2: { statuses: { out: 'lent' } } });
    expect(upgrade(now, { ...old, definition: '' })).toMatchObject({ status: 'lent' });
  });

  it('keeps its version: nothing has happened to it', () => {
    const now = at(2, { 2: { statuses: { borrowed: 'lent' }, order: () => ({ version: 99 }) } });
    expect(upgrade(now, old)).toMatchObject({ version: old.version });
  });

  it('comes back as it is when it is of this version, or of a newer one', () => {
    const now = at(2, { 2: { statuses: { lent: 'overdue' } } });
    for (const definition of ['loan@2#0', 'loan@7#0']) {
      const order = { ...lent, definition };
      expect(upgrade(now, order)).toBe(order);
    }
  });

  it.each(['burnt', 'constructor', '__proto__', 'toString'])(
    'is not led on from a status that nobody knows: %s',
    (status) => {
      const now = at(2, { 2: { statuses: { borrowed: 'lent' } } });
      expect(() => upgrade(now, { ...old, status })).toThrow(
        new TypeError(
          `"${status}" is no status of ${now.stamp}; add it to the definition's upgrades`,
        ),
      );
    },
  );
});

describe('the difference of two definitions', () => {
  const changed = (change: object) =>
    lifecycle({
      ...frame,
      rules: rules.map((rule) => (rule === withdraw ? { ...rule, ...change } : rule)) as never,
    });
  const { requested, overdue, returned } = frame.statuses;
  const blocked = guard('reader_blocked', () => null);

  it('is nothing between a definition and itself', () => {
    expect(diffDefinitions(loans, lifecycle({ ...frame, version: 2, rules }))).toEqual([]);
  });

  it.each([
    ['target_changed', true, { to: ['lent'] }, ['lent', 'returned']],
    ['actor_added', false, { by: ['reader', 'clock'] }, ['clock']],
    ['actor_removed', true, { by: ['clock'] }, ['reader']],
    ['guard_added', true, { guards: [blocked] }, ['reader_blocked']],
    ['effects_changed', false, { effects: [sendLetter] }, [' -> send_letter']],
  ] as const)('names %s, breaking: %s', (kind, breaking, change, details) => {
    const found = diffDefinitions(loans, changed(change)).filter((known) => known.kind === kind);
    expect(found).toEqual(
      details.map((detail) => ({ kind, breaking, at: 'withdraw @ requested', detail })),
    );
  });

  it('names a guard that is gone, which breaks nothing', () => {
    expect(diffDefinitions(changed({ guards: [blocked] }), loans)).toEqual([
      {
        kind: 'guard_removed',
        breaking: false,
        at: 'withdraw @ requested',
        detail: 'reader_blocked',
      },
    ]);
  });

  it('names rules and statuses that came and went, what breaks first', () => {
    const old = lifecycle({
      ...frame,
      statuses: { requested, overdue, returned, borrowed: {} },
      rules: rules.map((rule) => ({
        ...rule,
        from: rule.from.map((status) => (status === 'lent' ? 'borrowed' : status)),
        to: rule.to.map((status) => (status === 'lent' ? 'borrowed' : status)),
      })),
    } as never);
    const differences = diffDefinitions(old, loans);
    expect(differences).toEqual(
      expect.arrayContaining([
        { kind: 'status_removed', breaking: true, at: 'borrowed' },
        { kind: 'status_added', breaking: false, at: 'lent' },
        { kind: 'edge_removed', breaking: true, at: 'renew @ borrowed' },
        { kind: 'edge_added', breaking: false, at: 'renew @ lent' },
      ]),
    );
    const flags = differences.map(({ breaking }) => breaking);
    expect(flags).toEqual(flags.toSorted((a, b) => Number(b) - Number(a)));
  });
});

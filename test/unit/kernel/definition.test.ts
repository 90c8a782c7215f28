import { CodError, DefinitionError } from 'cod-lifecycle/core';
import type { Definition } from 'cod-lifecycle/core';
import { describe, expect, it } from 'vitest';
import { frame, lend, lifecycle, loans, remind, rules, withdraw } from './loans.ts';
import type { Loans } from './loans.ts';

/** The problems of the loans with something changed. */
function problemsWith(change: object): readonly { code: string; path: unknown; message: string }[] {
  try {
    lifecycle({ ...frame, rules, ...change });
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return error.problems;
  }
}

describe('a definition that is sound', () => {
  it('becomes a lifecycle with its words in order', () => {
    expect(loans.statuses).toEqual(['requested', 'lent', 'overdue', 'returned']);
    expect(loans.events).toEqual(['request', 'lend', 'renew', 'remind', 'bring_back', 'withdraw']);
    expect(loans.stamp).toBe(`loan@1#${loans.fingerprint}`);
    expect(loans.policy).toBe(frame.policy);
  });
});

describe('a mistake in a definition is named when it is made:', () => {
  it.each([
    [
      'unknown_status',
      { initial: 'burnt' },
      ['initial'],
      'initial names the status "burnt", which is not defined',
    ],
    [
      'unknown_status',
      { rules: [...rules, { ...withdraw, type: 'burn', from: ['burnt'] }] },
      ['rules', 7, 'burn', 'from'],
      'rules.7.burn.from names the status "burnt", which is not defined',
    ],
    [
      'unknown_status',
      { rules: [...rules, { ...withdraw, type: 'burn', to: ['burnt'] }] },
      ['rules', 7, 'burn', 'to'],
      'rules.7.burn.to names the status "burnt", which is not defined',
    ],
    [
      'unknown_status',
      { instead: { withdraw: { burnt: 'bring_back' } } },
      ['instead', 'withdraw', 'burnt'],
      'instead.withdraw.burnt names the status "burnt", which is not defined',
    ],
    [
      'unknown_event',
      { late: { burn: {} } },
      ['late', 'burn'],
      'late.burn names the event "burn", which no rule has',
    ],
    [
      'unknown_status',
      { late: { remind: { in: { burnt: 'stale' } } } },
      ['late', 'remind', 'in', 'burnt'],
      'late.remind.in.burnt names the status "burnt", which is not defined',
    ],
    [
      'unknown_event',
      { instead: { withdraw: { lent: 'burn' } } },
      ['instead', 'withdraw', 'lent'],
      'instead.withdraw.lent names the event "burn", which no rule has',
    ],
    [
      'duplicate_rule',
      { rules: [...rules, lend] },
      ['rules', 7, 'lend'],
      '"lend" has two rules for the status "requested"',
    ],
    [
      'final_with_exit',
      { rules: [...rules, { ...withdraw, type: 'reopen', from: ['returned'], to: ['lent'] }] },
      ['statuses', 'returned'],
      '"returned" is final, yet "reopen" leads out of it',
    ],
    [
      'initial_mismatch',
      { initial: 'lent' },
      ['rules', 0, 'request'],
      '"request" creates an order in "requested", which is not the initial status',
    ],
    [
      'unreachable_status',
      { statuses: { ...frame.statuses, lost: {} } },
      ['statuses', 'lost'],
      'No path leads from "requested" to "lost"',
    ],
    [
      'empty_rule',
      { rules: [...rules, { ...withdraw, type: 'burn', from: [] }] },
      ['rules', 7, 'burn'],
      'A rule for "burn" is legal in no status',
    ],
    [
      'empty_rule',
      { rules: [...rules, { ...withdraw, type: 'burn', by: [] }] },
      ['rules', 7, 'burn'],
      'A rule for "burn" may be sent by nobody',
    ],
    [
      'choice_missing',
      { rules: rules.map((rule) => (rule === remind ? { ...rule, choose: undefined } : rule)) },
      ['rules', 3, 'remind'],
      '"remind" leads to overdue or lent and has no choice between them',
    ],
    [
      'reserved_name',
      { statuses: { ...frame.statuses, nothing: {} } },
      ['statuses', 'nothing'],
      '"nothing" is where new orders come from and cannot be a status',
    ],
  ])('%s', (code, change, path, message) => {
    expect(problemsWith(change)).toContainEqual({ code, path, message });
  });

  it('every one at once, each as a line of the message', () => {
    const change = {
      initial: 'burnt',
      late: { burn: {} },
      statuses: { ...frame.statuses, nothing: {} },
      rules: [
        ...rules.map((rule) => (rule === remind ? { ...rule, choose: undefined } : rule)),
        lend,
        { ...withdraw, type: 'lose', by: [] },
        { ...withdraw, type: 'reopen', from: ['returned'], to: ['lent'] },
      ],
    };
    const codes = new Set(problemsWith(change).map(({ code }) => code));
    expect([...codes].toSorted()).toEqual([
      'choice_missing',
      'duplicate_rule',
      'empty_rule',
      'final_with_exit',
      'initial_mismatch',
      'reserved_name',
      'unknown_event',
      'unknown_status',
    ]);
    expect(() => lifecycle({ ...frame, ...change } as never)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/(?:\n- [^\n]+){8}/) as unknown,
      }),
    );
  });

  it('a status that nothing reaches too, beside a mistake that has nothing to do with it', () => {
    const change = {
      statuses: { ...frame.statuses, lost: {} },
      rules: [...rules, { ...withdraw, type: 'lose', by: [] }],
    };
    expect(
      problemsWith(change)
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(['empty_rule', 'unreachable_status']);
  });

  it('as an error of this package, which says what it is', () => {
    const definition = { ...frame, rules, initial: 'burnt' } as unknown as Definition<Loans>;
    let thrown: unknown;
    try {
      lifecycle({ ...definition, rules });
    } catch (error) {
      thrown = error;
    }
    expect(CodError.is(thrown)).toBe(true);
    expect(thrown).toMatchObject({
      code: 'definition_invalid',
      message: expect.stringContaining(
        'The definition of "loan" is not sound:\n- initial',
      ) as unknown,
    });
  });
});

describe('an override', () => {
  it('stands outside the table: it is no exit, and reaches nothing', () => {
    const fix = {
      ...withdraw,
      type: 'fix',
      override: true,
      from: ['requested', 'lent', 'overdue', 'returned'],
      to: ['lent', 'lost'],
      choose: () => 'lent',
    };
    expect(problemsWith({ rules: [...rules, { ...fix, to: ['lent'] }] })).toEqual([]);
    const statuses = { ...frame.statuses, lost: {} };
    expect(problemsWith({ statuses, rules: [...rules, fix] })).toMatchObject([
      { code: 'unreachable_status', path: ['statuses', 'lost'] },
    ]);
  });
});

describe('a fingerprint', () => {
  const print = (change: object) => lifecycle({ ...frame, rules, ...change }).fingerprint;
  const rule = (change: object) => ({
    rules: rules.map((known) => (known === withdraw ? { ...known, ...change } : known)),
  });

  it('is the same for the same data, in whatever order its keys are written', () => {
    const { statuses, policy, ...rest } = frame;
    const turned = { policy: { blocked: policy.blocked, renewals: policy.renewals }, ...rest };
    expect(lifecycle({ ...turned, statuses, rules }).fingerprint).toBe(loans.fingerprint);
    expect(loans.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is taken when a definition is made, so that what cannot be written down fails there', () => {
    expect(() => print({ policy: { renewals: 2n, blocked: [] } })).toThrow(TypeError);
  });

  it('does not see the bodies of functions', () => {
    expect(print(rule({ apply: () => ({ fine: 7 }) }))).toBe(loans.fingerprint);
  });

  it.each([
    ['the id', { id: 'borrowing' }],
    ['the version', { version: 2 }],
    ['the policy', { policy: { renewals: 3, blocked: [] } }],
    ['a status', { statuses: { ...frame.statuses, lent: {} } }],
    ['who may send an event', rule({ by: ['librarian'] })],
    ['where an event is legal', rule({ type: 'abandon' })],
    ['a guard', rule({ guards: [{ code: 'reader_blocked', check: () => null }] })],
    ['an effect', rule({ effects: [{ type: 'send_letter', plan: () => null }] })],
    ['an override', rule({ override: true, from: ['requested', 'lent'] })],
    ['an invariant', { invariants: [] }],
    ['who may do everything', { superActors: ['clock'] }],
    ['the advice', { instead: { withdraw: { lent: 'bring_back' } } }],
    ['the accounts', { accounts: { shelf: 3, reader: 0 } }],
  ])('changes with %s', (_, change) => {
    expect(print(change)).not.toBe(loans.fingerprint);
  });
});

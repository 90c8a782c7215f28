import { block, decide, decideAny } from 'cod-lifecycle/core';
import type { Rule } from 'cod-lifecycle/core';
import { describe, expect, it, vi } from 'vitest';
import {
  by,
  effect,
  frame,
  lend,
  lent,
  lifecycle,
  loans,
  now,
  remind,
  requested,
} from './loans.ts';
import { rules, sendLetter, takeFromShelf } from './loans.ts';

const cause = new RangeError('no ink');
const fail = () => {
  throw cause;
};
const lending = { type: 'lend', until: '2026-03-20' } as const;

/** The loans with one rule changed. */
const changed = (rule: Rule, change: object) =>
  lifecycle({
    ...frame,
    rules: rules.map((known) => (known === rule ? { ...known, ...change } : known)) as never,
  });

const lentBy = (change: object) =>
  decideAny(changed(lend, change), requested, lending, by('librarian'));

describe('what fails after the guards fails closed:', () => {
  it.each([
    ['a change that throws', { apply: fail }],
    ['an effect that throws', { effects: [{ type: 'take_from_shelf', plan: fail }] }],
    ['the second effect of two', { effects: [takeFromShelf, { type: 'send_letter', plan: fail }] }],
  ])('%s', (_, change) => {
    expect(lentBy(change)).toEqual({
      ok: false,
      refusal: {
        code: 'blocked',
        event: 'lend',
        status: 'requested',
        possible: ['lend'],
        blockers: [{ code: 'apply_failed', params: { of: 'lend' }, cause }],
      },
    });
  });

  it('a choice that throws', () => {
    expect(
      decideAny(changed(remind, { choose: fail }), lent, { type: 'remind' }, by('clock')),
    ).toMatchObject({ refusal: { code: 'blocked', blockers: [{ code: 'apply_failed', cause }] } });
  });

  it.each(['requested', 'burnt', '__proto__', '', undefined, null, Promise.resolve('lent')])(
    'a choice outside its targets: %s',
    (choice) => {
      const outside = changed(remind, { choose: () => choice });
      expect(decideAny(outside, lent, { type: 'remind' }, by('clock'))).toMatchObject({
        ok: false,
        refusal: { blockers: [{ code: 'apply_failed', params: { of: 'remind' } }] },
      });
    },
  );

  it('an invariant that throws', () => {
    const invariants = [{ code: 'copies_negative' as const, check: fail }];
    const unsure = lifecycle({ ...frame, rules, invariants });
    expect(decideAny(unsure, requested, lending, by('librarian'))).toMatchObject({
      refusal: {
        code: 'blocked',
        blockers: [{ code: 'guard_failed', params: { of: 'copies_negative' }, cause }],
      },
    });
  });

  it('every invariant that says no', () => {
    const check = () => block({ copies: -1 });
    const strict = lifecycle({
      ...frame,
      rules,
      invariants: [
        { code: 'copies_negative', check },
        { code: 'copies_negative', check },
      ],
    });
    expect(decideAny(strict, requested, lending, by('librarian'))).toMatchObject({
      refusal: {
        code: 'blocked',
        blockers: [
          { code: 'copies_negative', params: { copies: -1 } },
          { code: 'copies_negative', params: { copies: -1 } },
        ],
      },
    });
  });
});

describe('a change', () => {
  it('is asked for only once every guard has said yes', () => {
    const apply = vi.fn<() => object>(() => ({}));
    const order = { ...requested, reader: 'Mallory' };
    decideAny(changed(lend, { apply }), order, lending, by('librarian'));
    expect(apply).not.toHaveBeenCalled();
  });

  it('leaves what it does not name', () => {
    expect(lentBy({ apply: () => ({ dueOn: 'soon' }) })).toMatchObject({
      order: { book: 'Emma', reader: 'Jane', status: 'lent', dueOn: 'soon', copies: 1, version: 4 },
    });
  });

  it('cannot write what the kernel writes', () => {
    const forged = {
      status: 'returned',
      version: 99,
      enteredAt: 'never',
      updatedAt: 'never',
      definition: 'mine',
    };
    expect(lentBy({ apply: () => forged })).toMatchObject({
      order: {
        status: 'lent',
        version: 4,
        enteredAt: now,
        updatedAt: now,
        definition: expect.stringMatching(/^loan@1#[0-9a-f]{16}$/) as unknown,
      },
    });
  });

  it('cannot do so through the books of an effect either', () => {
    const forging = effect('send_letter', () => ({
      effect: { type: 'send_letter', to: 'Jane' },
      change: { status: 'returned', version: 99, definition: 'mine' },
    }));
    expect(lentBy({ effects: [forging] })).toMatchObject({
      order: { status: 'lent', version: 4 },
      entry: { to: 'lent', version: 4 },
    });
  });
});

describe('effects', () => {
  it('are owed in the order in which the rule lists them', () => {
    const decision = lentBy({ effects: [sendLetter, takeFromShelf] });
    expect(decision.ok && decision.effects).toEqual([
      { type: 'send_letter', to: 'Jane' },
      { type: 'take_from_shelf', copies: 1 },
    ]);
  });

  it('see the order as it will be, and as it was', () => {
    const plan = vi.fn<(given: object) => null>(() => null);
    lentBy({ effects: [{ type: 'send_letter', plan }] });
    expect(plan).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        before: requested,
        order: expect.objectContaining({
          status: 'lent',
          dueOn: '2026-03-20',
          version: 4,
        }) as unknown,
        event: lending,
        actor: by('librarian').actor,
        policy: frame.policy,
        now,
        occurredAt: now,
      }),
    );
  });

  it('see what those before them changed', () => {
    const counting = effect('send_letter', ({ order }) => ({
      effect: { type: 'send_letter', to: `${order.reader} has ${order.copies}` },
    }));
    const decision = lentBy({ effects: [takeFromShelf, takeFromShelf, counting] });
    expect(decision).toMatchObject({ order: { copies: 2 } });
    expect(decision.ok && decision.effects.at(-1)).toEqual({
      type: 'send_letter',
      to: 'Jane has 2',
    });
  });

  it('that have nothing to do are not owed', () => {
    const decision = decide(
      loans,
      { ...lent, copies: 0 },
      { type: 'bring_back', damaged: false },
      by('reader'),
    );
    expect(decision).toMatchObject({ ok: true, effects: [] });
  });

  it('are not owed for an event that is refused', () => {
    const decision = decideAny(loans, lent, lending, by('librarian'));
    expect(decision).toEqual({ ok: false, refusal: expect.any(Object) as unknown });
  });
});

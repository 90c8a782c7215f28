import {
  allow,
  block,
  decide,
  decideAny,
  explain,
  isPossible,
  possibleEvents,
} from 'cod-lifecycle/core';
import type { Guard } from 'cod-lifecycle/core';
import { describe, expect, it, vi } from 'vitest';
import { by, frame, lent, lifecycle, renewalsLeft, renew, rules } from './loans.ts';

/** The loans with other guards on renewing. */
const guardedBy = (...guards: readonly Guard<string, never>[]) =>
  lifecycle({
    ...frame,
    rules: rules.map((rule) => (rule === renew ? { ...rule, guards } : rule)) as never,
  });

const renewal = { type: 'renew', until: '2026-05-01' } as const;

const refusalOf = (...guards: readonly Guard<string, never>[]) => {
  const decision = decideAny(guardedBy(...guards), lent, renewal, by('reader'));
  if (decision.ok) throw new Error('It was allowed');
  return decision.refusal;
};

describe('guards', () => {
  it('are all asked, and every one that says no is named', () => {
    const order = { ...lent, reader: 'Mallory', renewals: 3 };
    expect(decide(guarded(), order, renewal, by('reader'))).toMatchObject({
      refusal: {
        code: 'blocked',
        event: 'renew',
        status: 'lent',
        possible: ['renew', 'bring_back'],
        blockers: [
          { code: 'reader_blocked', params: { reader: 'Mallory' } },
          { code: 'too_many_renewals', params: { made: 3, limit: 2 } },
        ],
      },
    });
  });

  it('do not keep the ones after them from being asked, whatever they answer', () => {
    const last = vi.fn<() => typeof allow>(() => allow);
    refusalOf(
      { code: 'first', check: () => block() },
      {
        code: 'second',
        check: () => {
          throw new RangeError('no');
        },
      },
      { code: 'third', check: () => undefined as never },
      { code: 'last', check: last },
    );
    expect(last).toHaveBeenCalledOnce();
  });

  it.each([
    [
      'throws',
      () => {
        throw new RangeError('no');
      },
    ],
    ['answers with nothing', () => undefined],
    ['answers later', async () => Promise.reject(new Error('too late'))],
    ['says no', () => block()],
  ])('make an event impossible where one %s', (_what, check) => {
    const lifecycle = guardedBy({ code: 'odd', check: check as never });
    expect(isPossible(lifecycle, lent, 'renew', by('reader'))).toBe(false);
    expect(possibleEvents(lifecycle, lent, by('reader'))).not.toContain('renew');
  });

  it('see the order, the event, the actor, the policy and the times', () => {
    const check = vi.fn<() => typeof allow>(() => allow);
    const lifecycle = guardedBy({ code: 'seen', check });
    const context = by('reader', { occurredAt: '2026-02-28T10:00:00.000Z' });
    decideAny(lifecycle, lent, renewal, context);
    const { actor, now, occurredAt } = context;
    const { policy } = lifecycle;
    expect(check).toHaveBeenCalledWith({
      order: lent,
      event: renewal,
      actor,
      policy,
      now,
      occurredAt,
    });
  });

  it('see no event while nobody has filled in its form', () => {
    const check = vi.fn<() => typeof allow>(() => allow);
    explain(guardedBy({ code: 'seen', check }), lent, by('reader'));
    expect(check).toHaveBeenCalledWith(expect.objectContaining({ order: lent, event: undefined }));
  });

  it('answer with parameters, or with none', () => {
    expect(block()).toEqual({ blocked: {} });
    expect(refusalOf({ code: 'reserved_by_other', check: () => block() })).toMatchObject({
      blockers: [{ code: 'reserved_by_other', params: {} }],
    });
  });

  function guarded() {
    return lifecycle({ ...frame, rules });
  }
});

describe('a guard that fails says no', () => {
  it('when it throws, and keeps what it threw', () => {
    const cause = new RangeError('the index is gone');
    const check = () => {
      throw cause;
    };
    const refusal = refusalOf({ code: 'reserved_by_other', check }, renewalsLeft);
    expect(refusal).toEqual({
      code: 'blocked',
      event: 'renew',
      status: 'lent',
      possible: ['renew', 'bring_back'],
      blockers: [{ code: 'guard_failed', params: { of: 'reserved_by_other' }, cause }],
    });
  });

  it('beside the ones that say no themselves', () => {
    const check = () => {
      throw new RangeError('no');
    };
    expect(
      refusalOf(
        { code: 'reader_blocked', check },
        { code: 'reserved_by_other', check: () => block() },
      ),
    ).toMatchObject({
      blockers: [
        { code: 'guard_failed', params: { of: 'reader_blocked' } },
        { code: 'reserved_by_other' },
      ],
    });
  });

  it.each([
    ['a promise of yes', Promise.resolve(allow)],
    ['a promise of no', Promise.resolve(block())],
    ['nothing', undefined],
    ['true', true],
    ['false', false],
    ['a text', 'blocked'],
    ['a number', 0],
    ['an object that is no verdict', {}],
    ['a verdict without parameters', { blocked: true }],
    ['a verdict with null for parameters', { blocked: null }],
  ])('when it answers with %s', (_, answer) => {
    const check = () => answer as never;
    expect(refusalOf({ code: 'reserved_by_other', check })).toMatchObject({
      code: 'blocked',
      blockers: [
        {
          code: 'guard_failed',
          params: { of: 'reserved_by_other' },
          cause: expect.any(TypeError) as unknown,
        },
      ],
    });
  });
});

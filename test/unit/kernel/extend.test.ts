import {
  DefinitionError,
  block,
  decideAny,
  extendLifecycle,
  lifecycleOf,
} from 'cod-lifecycle/core';
import { describe, expect, it } from 'vitest';
import { by, lent, loans, overdue, requested } from './loans.ts';
import type { Loan, LoanEvent, Loans, Requested } from './loans.ts';

interface Shelved extends Omit<Requested, 'status'> {
  readonly status: 'shelved';
}

/** A library that keeps requested books on a shelf of their own for a while. */
interface Mine extends Omit<Loans, 'order' | 'event'> {
  order: Loan | Shelved;
  event: LoanEvent | { readonly type: 'shelve' };
}

const { guard, transition } = lifecycleOf<Mine>();
const shelve = transition('shelve', { from: ['requested'], to: 'shelved', by: ['librarian'] });
const lendShelved = transition('lend', {
  from: ['shelved'],
  to: 'lent',
  by: ['librarian'],
  apply: ({ event }) => ({ dueOn: event.until }),
});
const frame = { id: 'shelving', version: 1, statuses: { shelved: {} } } as const;
const shelved: Shelved = { ...requested, status: 'shelved' };
const shelving = extendLifecycle(loans, { ...frame, add: [shelve, lendShelved] });

describe('an extension', () => {
  it('adds statuses and events of its own', () => {
    expect(shelving.statuses).toEqual(['requested', 'lent', 'overdue', 'returned', 'shelved']);
    expect(shelving.events).toContain('shelve');
    expect(decideAny(shelving, requested, { type: 'shelve' }, by('librarian'))).toMatchObject({
      ok: true,
      order: { status: 'shelved', definition: shelving.stamp },
    });
    expect(decideAny(shelving, lent, { type: 'shelve' }, by('librarian'))).toMatchObject({
      refusal: { code: 'wrong_status', legalFrom: ['requested'] },
    });
  });

  it('makes a known event legal in more statuses, and leaves it where it was', () => {
    const event = { type: 'lend', until: '2026-03-20' } as const;
    for (const order of [shelved, requested])
      expect(decideAny(shelving, order, event, by('librarian'))).toMatchObject({
        ok: true,
        order: { status: 'lent' },
      });
  });

  it('leaves its base as it was', () => {
    expect(loans.statuses).not.toContain('shelved');
    expect(loans.events).not.toContain('shelve');
    expect(shelving.fingerprint).not.toBe(loans.fingerprint);
    expect(shelving.stamp).toBe(`shelving@1#${shelving.fingerprint}`);
  });

  it('guards an event further, in every status and together with what it had', () => {
    const closed = guard('reserved_by_other', () => block());
    const guarded = extendLifecycle(shelving, {
      id: 'mine',
      version: 1,
      guard: { lend: [closed] },
    });
    const event = { type: 'lend', until: '' } as const;
    const blocked = (order: Loan | Shelved) => {
      const decision = decideAny(guarded, order, event, by('librarian'));
      return decision.ok || decision.refusal.code !== 'blocked'
        ? []
        : decision.refusal.blockers.map(({ code }) => code);
    };
    expect(blocked(shelved)).toEqual(['reserved_by_other']);
    expect(blocked({ ...requested, reader: 'Mallory' })).toEqual([
      'reader_blocked',
      'reserved_by_other',
    ]);
  });

  it('weakens only what it names', () => {
    const order = { ...lent, reader: 'Mallory', renewals: 9 };
    const lenient = extendLifecycle(loans, {
      id: 'mine',
      version: 1,
      weaken: { renew: ['too_many_renewals'] },
    });
    const event = { type: 'renew', until: '' } as const;
    expect(decideAny(lenient, order, event, by('reader'))).toMatchObject({
      refusal: { blockers: [{ code: 'reader_blocked' }] },
    });
    expect(decideAny(lenient, { ...order, reader: 'Jane' }, event, by('reader')).ok).toBe(true);
    expect(
      decideAny(
        lenient,
        { ...requested, reader: 'Mallory' },
        { type: 'lend', until: '' },
        by('librarian'),
      ),
    ).toMatchObject({ refusal: { blockers: [{ code: 'reader_blocked' }] } });
  });

  it.each([
    [
      'a code',
      { weaken: { renew: ['bad_weather'] } },
      'weaken.renew: no guard of it has the code "bad_weather"',
    ],
    [
      'an event',
      { weaken: { burn: ['reader_blocked'] } },
      'weaken.burn: no guard of it has the code "reader_blocked"',
    ],
    ['an event', { guard: { burn: [] } }, 'guard.burn: there is no such event'],
    ['an event', { remove: ['burn'] }, 'remove: there is no event "burn"'],
  ])('that names %s which there is not is refused', (_, change, message) => {
    expect(() => extendLifecycle(loans, { id: 'mine', version: 1, ...change } as never)).toThrow(
      message,
    );
  });

  it('takes an event out, with what was said about it', () => {
    const advising = extendLifecycle(loans, {
      id: 'advising',
      version: 1,
      definition: {
        instead: { withdraw: { lent: 'bring_back' }, renew: { overdue: 'remind' } },
        late: { withdraw: { otherwise: () => 'stale' } },
      },
    });
    const shorter = extendLifecycle(advising, { id: 'mine', version: 1, remove: ['withdraw'] });
    expect(shorter.events).not.toContain('withdraw');
    expect(shorter.definition.late).toEqual({});
    expect(decideAny(shorter, requested, { type: 'withdraw' }, by('reader'))).toMatchObject({
      refusal: { code: 'invalid' },
    });
    const { refusal } = decideAny(
      shorter,
      overdue,
      { type: 'renew', until: '' },
      by('reader'),
    ) as never;
    expect(refusal).toMatchObject({ instead: 'remind' });
  });

  it('is checked again as a whole', () => {
    expect(() => extendLifecycle(loans, frame as never)).toThrow(DefinitionError);
    expect(() => extendLifecycle(loans, frame as never)).toThrow(
      'No path leads from "requested" to "shelved"',
    );
    expect(() => extendLifecycle(loans, { id: 'mine', version: 1, remove: ['remind'] })).toThrow(
      'No path leads from "requested" to "overdue"',
    );
    expect(() => extendLifecycle(shelving, { id: 'mine', version: 1, add: [shelve] })).toThrow(
      '"shelve" has two rules for the status "requested"',
    );
  });

  it('can be extended in turn', () => {
    const again = extendLifecycle(shelving, { id: 'again', version: 2, remove: ['renew'] });
    expect(again.stamp).toMatch(/^again@2#/);
    expect(decideAny(again, requested, { type: 'shelve' }, by('librarian')).ok).toBe(true);
    expect(again.events).not.toContain('renew');
  });
});

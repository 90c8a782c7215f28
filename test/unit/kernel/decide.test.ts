import { decide, decideAny, explain, isPossible, possibleEvents } from 'cod-lifecycle/core';
import { describe, expect, it } from 'vitest';
import {
  by,
  frame,
  later,
  lent,
  lifecycle,
  loans,
  now,
  overdue,
  requested,
  rules,
} from './loans.ts';
import { returned, withdraw } from './loans.ts';

describe('an event that is legal', () => {
  it('gives the order after it, stamped', () => {
    const context = by('librarian', { now: later, occurredAt: now, commandId: 'c-1' });
    const decision = decide(loans, requested, { type: 'lend', until: '2026-03-20' }, context);
    expect(decision).toMatchObject({
      ok: true,
      order: {
        ...requested,
        status: 'lent',
        dueOn: '2026-03-20',
        copies: 1,
        version: 4,
        enteredAt: now,
        updatedAt: later,
        definition: loans.stamp,
      },
    });
  });

  it('gives its line of history', () => {
    const event = { type: 'lend', until: '2026-03-20' } as const;
    const context = by('librarian', { now: later, occurredAt: now, commandId: 'c-1' });
    expect(decide(loans, requested, event, context)).toMatchObject({
      entry: {
        version: 4,
        event,
        from: 'requested',
        to: 'lent',
        actor: context.actor,
        occurredAt: now,
        recordedAt: later,
        commandId: 'c-1',
      },
    });
  });

  it('happened when it was learned of, and has no command id, where nobody says otherwise', () => {
    expect(decide(loans, lent, { type: 'remind' }, by('clock', { now: later }))).toMatchObject({
      entry: { occurredAt: later, recordedAt: later, commandId: null },
    });
  });

  it('that keeps the status keeps the time at which it was entered', () => {
    const renewed = decide(
      loans,
      lent,
      { type: 'renew', until: '2026-04-01' },
      by('reader', { now: later }),
    );
    expect(renewed).toMatchObject({
      order: { status: 'lent', version: 4, enteredAt: lent.enteredAt, updatedAt: later },
      entry: { from: 'lent', to: 'lent' },
    });
  });

  it('that makes an order out of nothing begins at version 1', () => {
    const event = { type: 'request', book: 'Emma', reader: 'Jane' } as const;
    const decision = decide(loans, null, event, by('reader', { occurredAt: later }));
    expect(decision).toEqual({
      ok: true,
      order: {
        status: 'requested',
        book: 'Emma',
        reader: 'Jane',
        renewals: 0,
        copies: 0,
        dueOn: null,
        fine: null,
        version: 1,
        enteredAt: later,
        updatedAt: now,
        definition: loans.stamp,
      },
      entry: {
        version: 1,
        event,
        from: 'nothing',
        to: 'requested',
        actor: by('reader').actor,
        occurredAt: later,
        recordedAt: now,
        commandId: null,
      },
      effects: [],
    });
  });

  it('changes none of its arguments, and comes to the same each time', () => {
    const order = Object.freeze({ ...requested });
    const event = Object.freeze({ type: 'lend' as const, until: '2026-03-20' });
    const context = Object.freeze(by('librarian'));
    const first = decide(loans, order, event, context);
    expect(decide(loans, order, event, context)).toEqual(first);
    expect(order).toEqual(requested);
  });
});

describe('one of several rules for an event', () => {
  it.each([
    ['lent', lent, 'reader', { status: 'returned', fine: 500 }, ['put_on_shelf']],
    [
      'overdue',
      overdue,
      'librarian',
      { status: 'returned', fine: 600 },
      ['put_on_shelf', 'send_letter'],
    ],
  ] as const)('applies by the status: %s', (_, order, kind, after, effects) => {
    const decision = decide(loans, order, { type: 'bring_back', damaged: true }, by(kind));
    expect(decision).toMatchObject({ ok: true, order: after });
    expect(decision.ok && decision.effects.map(({ type }) => type)).toEqual(effects);
  });

  it('may be sent by other people than the others', () => {
    const event = { type: 'bring_back', damaged: false } as const;
    expect(decide(loans, lent, event, by('reader')).ok).toBe(true);
    expect(decide(loans, overdue, event, by('reader'))).toEqual({
      ok: false,
      refusal: {
        code: 'forbidden',
        event: 'bring_back',
        status: 'overdue',
        possible: [],
        actor: 'reader',
        allowed: ['librarian'],
      },
    });
  });
});

describe('a rule with several targets', () => {
  it.each([
    ['2026-03-10', 'lent'],
    ['2026-03-21', 'overdue'],
  ])('leads, on %s, to %s', (today, status) => {
    const decision = decide(loans, lent, { type: 'remind' }, by('clock', { now: today }));
    expect(decision).toMatchObject({ ok: true, order: { status }, entry: { to: status } });
  });
});

describe('an event that is not legal', () => {
  it('is refused with where it would be, and what this actor could send instead', () => {
    expect(decideAny(loans, overdue, { type: 'renew', until: '' }, by('librarian'))).toEqual({
      ok: false,
      refusal: {
        code: 'wrong_status',
        event: 'renew',
        status: 'overdue',
        possible: ['bring_back'],
        legalFrom: ['lent'],
      },
    });
  });

  it('is refused with the event that says it in this status, where the definition knows one', () => {
    const advising = lifecycle({ ...frame, rules, instead: { withdraw: { lent: 'bring_back' } } });
    const { refusal } = decideAny(advising, lent, { type: 'withdraw' }, by('reader')) as never;
    expect(refusal).toMatchObject({ code: 'wrong_status', instead: 'bring_back' });
    const elsewhere = decideAny(advising, overdue, { type: 'withdraw' }, by('reader')) as never;
    expect(elsewhere['refusal']).not.toHaveProperty('instead');
  });

  it('is refused as final where nothing ever leads out', () => {
    expect(decideAny(loans, returned, { type: 'remind' }, by('clock'))).toMatchObject({
      refusal: { code: 'final', status: 'returned', possible: [], legalFrom: ['lent'] },
    });
  });

  it.each([
    ['a second creation', requested, { type: 'request', book: '', reader: '' }, 'requested'],
    ['an event of an order that does not exist', null, { type: 'withdraw' }, 'nothing'],
  ] as const)('is refused, such as %s', (_, order, event, status) => {
    expect(decideAny(loans, order, event, by('reader'))).toMatchObject({
      refusal: { code: 'wrong_status', status },
    });
  });

  it('that was known already, or is overtaken, says so and no more', () => {
    const lifecycleWithNews = lifecycle({
      ...frame,
      rules,
      late: {
        bring_back: {
          in: {
            returned: ({ order, event }) =>
              event.damaged === (order.fine !== null) ? 'duplicate' : null,
          },
        },
        remind: { in: { returned: 'stale' } },
      },
    });
    const back = (damaged: boolean) =>
      decideAny(lifecycleWithNews, returned, { type: 'bring_back', damaged }, by('reader'));
    expect(back(false)).toEqual({
      ok: false,
      refusal: { code: 'duplicate', event: 'bring_back', status: 'returned' },
    });
    expect(back(true)).toMatchObject({ refusal: { code: 'final' } });
    expect(decideAny(lifecycleWithNews, returned, { type: 'remind' }, by('clock'))).toEqual({
      ok: false,
      refusal: { code: 'stale', event: 'remind', status: 'returned' },
    });
  });

  it('is old in the statuses that say so, and where all others do', () => {
    const { refusal } = decideAny(
      lifecycle({
        ...frame,
        rules,
        late: { renew: { in: { lent: 'duplicate' }, otherwise: () => 'stale' } },
      }),
      lent,
      { type: 'renew', until: '2026-04-01' },
      by('reader'),
    ) as { refusal: object };
    expect(refusal).toEqual({ code: 'duplicate', event: 'renew', status: 'lent' });
  });

  it('is possible in a form all the same: nobody knows yet what it will say', () => {
    const known = lifecycle({ ...frame, rules, late: { renew: { in: { lent: 'duplicate' } } } });
    expect(isPossible(known, lent, 'renew', by('reader'))).toBe(true);
    expect(explain(known, lent, by('reader'))).toContainEqual({ event: 'renew', possible: true });
  });

  it('is refused all the same when the question whether it is late fails', () => {
    const failing = lifecycle({
      ...frame,
      rules,
      late: {
        remind: {
          otherwise: () => {
            throw new RangeError('no clock');
          },
        },
      },
    });
    expect(decideAny(failing, returned, { type: 'remind' }, by('clock'))).toMatchObject({
      ok: false,
    });
  });

  it('of no lifecycle is invalid, with what is possible now', () => {
    expect(decideAny(loans, lent, { type: 'burn' } as never, by('reader'))).toEqual({
      ok: false,
      refusal: {
        code: 'invalid',
        issues: [
          {
            path: ['type'],
            message: 'is no event of this lifecycle; possible now: renew, bring_back',
          },
        ],
      },
    });
  });
});

describe('an actor who may not', () => {
  it('is told who may, before anything about the status', () => {
    expect(decideAny(loans, returned, { type: 'lend', until: '' }, by('reader'))).toMatchObject({
      refusal: { code: 'forbidden', actor: 'reader', allowed: ['librarian'], status: 'returned' },
    });
  });

  it('is told the status where they may send the event somewhere', () => {
    expect(decideAny(loans, requested, { type: 'renew', until: '' }, by('reader'))).toMatchObject({
      refusal: { code: 'wrong_status', legalFrom: ['lent'], possible: ['withdraw'] },
    });
  });

  it('is refused before any guard is asked', () => {
    const order = { ...requested, reader: 'Mallory' };
    expect(decideAny(loans, order, { type: 'lend', until: '' }, by('clock'))).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  it('may do everything where the definition says so', () => {
    const open = lifecycle({ ...frame, rules, superActors: ['clock'] });
    expect(decide(open, requested, { type: 'withdraw' }, by('clock')).ok).toBe(true);
    const { refusal } = decideAny(open, requested, { type: 'withdraw' }, by('librarian')) as never;
    // Whoever may do everything is not who it is for.
    expect(refusal).toMatchObject({ code: 'forbidden', allowed: ['reader'] });
  });

  it('is not an actor kind that every object inherits', () => {
    const stranger = { actor: { kind: 'constructor', id: '' }, now } as never;
    expect(decideAny(loans, requested, { type: 'withdraw' }, stranger)).toMatchObject({
      refusal: { code: 'forbidden', actor: 'constructor', possible: [] },
    });
  });
});

describe('names that every object inherits', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  it.each(names)('are no events: %s', (type) => {
    expect(decideAny(loans, lent, { type } as never, by('reader'))).toMatchObject({
      refusal: { code: 'invalid', issues: [{ path: ['type'] }] },
    });
  });

  it.each(names)('are no statuses: %s', (status) => {
    const advising = lifecycle({ ...frame, rules, instead: { withdraw: { lent: 'bring_back' } } });
    const order = { ...lent, status } as never;
    expect(decideAny(advising, order, { type: 'withdraw' }, by('reader'))).toEqual({
      ok: false,
      refusal: {
        code: 'wrong_status',
        event: 'withdraw',
        status,
        possible: [],
        legalFrom: ['requested'],
      },
    });
  });

  it.each(names.filter((name) => name !== '__proto__'))(
    'can be the name of an event all the same: %s',
    (type) => {
      const named = lifecycle({
        ...frame,
        rules: [...rules, { ...withdraw, type } as never],
        late: { remind: { otherwise: () => 'stale' } },
        instead: { withdraw: { lent: 'bring_back' } },
      });
      expect(decideAny(named, requested, { type } as never, by('reader'))).toMatchObject({
        ok: true,
      });
      expect(decideAny(named, lent, { type } as never, by('reader'))).toMatchObject({
        refusal: { code: 'wrong_status', legalFrom: ['requested'] },
      });
    },
  );
});

describe('explain', () => {
  it('answers for every event: possible, or why not', () => {
    const explained = explain(loans, lent, by('reader'));
    expect(explained.map(({ event }) => event)).toEqual(loans.events);
    expect(explained.filter(({ possible }) => possible)).toEqual([
      { event: 'renew', possible: true },
      { event: 'bring_back', possible: true },
    ]);
    expect(explained.find(({ event }) => event === 'lend')).toMatchObject({
      possible: false,
      refusal: { code: 'forbidden', allowed: ['librarian'] },
    });
  });

  it('agrees with decide on everything that needs no form', () => {
    for (const order of [null, requested, lent, overdue, returned]) {
      for (const kind of ['reader', 'librarian', 'clock'] as const) {
        for (const explanation of explain(loans, order, by(kind))) {
          const event = {
            type: explanation.event,
            until: '',
            damaged: false,
            book: '',
            reader: '',
          };
          const decision = decideAny(loans, order, event, by(kind));
          const { ok: possible } = decision;
          expect(explanation).toEqual(
            decision.ok
              ? { event: event.type, possible }
              : { event: event.type, possible, refusal: decision.refusal },
          );
        }
      }
    }
  });

  it('lists the events that are possible, guards included', () => {
    expect(possibleEvents(loans, lent, by('reader'))).toEqual(['renew', 'bring_back']);
    const worn = { ...lent, renewals: 2 };
    expect(possibleEvents(loans, worn, by('reader'))).toEqual(['bring_back']);
    expect(possibleEvents(loans, null, by('reader'))).toEqual(['request']);
    expect(possibleEvents(loans, returned, by('librarian'))).toEqual([]);
  });

  it('says of one event whether it is possible', () => {
    expect(isPossible(loans, lent, 'renew', by('reader'))).toBe(true);
    expect(isPossible(loans, { ...lent, renewals: 2 }, 'renew', by('reader'))).toBe(false);
    expect(isPossible(loans, lent, 'request', by('reader'))).toBe(false);
    expect(isPossible(loans, null, 'request', by('reader'))).toBe(true);
    expect(isPossible(loans, lent, 'toString' as never, by('reader'))).toBe(false);
  });
});

import { decideAny, replay } from 'cod-lifecycle/core';
import type { Decision, Entry } from 'cod-lifecycle/core';
import { describe, expect, it } from 'vitest';
import { by, frame, later, lifecycle, loans, now, rules } from './loans.ts';
import type { Loan, LoanEvent, Loans } from './loans.ts';

const events: readonly (readonly [LoanEvent, Loans['actor']['kind']])[] = [
  [{ type: 'request', book: 'Emma', reader: 'Jane' }, 'reader'],
  [{ type: 'lend', until: '2026-03-20' }, 'librarian'],
  [{ type: 'renew', until: '2026-04-10' }, 'reader'],
  [{ type: 'renew', until: '2026-05-10' }, 'reader'],
  [{ type: 'bring_back', damaged: true }, 'reader'],
];

function lived(): { order: Loan; history: readonly Entry<Loans>[] } {
  let order: Loan | null = null;
  const history: Entry<Loans>[] = [];
  for (const [event, kind] of events) {
    const decision: Decision<Loans> = decideAny(
      loans,
      order,
      event,
      by(kind, { now: later, occurredAt: now }),
    );
    if (!decision.ok) throw new Error(`${event.type} was refused`);
    order = decision.order;
    history.push(decision.entry);
  }
  return { order: order as unknown as Loan, history };
}

describe('replaying a history', () => {
  const { order, history } = lived();

  it('gives the order, stamps and all', () => {
    expect(replay(loans, history)).toEqual(order);
  });

  it('gives the order as it was at any time', () => {
    expect(replay(loans, history.slice(0, 2))).toMatchObject({ status: 'lent', version: 2 });
    expect(replay(loans, [])).toBeNull();
  });

  it('asks no guard again: what was applied, was applied', () => {
    const strict = lifecycle({ ...frame, rules, policy: { renewals: 0, blocked: ['Jane'] } });
    expect(replay(strict, history)).toEqual({ ...order, definition: strict.stamp });
  });

  const [first, second, third, fourth] = history as unknown as readonly [
    Entry<Loans>,
    Entry<Loans>,
    Entry<Loans>,
    Entry<Loans>,
  ];
  it.each([
    ['begins in the middle', [second], 'Entry 2 (lend from requested)'],
    ['begins twice', [first, first], 'Entry 1 (request from nothing)'],
    ['misses a change of status', [first, third], 'Entry 3 (renew from lent)'],
    ['misses a line that kept the status', [first, second, fourth], 'Entry 4 (renew from lent)'],
    ['says a line twice', [first, second, third, third], 'Entry 3 (renew from lent)'],
    [
      'has an event of another lifecycle',
      [first, { ...second, event: { type: 'burn' } as never }],
      'Entry 2 (burn from requested)',
    ],
    [
      'leads to another status than it says',
      [first, { ...second, to: 'overdue' as const }],
      'Entry 2 (lend from requested)',
    ],
  ])('that %s throws, and names the entry', (_, broken, message) => {
    expect(() => replay(loans, broken)).toThrow(TypeError);
    expect(() => replay(loans, broken)).toThrow(message);
  });

  it('that cannot be carried out any more throws, and names the entry', () => {
    const tear = (): object => {
      throw new RangeError('no ink');
    };
    const torn = lifecycle({
      ...frame,
      rules: rules.map((rule) => (rule.type === 'lend' ? { ...rule, apply: tear } : rule)),
    });
    expect(() => replay(torn, history)).toThrow(
      new TypeError('Entry 2 (lend from requested) does not follow from what came before it'),
    );
  });
});

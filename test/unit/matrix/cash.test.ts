import { describe, expect, it } from 'vitest';
import { cod, requiredActions } from 'cod-lifecycle';
import type { CashState, Money, Order } from 'cod-lifecycle';
import { actor, ask, lifeTo, live, mad, orderIn, place, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';

const { policy } = cod();
const whole = mad(24_000);
const remit = (amount: Money = whole): Step => [{ type: 'remit_cash', amount }, 'driver'];
const count = (amount: Money = whole): Step => [{ type: 'reconcile_cash', amount }, 'finance'];
const free: readonly Step[] = [
  [{ ...place, amountDue: mad(0) }, 'agent'],
  ...lifeTo.out_for_delivery.slice(1),
];
const after = (...steps: readonly Step[]): Order => live([...lifeTo.delivered, ...steps]).order;
const cashEffects = (steps: readonly Step[]) =>
  live(steps).effects.filter(({ type }) => /collection|remittance|reconciliation/.test(type));

describe('the cash of an order', () => {
  it('is due until it is collected, in every status before', () => {
    for (const status of [
      'new',
      'no_answer',
      'confirmed',
      'processing',
      'shipped',
      'out_for_delivery',
      'returned',
      'cancelled',
    ] as const)
      expect(orderIn(status).cash).toEqual({ state: 'due', remitted: null, reconciled: null });
  });

  it.each<[string, readonly Step[], readonly CashState[]]>([
    ['is collected, remitted and reconciled', [remit(), count()], ['remitted', 'reconciled']],
    ['may be counted without having been remitted', [count()], ['reconciled']],
    ['does not add up', [count(mad(23_000))], ['discrepancy']],
    [
      'does not add up after it was remitted',
      [remit(), count(mad(1))],
      ['remitted', 'discrepancy'],
    ],
    ['is too much', [count(mad(25_000))], ['discrepancy']],
    ['adds up in the end', [count(mad(23_000)), count()], ['discrepancy', 'reconciled']],
    [
      'still does not add up',
      [count(mad(23_000)), count(mad(23_500)), count()],
      ['discrepancy', 'discrepancy', 'reconciled'],
    ],
  ])('%s', (_, steps, states) => {
    const seen = steps.map((_step, index) => after(...steps.slice(0, index + 1)).cash.state);
    expect(after().cash.state).toBe('collected');
    expect(seen).toEqual(states);
  });

  it('says who handed over how much, and who counted it', () => {
    expect(after(remit(mad(23_900)), count()).cash).toMatchObject({
      state: 'reconciled',
      remitted: { amount: mad(23_900), by: 'driver' },
      reconciled: { amount: whole, by: 'finance' },
    });
  });

  it('moves from hand to hand as data, once each', () => {
    expect(cashEffects([...lifeTo.delivered, remit(), count()])).toEqual([
      { type: 'record_collection', amount: whole, from: 'due' },
      { type: 'record_remittance', amount: whole, from: 'collected' },
      { type: 'record_reconciliation', amount: whole, from: 'remitted' },
    ]);
    expect(cashEffects([...lifeTo.delivered, count(mad(1)), count()]).slice(1)).toEqual([
      { type: 'record_reconciliation', amount: mad(1), from: 'collected' },
    ]);
  });

  it('asks to be reconciled until it is', () => {
    const asks = (...steps: readonly Step[]) =>
      requiredActions({ order: after(...steps), policy }).includes('reconcile_cash');
    expect([asks(), asks(remit()), asks(count(mad(1))), asks(count())]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it.each<[string, readonly Step[], Step, CashState]>([
    ['remitted twice', [remit()], remit(), 'remitted'],
    ['remitted after it was counted', [count()], remit(), 'reconciled'],
    ['remitted while it does not add up', [count(mad(1))], remit(), 'discrepancy'],
    ['counted twice', [count()], count(), 'reconciled'],
  ])('is never %s', (_, steps, [event, by], state) => {
    expect(ask(after(...steps), event, by)).toMatchObject({
      refusal: { blockers: [{ code: 'cash_not_open', params: { state } }] },
    });
  });
});

describe('another amount than the one due', () => {
  it.each([
    ['less', 23_000, -1_000],
    ['more', 25_000, 1_000],
    ['the amount', 24_000, 0],
  ])('is flagged with its difference: %s', (_, amount, difference) => {
    const event = { type: 'deliver', collected: mad(amount) } as const;
    expect(ask(orderIn('out_for_delivery'), event, 'driver')).toMatchObject({
      ok: true,
      order: {
        cash: { state: 'collected' },
        collection: { amount: mad(amount), expected: whole, difference },
      },
    });
  });

  it('is what finance has to find: the count is held against what was collected', () => {
    const life: readonly Step[] = [
      ...lifeTo.out_for_delivery,
      [{ type: 'deliver', collected: mad(23_000) }, 'driver'],
    ];
    expect(live([...life, count(mad(23_000))]).order.cash.state).toBe('reconciled');
    expect(live([...life, count(whole)]).order.cash.state).toBe('discrepancy');
  });

  it('is refused where the merchant wants that', () => {
    const lifecycle = cod({ cash: { onMismatch: 'reject' } });
    for (const amount of [1, 23_999, 24_001]) {
      const event = { type: 'deliver', collected: mad(amount) } as const;
      expect(ask(orderIn('out_for_delivery'), event, 'driver', lifecycle)).toMatchObject({
        refusal: {
          blockers: [{ code: 'amount_mismatch', params: { expected: 24_000, collected: amount } }],
        },
      });
    }
  });

  it('is never nothing, where something is due', () => {
    for (const collected of [{ collected: mad(0) }, {}])
      expect(ask(orderIn('shipped'), { type: 'deliver', ...collected }, 'driver')).toMatchObject({
        refusal: { blockers: [{ code: 'collection_required' }] },
      });
  });
});

describe('another currency', () => {
  const euros = { amount: 24_000, currency: 'EUR' };
  const refused = {
    refusal: {
      blockers: [{ code: 'currency_mismatch', params: { expected: 'MAD', given: 'EUR' } }],
    },
  };

  it('is refused at the door, at the handover, at the count and in a change', () => {
    expect(ask(orderIn('shipped'), { ...usual.deliver, collected: euros }, 'driver')).toMatchObject(
      refused,
    );
    expect(ask(after(), { type: 'remit_cash', amount: euros }, 'driver')).toMatchObject(refused);
    expect(ask(after(), { type: 'reconcile_cash', amount: euros }, 'finance')).toMatchObject(
      refused,
    );
    expect(ask(orderIn('new'), { type: 'amend', amountDue: euros }, 'agent')).toMatchObject(
      refused,
    );
  });

  it('is refused in a correction as well', () => {
    const event = {
      type: 'correct',
      to: 'delivered',
      reason: 'It is there',
      collected: euros,
    } as const;
    expect(ask(orderIn('shipped'), event, 'admin').ok).toBe(false);
  });
});

describe('an order with nothing due', () => {
  it('is not applicable to cash, from its placement on', () => {
    expect(live(free.slice(0, 1)).order.cash.state).toBe('not_applicable');
    const { order, effects } = live([...free, [{ type: 'deliver' }, 'driver']]);
    expect(order).toMatchObject({
      status: 'delivered',
      cash: { state: 'not_applicable' },
      collection: { amount: mad(0), expected: mad(0), difference: 0 },
    });
    expect(effects.filter(({ type }) => type === 'record_collection')).toEqual([]);
    expect(requiredActions({ order, policy })).toEqual([]);
  });

  it('has nothing to remit or to count', () => {
    const { order } = live([...free, [{ type: 'deliver' }, 'driver']]);
    for (const [event, by] of [remit(mad(0)), count(mad(0))])
      expect(ask(order, event, by)).toMatchObject({
        refusal: { blockers: [{ code: 'cash_not_open', params: { state: 'not_applicable' } }] },
      });
  });

  it('keeps what was taken all the same', () => {
    const { order } = live([...free, [{ type: 'deliver', collected: mad(500) }, 'driver']]);
    expect(order).toMatchObject({
      cash: { state: 'collected' },
      collection: { amount: mad(500), expected: mad(0), difference: 500, by: actor('driver').id },
    });
  });
});

describe('a currency with three decimals, and one with none', () => {
  it.each(['TND', 'JPY'])('%s is whole minor units all the way', (currency) => {
    const due = { amount: 12_500, currency };
    const life: readonly Step[] = [
      [{ ...place, amountDue: due }, 'agent'],
      ...lifeTo.out_for_delivery.slice(1),
      [{ type: 'deliver', collected: due }, 'driver'],
      count(due),
    ];
    expect(live(life).order.cash.state).toBe('reconciled');
  });
});

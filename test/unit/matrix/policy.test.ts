import { describe, expect, it } from 'vitest';
import {
  CodError,
  PolicyError,
  cod,
  defaultPolicy,
  lifecycleOf,
  policyOf,
  requiredActions,
} from 'cod-lifecycle';
import type { Cod, Order, PolicyOptions } from 'cod-lifecycle';
import { ask, lifeTo, live, mad, minute, orderIn, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';

const under = (policy: PolicyOptions, steps: readonly Step[]): Order =>
  live(steps, { lifecycle: cod(policy) }).order;
const calls = (count: number): readonly Step[] => [
  ...lifeTo.new,
  ...Array.from({ length: count }, (): Step => [usual.failedCall, 'agent']),
];
const visits = (count: number): readonly Step[] => [
  ...lifeTo.out_for_delivery,
  ...Array.from({ length: count }, (): Step => [
    { type: 'record_delivery_attempt', outcome: 'customer_unavailable' },
    'driver',
  ]),
];

describe('a policy', () => {
  it.each<PolicyOptions>([
    {},
    { noAnswer: { enterAfter: 2, limit: 4, onLimit: 'cancel' } },
    { stock: { reserveAt: 'never', restockAt: 'received' }, cash: { onMismatch: 'reject' } },
    { actors: { deliver: ['carrier'], cancel: ['agent'] } },
  ])('makes a lifecycle that a builder would have accepted: %j', (options) => {
    const { lifecycle } = lifecycleOf<Cod>();
    const made = cod(options);
    expect(lifecycle(made.definition).stamp).toBe(made.stamp);
  });

  it('has these defaults', () => {
    expect(cod().policy).toEqual({
      noAnswer: { enterAfter: 1, limit: 3, onLimit: 'advise', retryAfterMinutes: 180 },
      stock: { reserveAt: 'placed', restockAt: 'returned' },
      preparation: { requirePackaging: false },
      delivery: { maxAttempts: 3, requireOutForDelivery: false, notifyCustomer: true },
      cash: { onMismatch: 'flag' },
      automatic: { shopify: true, woocommerce: true, driverDelivered: true, driverFailed: true },
      actors: {},
    });
    expect(policyOf()).toEqual(defaultPolicy);
  });

  it('keeps every default that is not named', () => {
    const { policy } = cod({ noAnswer: { limit: 5 }, cash: {} });
    expect(policy).toEqual({ ...defaultPolicy, noAnswer: { ...defaultPolicy.noAnswer, limit: 5 } });
  });
});

describe('noAnswer', () => {
  it.each([1, 2, 3])('enterAfter %i: No Answer starts at that failed call', (enterAfter) => {
    const policy = { noAnswer: { enterAfter } };
    const statuses = [0, 1, 2, 3].map((count) => under(policy, calls(count)).status);
    expect(statuses).toEqual(
      [0, 1, 2, 3].map((count) => (count >= enterAfter ? 'no_answer' : 'new')),
    );
  });

  it.each([1, 3, 5])('limit %i: giving up is advised and allowed from then on', (limit) => {
    const lifecycle = cod({ noAnswer: { limit } });
    for (const count of [1, 2, 3, 4, 5, 6]) {
      const order = live(calls(count), { lifecycle }).order;
      const advised = requiredActions({ order, policy: lifecycle.policy });
      expect(advised.includes('consider_cancellation')).toBe(count >= limit);
      const giveUp = { type: 'cancel', reason: 'no_answer' } as const;
      expect(ask(order, giveUp, 'agent', lifecycle).ok).toBe(count >= limit);
      expect(ask(order, { ...giveUp, reason: 'fake_order' }, 'agent', lifecycle).ok).toBe(true);
    }
  });

  it('onLimit advise asks for nothing, cancel asks for the cancellation', () => {
    const requests = (onLimit: 'advise' | 'cancel') =>
      live(calls(3), { lifecycle: cod({ noAnswer: { onLimit } }) }).effects.filter(
        ({ type }) => type === 'request_event',
      );
    expect(requests('advise')).toEqual([]);
    expect(requests('cancel')).toEqual([
      { type: 'request_event', event: { type: 'cancel', reason: 'no_answer' } },
    ]);
  });

  it('retryAfterMinutes says when to call next, unless the agent does', () => {
    const order = under({ noAnswer: { retryAfterMinutes: 45 } }, calls(1));
    expect(order.calls.nextCallAt).toBe(minute(1 + 45));
    const event = { ...usual.failedCall, nextCallAt: minute(500) };
    expect(under({}, [...lifeTo.new, [event, 'agent']]).calls.nextCallAt).toBe(minute(500));
  });
});

describe('stock', () => {
  it.each([
    ['placed', ['reserve_stock'], []],
    ['confirmed', [], ['reserve_stock']],
    ['never', [], []],
  ] as const)('reserveAt %s', (reserveAt, atPlacement, atConfirmation) => {
    const lifecycle = cod({ stock: { reserveAt } });
    const placed = live(lifeTo.new, { lifecycle });
    const confirmed = ask(placed.order, usual.confirm, 'agent', lifecycle);
    expect(placed.effects.map(({ type }) => type)).toEqual(atPlacement);
    expect(confirmed.ok && confirmed.effects.map(({ type }) => type)).toEqual(atConfirmation);
  });

  it.each([
    ['returned', ['restock_stock'], []],
    ['received', [], ['restock_stock']],
  ] as const)('restockAt %s', (restockAt, atFailure, atReceipt) => {
    const lifecycle = cod({ stock: { restockAt } });
    const failed = ask(orderIn('out_for_delivery', lifecycle), usual.fail, 'driver', lifecycle);
    expect(failed.ok && failed.effects.map(({ type }) => type)).toEqual(atFailure);
    const receipt = ask(
      orderIn('returned', lifecycle),
      { type: 'receive_return' },
      'warehouse',
      lifecycle,
    );
    expect(receipt.ok && receipt.effects.map(({ type }) => type)).toEqual(atReceipt);
  });
});

describe('preparation', () => {
  const packed: Step = [{ type: 'complete_packaging' }, 'warehouse'];
  const labelled: Step = [{ type: 'attach_label' }, 'warehouse'];

  it.each([
    [false, [], true],
    [true, [], false],
    [true, [packed], false],
    [true, [labelled], false],
    [true, [packed, labelled], true],
  ])('requirePackaging %s, after %j: ships is %s', (requirePackaging, steps, ships) => {
    const lifecycle = cod({ preparation: { requirePackaging } });
    const { order } = live([...lifeTo.processing, ...steps], { lifecycle });
    expect(ask(order, usual.ship, 'warehouse', lifecycle).ok).toBe(ships);
  });
});

describe('delivery', () => {
  it.each([1, 3])('maxAttempts %i: sending it back is advised from then on', (maxAttempts) => {
    const { policy } = cod({ delivery: { maxAttempts } });
    for (const count of [0, 1, 2, 3, 4]) {
      const actions = requiredActions({ order: live(visits(count)).order, policy });
      expect(actions.includes('consider_return')).toBe(count >= maxAttempts);
    }
  });

  it('counts visits, but neither one that was not made nor a courtesy', () => {
    let { order } = live(visits(1));
    for (const outcome of ['not_attempted', 'rescheduled_by_customer'] as const) {
      const visit = ask(order, { type: 'record_delivery_attempt', outcome }, 'driver');
      order = visit.ok ? visit.order : order;
      expect(order).toMatchObject({
        status: 'out_for_delivery',
        delivery: { attempts: 1, last: outcome },
      });
    }
  });

  it('starts to count anew with every cycle', () => {
    const back: readonly Step[] = [[usual.fail, 'driver']];
    const again = live([...visits(2), ...back, [{ type: 'reattempt' }, 'agent']]).order;
    expect(again.delivery).toMatchObject({ cycle: 2, attempts: 0, last: null });
  });

  it.each([true, false])('requireOutForDelivery %s', (requireOutForDelivery) => {
    const lifecycle = cod({ delivery: { requireOutForDelivery } });
    expect(ask(orderIn('shipped'), usual.deliver, 'driver', lifecycle).ok).toBe(
      !requireOutForDelivery,
    );
    expect(ask(orderIn('out_for_delivery'), usual.deliver, 'driver', lifecycle).ok).toBe(true);
  });

  it.each([true, false])('notifyCustomer %s', (notifyCustomer) => {
    const lifecycle = cod({ delivery: { notifyCustomer } });
    const setOut = ask(orderIn('shipped'), usual.setOut, 'driver', lifecycle);
    expect(setOut.ok && setOut.effects).toMatchObject(
      notifyCustomer ? [{ type: 'notify_customer', template: 'out_for_delivery' }] : [],
    );
  });
});

describe('cash', () => {
  it.each(['flag', 'reject'] as const)('onMismatch %s', (onMismatch) => {
    const lifecycle = cod({ cash: { onMismatch } });
    const wrong = { type: 'deliver', collected: mad(23_000) } as const;
    const delivered = ask(orderIn('out_for_delivery'), wrong, 'driver', lifecycle);
    expect(delivered).toMatchObject(
      onMismatch === 'flag'
        ? { ok: true, order: { collection: { difference: -1_000 } } }
        : { ok: false, refusal: { blockers: [{ code: 'amount_mismatch' }] } },
    );
    expect(ask(orderIn('out_for_delivery'), usual.deliver, 'driver', lifecycle).ok).toBe(true);
  });
});

const wrong = (policy: unknown): readonly string[] => {
  try {
    cod(policy as PolicyOptions);
  } catch (error) {
    if (error instanceof PolicyError && CodError.is(error)) return error.problems;
    throw error;
  }
  return [];
};

describe('a policy that makes no sense', () => {
  it.each<[object, string]>([
    [{ noAnswer: { limit: 0 } }, 'noAnswer.limit'],
    [{ noAnswer: { limit: 2.5 } }, 'noAnswer.limit'],
    [{ noAnswer: { limit: '3' } }, 'noAnswer.limit'],
    [{ noAnswer: { enterAfter: -1 } }, 'noAnswer.enterAfter'],
    [{ noAnswer: { enterAfter: 4 } }, 'noAnswer.enterAfter must not be above noAnswer.limit'],
    [{ noAnswer: { onLimit: 'explode' } }, 'noAnswer.onLimit must be one of advise, cancel'],
    [{ noAnswer: { retryAfterMinutes: Number.NaN } }, 'noAnswer.retryAfterMinutes'],
    [
      { stock: { reserveAt: 'sometimes' } },
      'stock.reserveAt must be one of placed, confirmed, never',
    ],
    [{ stock: { restockAt: true } }, 'stock.restockAt'],
    [{ preparation: { requirePackaging: 'yes' } }, 'preparation.requirePackaging'],
    [{ delivery: { maxAttempts: 0 } }, 'delivery.maxAttempts'],
    [{ delivery: { notifyCustomer: 1 } }, 'delivery.notifyCustomer must be true or false'],
    [{ delivery: { speed: 3 } }, 'delivery.speed is no option'],
    [{ cash: { onMismatch: 'shrug' } }, 'cash.onMismatch'],
    [{ automatic: { shopify: null } }, 'automatic.shopify'],
    [{ actors: { cancel: [] } }, 'actors.cancel'],
    [{ actors: { cancel: ['king'] } }, 'actors.cancel'],
    [{ actors: { cancel: 'agent' } }, 'actors.cancel'],
    [{ actors: { explode: ['agent'] } }, 'actors.explode'],
    [
      { actors: { record_reservation: ['agent'] } },
      'actors.record_reservation must include system',
    ],
    [{ weather: {} }, 'weather is no section'],
    [{ toString: {} }, 'toString is no section'],
    [{ constructor: { a: 1 } }, 'constructor is no section'],
    [{ noAnswer: { constructor: 1 } }, 'noAnswer.constructor is no option'],
    [{ noAnswer: 3 }, 'noAnswer'],
    [{ noAnswer: null }, 'noAnswer'],
    [{ actors: null }, 'actors'],
  ])('%j is refused, and says so', (policy, problem) => {
    expect(wrong(policy).join('; ')).toContain(problem);
  });

  it('names every problem at once', () => {
    const problems = wrong({
      noAnswer: { limit: 0, onLimit: 'explode' },
      cash: { onMismatch: 'shrug' },
      weather: {},
      actors: { cancel: ['king'] },
    });
    for (const name of [
      'noAnswer.limit',
      'noAnswer.onLimit',
      'cash.onMismatch',
      'weather',
      'actors.cancel',
    ])
      expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
  });
});

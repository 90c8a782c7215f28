import { describe, expect, it } from 'vitest';
import { cod, english, requiredActions } from 'cod-lifecycle';
import type { OrderStatus } from 'cod-lifecycle';
import {
  actor,
  address,
  ask,
  live,
  lifeTo,
  mad,
  orderIn,
  start,
  usual,
} from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft, known, openShop } from '../../support/shop.ts';

const { policy } = cod();
const failedCalls = (count: number): readonly Step[] =>
  Array.from({ length: count }, (): Step => [usual.failedCall, 'agent']);
const afterCalls = (count: number) => live([...lifeTo.new, ...failedCalls(count)]).order;

describe('what was promised of New', () => {
  it('R7 is the status of every order at its creation', async () => {
    const { orders } = openShop();
    const placed = await orders.place(draft(), { actor: actor('customer') });
    expect(placed).toMatchObject({
      kind: 'applied',
      order: { status: 'new', version: 1, enteredAt: start },
      entry: { from: 'nothing', to: 'new' },
    });
  });

  it('R8 is where an order made by hand starts, with its source recorded as manual', async () => {
    const { orders } = openShop();
    const placed = await orders.place(draft({ id: 'o1' }), { actor: actor('agent') });
    expect(placed).toMatchObject({
      kind: 'applied',
      order: { status: 'new', source: { kind: 'manual', shop: 'default' } },
      entry: { actor: actor('agent') },
    });
  });

  it('R9 is where an order from an integration starts, with its source recorded', async () => {
    const { orders } = openShop();
    const source = { kind: 'youcan', shop: 'zahra', externalId: '77', reference: '#77' };
    const placed = await orders.place(draft({ source }), { actor: actor('integration') });
    expect(placed).toMatchObject({ kind: 'applied', order: { status: 'new', source } });
  });

  it('R10 cannot be dispatched before it is confirmed', () => {
    for (const status of ['new', 'no_answer'] as const)
      for (const event of [usual.prepare, usual.ship, usual.setOut])
        expect(ask(orderIn(status), event, 'admin')).toMatchObject({
          ok: false,
          refusal: { code: 'wrong_status' },
        });
  });

  it('R11 asks to contact the customer, verify the details and confirm the intent to buy', () => {
    expect(requiredActions({ order: orderIn('new'), policy })).toEqual(['contact_customer']);
    expect(english.statuses.new.action).toBe(
      'Contact the customer, verify the details, and confirm that they want to buy.',
    );
  });
});

describe('what was promised of Confirmed', () => {
  it('R12 says that the customer was reached and agreed, when and to whom', () => {
    const { confirmation } = orderIn('confirmed');
    expect(known(confirmation)).toMatchObject({ by: actor('agent'), at: expect.any(String) });
  });

  it('R13 keeps the products, the total and the address as they were acknowledged', () => {
    const order = orderIn('confirmed');
    const acknowledged = {
      products: [{ lineId: '1', sku: 'OIL', quantity: 2 }],
      total: mad(24_000),
      address,
    };
    expect(order.confirmation).toMatchObject(acknowledged);
    const changed = ask(order, { type: 'amend', amountDue: mad(20_000) }, 'agent');
    expect(changed.ok && changed.order.confirmation).toMatchObject(acknowledged);
  });

  it.each(['products', 'total', 'address'] as const)(
    'R13 is not reached while the %s is not acknowledged',
    (part) => {
      const acknowledged = { products: true, total: true, address: true, [part]: false };
      expect(ask(orderIn('new'), { type: 'confirm', acknowledged }, 'agent')).toMatchObject({
        ok: false,
        refusal: { blockers: [{ code: 'confirmation_incomplete', params: { missing: [part] } }] },
      });
    },
  );

  it('R14 asks to prepare the package, and to assign it for delivery until it is', () => {
    const order = orderIn('confirmed');
    expect(requiredActions({ order, policy })).toEqual(['prepare_package', 'assign_delivery']);
    const assigned = ask(order, usual.assign, 'dispatcher');
    expect(assigned.ok && requiredActions({ order: assigned.order, policy })).toEqual([
      'prepare_package',
    ]);
  });
});

describe('what was promised of No Answer', () => {
  it('R15 follows a failed attempt to reach the customer', () => {
    for (const outcome of [
      'no_answer',
      'busy',
      'switched_off',
      'voicemail',
      'unreachable',
    ] as const) {
      const called = ask(orderIn('new'), { type: 'record_call_attempt', outcome }, 'agent');
      expect(called.ok && called.order.status).toBe('no_answer');
    }
  });

  it('R15 does not follow a call in which the customer asked to be called back', () => {
    const event = {
      type: 'record_call_attempt',
      outcome: 'callback_requested',
      nextCallAt: '2026-01-15T18:00:00.000Z',
    } as const;
    const called = ask(orderIn('new'), event, 'agent');
    expect(called).toMatchObject({
      ok: true,
      order: { status: 'new', calls: { made: 1, failed: 0, nextCallAt: event.nextCallAt } },
    });
  });

  it('R16 tracks the number of call attempts, and a fourth is allowed', () => {
    expect([1, 2, 3, 4].map((count) => afterCalls(count).calls)).toMatchObject(
      [1, 2, 3, 4].map((count) => ({ cycle: 1, made: count, failed: count, last: 'no_answer' })),
    );
  });

  it('R17 asks to schedule another attempt, and knows when', () => {
    const order = afterCalls(1);
    expect(requiredActions({ order, policy })).toEqual(['schedule_call']);
    expect(order.calls.nextCallAt).toBe('2026-01-15T12:01:00.000Z');
    const at = '2026-01-16T10:00:00.000Z';
    expect(ask(order, { type: 'schedule_call', at }, 'agent')).toMatchObject({
      ok: true,
      order: { status: 'no_answer', calls: { nextCallAt: at } },
      effects: [{ type: 'call_due', at }],
    });
  });

  it('R18 advises cancelling after the third failed call, and no earlier', () => {
    const advice = [1, 2, 3, 4].map((count) =>
      requiredActions({ order: afterCalls(count), policy }).includes('consider_cancellation'),
    );
    expect(advice).toEqual([false, false, true, true]);
  });

  it('R18 cancels for no answer only after the third failed call', () => {
    const cancel = { type: 'cancel', reason: 'no_answer' } as const;
    const results = [1, 2, 3].map((count) => ask(afterCalls(count), cancel, 'agent'));
    expect(results).toMatchObject([
      { refusal: { blockers: [{ code: 'no_answer_limit_not_reached', params: { made: 1 } }] } },
      { refusal: { blockers: [{ code: 'no_answer_limit_not_reached', params: { made: 2 } }] } },
      { ok: true, order: { status: 'cancelled' satisfies OrderStatus } },
    ]);
  });

  it('R19 frees the inventory by cancelling after three failed calls', async () => {
    const shop = openShop();
    await shop.place('o1');
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 8, reserved: 2 });
    await shop.live('o1', [...failedCalls(3), [{ type: 'cancel', reason: 'no_answer' }, 'agent']]);
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 10, reserved: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { cod, decideAny, english, requiredActions } from 'cod-lifecycle';
import type { Assignee, OrderEvent } from 'cod-lifecycle';
import { ask, live, lifeTo, mad, minute, orderIn, usual } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const { policy } = cod();
const tracking = { number: 'AM-1', carrier: 'Amana', url: null };

describe('what was promised of Processing', () => {
  it('R20 is the status of an order that is being prepared, and says since when', () => {
    const order = orderIn('processing');
    expect(order.status).toBe('processing');
    expect(order.preparation).toEqual({
      startedAt: order.enteredAt,
      packagedAt: null,
      labelledAt: null,
    });
  });

  it('R21 means picked, checked and packed, and records when the packaging was complete', () => {
    expect(english.statuses.processing.meaning).toBe(
      'The order is being picked, checked and packed.',
    );
    const packed = ask(orderIn('processing'), { type: 'complete_packaging' }, 'warehouse');
    expect(packed).toMatchObject({
      ok: true,
      order: { status: 'processing', preparation: { packagedAt: minute(60) } },
    });
  });

  it('R22 asks to complete the packaging and attach the label, each until it is done', () => {
    const life = [...lifeTo.processing] as const;
    const todo = (...events: readonly OrderEvent[]) => {
      const steps = events.map((event) => [event, 'warehouse'] as const);
      return requiredActions({ order: live([...life, ...steps]).order, policy });
    };
    const packaging = { type: 'complete_packaging' } as const;
    const label = { type: 'attach_label' } as const;
    expect(todo()).toEqual(['complete_packaging', 'attach_label']);
    expect(todo(packaging)).toEqual(['attach_label']);
    expect(todo(label)).toEqual(['complete_packaging']);
    expect(todo(packaging, label)).toEqual([]);
  });
});

describe('what was promised of Shipped', () => {
  it.each(['driver', 'courier', 'partner'] as const)('R23 hands the parcel to a %s', (kind) => {
    const assignee: Assignee = { kind, id: 'carries-it', name: null };
    const { order } = live([...lifeTo.processing, [{ type: 'assign', assignee }, 'dispatcher']]);
    const shipped = ask(order, usual.ship, 'warehouse');
    expect(shipped).toMatchObject({
      ok: true,
      order: { status: 'shipped', shipment: { handedTo: assignee, at: minute(60) } },
    });
  });

  it('R24 may assign a tracking number now', () => {
    const shipped = ask(orderIn('processing'), { type: 'ship', tracking }, 'carrier');
    expect(shipped.ok && shipped.order.tracking).toEqual(tracking);
  });

  it.each(['shipped', 'out_for_delivery'] as const)(
    'R24 may assign a tracking number later, while %s',
    (status) => {
      const later = ask(orderIn(status), { type: 'assign_tracking', tracking }, 'carrier');
      expect(later).toMatchObject({ ok: true, order: { status, tracking } });
    },
  );

  it('R24 may never assign a tracking number', () => {
    expect(orderIn('delivered').tracking).toBeNull();
  });

  it('R25 asks to monitor the delivery', () => {
    expect(requiredActions({ order: orderIn('shipped'), policy })).toEqual(['monitor_delivery']);
  });
});

describe('what was promised of Out for Delivery', () => {
  it('R26 means that the driver is on the way with this order, and with no one else’s', () => {
    const setOut = ask(orderIn('shipped'), usual.setOut, 'driver');
    expect(setOut.ok && setOut.order.status).toBe('out_for_delivery');
    const other = decideAny(cod(), orderIn('shipped'), usual.setOut, {
      actor: { kind: 'driver', id: 'another' },
      now: minute(60),
    });
    expect(other).toMatchObject({ refusal: { blockers: [{ code: 'not_your_delivery' }] } });
  });

  it('R27 tells the customer once that the driver is on the way', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    expect(shop.sms.sent).toMatchObject([
      { template: 'out_for_delivery', order: { id: 'o1', customer: { phone: '+212600000001' } } },
    ]);
  });

  it('R27 tells nobody where the merchant does not want it', async () => {
    const shop = openShop({ policy: { delivery: { notifyCustomer: false } } });
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    expect(shop.sms.sent).toEqual([]);
  });

  it('R28 asks for nothing: await the outcome', () => {
    expect(requiredActions({ order: orderIn('out_for_delivery'), policy })).toEqual([]);
    expect(english.statuses.out_for_delivery.action).toBe('Nothing: await the outcome.');
  });
});

describe('what was promised of Delivered', () => {
  it('R29 is both: the goods are delivered and the cash is collected', () => {
    const order = orderIn('out_for_delivery');
    expect(ask(order, { type: 'deliver' }, 'driver')).toMatchObject({
      refusal: { blockers: [{ code: 'collection_required' }] },
    });
    expect(ask(order, usual.deliver, 'driver')).toMatchObject({
      ok: true,
      order: {
        status: 'delivered',
        cash: { state: 'collected' },
        collection: { amount: mad(24_000), expected: mad(24_000), difference: 0, by: 'driver' },
        stock: [{ reserved: 0, out: 2 }],
      },
    });
  });

  it('R30 is final: nobody leads the order out of it', () => {
    const order = orderIn('delivered');
    for (const event of [usual.confirm, usual.cancel, usual.prepare, usual.fail])
      expect(ask(order, event, 'admin')).toMatchObject({ ok: false, refusal: { code: 'final' } });
    expect(cod().definition.statuses.delivered.final).toBe(true);
  });

  it('R31 asks to reconcile the collected amount until it is reconciled', () => {
    const order = orderIn('delivered');
    expect(requiredActions({ order, policy })).toEqual(['reconcile_cash']);
    const reconciled = ask(order, { type: 'reconcile_cash', amount: mad(24_000) }, 'finance');
    expect(reconciled.ok && reconciled.order.cash.state).toBe('reconciled');
    expect(reconciled.ok && requiredActions({ order: reconciled.order, policy })).toEqual([]);
  });
});

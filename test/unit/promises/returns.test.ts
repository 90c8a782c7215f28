import { describe, expect, it } from 'vitest';
import { cancelReasons, cod, failureReasons, requiredActions } from 'cod-lifecycle';
import { actor, ask, lifeTo, live, orderIn, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const { policy } = cod();
const receive: Step = [{ type: 'receive_return' }, 'warehouse'];
const close: Step = [{ type: 'close_return', cause: 'refused' }, 'agent'];

describe('what was promised of Returned', () => {
  it.each(failureReasons)('R32 follows a delivery that failed: %s', (reason) => {
    for (const status of ['shipped', 'out_for_delivery'] as const)
      expect(
        ask(orderIn(status), { type: 'report_failed_delivery', reason }, 'driver'),
      ).toMatchObject({
        ok: true,
        order: { status: 'returned', return: { reason, state: 'in_transit' } },
      });
  });

  it('R33 is not final: the order can go out again', () => {
    expect(ask(orderIn('returned'), { type: 'reattempt' }, 'agent')).toMatchObject({
      ok: true,
      order: { status: 'shipped' },
    });
    expect(cod().definition.statuses.returned.final).toBeUndefined();
  });

  it('R34 asks to process the return until the goods are received', () => {
    const order = orderIn('returned');
    expect(requiredActions({ order, policy })).toContain('process_return');
    const received = live([receive], { from: order }).order;
    expect(requiredActions({ order: received, policy })).not.toContain('process_return');
  });

  it('R35 puts the product back in inventory', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 8, out: 2 });
    await shop.live('o1', [[usual.fail, 'driver']]);
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 10, out: 0 });
  });

  it('R35 asks to restock until the goods are put back, where that waits for the warehouse', () => {
    const lifecycle = cod({ stock: { restockAt: 'received' } });
    const order = orderIn('returned', lifecycle);
    expect(requiredActions({ order, policy: lifecycle.policy })).toContain('restock');
    const received = live([receive], { from: order, lifecycle }).order;
    expect(requiredActions({ order: received, policy: lifecycle.policy })).not.toContain('restock');
  });

  it('R36 asks to investigate the reason until a cause is found', () => {
    const order = orderIn('returned');
    expect(requiredActions({ order, policy })).toContain('investigate_reason');
    const found = ask(order, { type: 'receive_return', cause: 'wrong_address' }, 'warehouse');
    expect(found).toMatchObject({ ok: true, order: { return: { cause: 'wrong_address' } } });
    expect(found.ok && requiredActions({ order: found.order, policy })).toEqual([
      'decide_redelivery',
    ]);
  });

  it('R37 asks to decide whether to redeliver, and each decision can be taken', () => {
    const received = live([receive], { from: orderIn('returned') }).order;
    expect(requiredActions({ order: received, policy })).toContain('decide_redelivery');
    expect(ask(received, { type: 'redeliver' }, 'agent')).toMatchObject({
      ok: true,
      order: { status: 'processing', return: null, shipment: null, delivery: { cycle: 2 } },
    });
    const closed = live([close], { from: received }).order;
    expect(closed).toMatchObject({ status: 'returned', return: { state: 'closed' } });
    expect(requiredActions({ order: closed, policy })).toEqual([]);
  });
});

describe('what was promised of Cancelled', () => {
  it('R38 is possible before shipment', () => {
    for (const status of ['new', 'no_answer', 'confirmed', 'processing'] as const)
      expect(ask(orderIn(status), usual.cancel, 'agent')).toMatchObject({
        ok: true,
        order: { status: 'cancelled' },
      });
  });

  it('R38 is impossible from shipment on, with the hint to report a failed delivery', () => {
    for (const status of ['shipped', 'out_for_delivery'] as const)
      expect(ask(orderIn(status), usual.cancel, 'agent')).toMatchObject({
        refusal: { code: 'wrong_status', instead: 'report_failed_delivery' },
      });
    expect(ask(orderIn('delivered'), usual.cancel, 'agent')).toMatchObject({
      refusal: { code: 'final' },
    });
    expect(ask(orderIn('returned'), usual.cancel, 'agent')).toMatchObject({
      refusal: { code: 'wrong_status' },
    });
  });

  it.each(['customer', 'agent'] as const)('R39 records that the %s cancelled, and why', (by) => {
    for (const reason of cancelReasons.filter((known) => known !== 'no_answer'))
      expect(ask(orderIn('confirmed'), { type: 'cancel', reason }, by)).toMatchObject({
        ok: true,
        order: { cancellation: { reason, by: actor(by) } },
      });
  });

  it.each(['new', 'no_answer', 'confirmed', 'processing'] as const)(
    'R40 releases what was reserved when it is cancelled from %s',
    async (status) => {
      const shop = openShop();
      await shop.place('o1');
      await shop.live('o1', lifeTo[status]);
      expect(shop.stock.stock('OIL')).toMatchObject({ available: 8, reserved: 2 });
      const { stock } = await shop.live('o1', [[usual.cancel, 'agent']]);
      expect(stock).toMatchObject([{ reserved: 0, out: 0 }]);
      expect(shop.stock.stock('OIL')).toMatchObject({ available: 10, reserved: 0 });
    },
  );

  it('R40 releases nothing where nothing was reserved', async () => {
    const shop = openShop({ policy: { stock: { reserveAt: 'never' } } });
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    expect(shop.stock.calls).toEqual([]);
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 10, reserved: 0 });
  });
});

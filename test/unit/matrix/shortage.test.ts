import { describe, expect, it } from 'vitest';
import { expectBalanced, onlyRow, shelf } from '../../support/books.ts';
import { actor, lifeTo, line, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';
import type { Shop } from '../../support/shop.ts';

const short = (units: number) => ({
  refusal: {
    blockers: [{ code: 'stock_not_reserved', params: { lines: [{ lineId: '1', units }] } }],
  },
});
const reserved = (units: number): Step => [
  { type: 'record_reservation', lines: [{ lineId: '1', reserved: units }] },
  'system',
];
const amend = (units: number): Step => [
  { type: 'amend', lines: [line('1', 'OIL', units)] },
  'agent',
];

/** More units arrive; the shop holds some of them for an order and says so. */
async function arrive(shop: Shop, units: number, held: number): Promise<void> {
  shop.stock.receive('OIL', units);
  const row = known((await shop.get('o1')).stock[0]);
  const { lines } = await shop.stock.reserve({
    effectId: `arrival-${shop.stock.calls.length}`,
    order: { tenant: 'default', id: 'o1' },
    lines: [{ lineId: '1', sku: 'OIL', quantity: held, from: 'available' }],
  });
  await shop.live('o1', [reserved(row.reserved + known(lines[0]).held)]);
}

describe('an order for which stock is short', () => {
  it('is New all the same, holds what could be had, and cannot be confirmed', async () => {
    const shop = openShop({ shelf: { OIL: 1 } });
    await shop.place('o1');
    const order = await shop.get('o1');
    expect(order).toMatchObject({ status: 'new', stock: [{ short: 1 }] });
    expect(onlyRow(order)).toBe('1/0/0/0 of 2');
    expect(await shop.send('o1', usual.confirm, 'agent')).toMatchObject(short(1));
    await expectBalanced(shop, 1);
  });

  it('can be confirmed once the stock arrives', async () => {
    const shop = openShop({ shelf: { OIL: 1 } });
    await shop.place('o1');
    await arrive(shop, 5, 1);
    expect(onlyRow(await shop.get('o1'))).toBe('2/0/0/0 of 2');
    await expectBalanced(shop, 6);
    await shop.live('o1', [[usual.confirm, 'agent']]);
    expect(shelf(shop)).toBe('4/2/0/0');
  });

  it('stays short by what has not arrived yet', async () => {
    const shop = openShop({ shelf: {} });
    await shop.place('o1');
    expect(await shop.send('o1', usual.confirm, 'agent')).toMatchObject(short(2));
    await arrive(shop, 1, 1);
    expect(await shop.send('o1', usual.confirm, 'agent')).toMatchObject(short(1));
    await expectBalanced(shop, 1);
  });

  it('releases no more than it held when it is cancelled', async () => {
    const shop = openShop({ shelf: { OIL: 1 } });
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    expect(shelf(shop)).toBe('1/0/0/0');
    await expectBalanced(shop, 1);
  });

  it('learns of it only at the confirmation, where that is when it reserves', async () => {
    const shop = openShop({ shelf: { OIL: 1 }, policy: { stock: { reserveAt: 'confirmed' } } });
    await shop.place('o1');
    await shop.live('o1', [[usual.confirm, 'agent']]);
    expect(onlyRow(await shop.get('o1'))).toBe('1/0/0/0 of 2');
    await expectBalanced(shop, 1);
  });

  it('can be confirmed once it asks for no more than it holds', async () => {
    const shop = openShop({ shelf: { OIL: 3 } });
    await shop.place('o1', { lines: [line('1', 'OIL', 5)] });
    const order = await shop.live('o1', [amend(3)]);
    expect(onlyRow(order)).toBe('3/0/0/0 of 3');
    expect(await shop.send('o1', usual.confirm, 'agent')).toMatchObject({ kind: 'applied' });
  });

  it('is not short any more once it asks again and everything can be held', async () => {
    const shop = openShop({ shelf: { OIL: 3 } });
    await shop.place('o1', { lines: [line('1', 'OIL', 5)] });
    shop.stock.receive('OIL', 10);
    const order = await shop.live('o1', [amend(6)]);
    expect(onlyRow(order)).toBe('6/0/0/0 of 6');
    await expectBalanced(shop, 13);
    expect(await shop.send('o1', usual.confirm, 'agent')).toMatchObject({ kind: 'applied' });
  });

  it('is not short any more after a reopening for which there is stock', async () => {
    const shop = openShop({ shelf: { OIL: 1 } });
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    shop.stock.receive('OIL', 5);
    const order = await shop.live('o1', [[{ type: 'reopen', reason: 'Stock is here' }, 'admin']]);
    expect(onlyRow(order)).toBe('2/0/0/0 of 2');
    expect(await shop.send('o1', usual.confirm, 'agent')).toMatchObject({ kind: 'applied' });
  });

  it('takes what was not held from the shelf when it ships, and is not short afterwards', async () => {
    const shop = openShop({ shelf: { OIL: 1 }, policy: { stock: { reserveAt: 'confirmed' } } });
    await shop.place('o1');
    await shop.live('o1', lifeTo.processing);
    shop.stock.receive('OIL', 1);
    const order = await shop.live('o1', [[usual.ship, 'warehouse']]);
    expect(onlyRow(order)).toBe('0/2/0/0 of 2');
    expect(shelf(shop)).toBe('0/0/2/0');
    const back: readonly Step[] = [
      [usual.fail, 'driver'],
      [{ type: 'receive_return' }, 'warehouse'],
    ];
    await shop.live('o1', back);
    expect(await shop.send('o1', { type: 'redeliver' }, 'agent')).toMatchObject({
      kind: 'applied',
    });
  });
});

describe('what the stock says', () => {
  it('never makes the books hold more than the line asks for', async () => {
    const shop = openShop();
    await shop.place('o1');
    const [event, by] = reserved(3);
    expect(await shop.send('o1', event, by)).toMatchObject({
      refusal: {
        blockers: [{ code: 'units_exceeded', params: { lines: [{ lineId: '1', units: 1 }] } }],
      },
    });
  });

  it('stops a redelivery whose goods were sold meanwhile', async () => {
    const shop = openShop();
    await shop.place('o1');
    const back: readonly Step[] = [[{ type: 'receive_return' }, 'warehouse'], reserved(0)];
    await shop.live('o1', [...lifeTo.returned, ...back]);
    expect(await shop.send('o1', { type: 'redeliver' }, 'agent')).toMatchObject(short(2));
    await shop.live('o1', [reserved(2)]);
    expect(await shop.send('o1', { type: 'redeliver' }, 'agent')).toMatchObject({
      kind: 'applied',
    });
  });

  it('stops another visit whose goods were sold meanwhile', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', [...lifeTo.returned, reserved(1)]);
    expect(await shop.send('o1', { type: 'reattempt' }, 'agent')).toMatchObject(short(1));
  });

  it('changes nothing for an order that wants nothing on the shelf', async () => {
    for (const status of ['shipped', 'delivered', 'cancelled'] as const) {
      const shop = openShop();
      await shop.place('o1');
      const before = await shop.live('o1', lifeTo[status]);
      const after = await shop.live('o1', [reserved(0)]);
      expect(after.stock).toEqual(before.stock);
    }
  });
});

describe('a reservation whose result comes late', () => {
  const late = (units: number) => openShop({ shelf: { OIL: units }, handOver: 'by_drain' });

  it('after the cancellation, leaves nothing held', async () => {
    const shop = late(1);
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    await shop.orders.effects.drain();
    expect(onlyRow(await shop.get('o1'))).toBe('0/0/0/0 of 2');
    expect(shelf(shop)).toBe('1/0/0/0');
  });

  it('after the shipment, leaves the shelf as it really is', async () => {
    const shop = late(2);
    await shop.place('o1');
    await shop.live('o1', lifeTo.shipped);
    await shop.orders.effects.drain();
    expect(onlyRow(await shop.get('o1'))).toBe('0/2/0/0 of 2');
    expect(shelf(shop)).toBe('0/0/2/0');
  });

  it('after an amendment that asks for more, holds what there is', async () => {
    const shop = late(2);
    await shop.place('o1', { lines: [line('1', 'OIL', 1)] });
    await shop.live('o1', [amend(3)]);
    await shop.orders.effects.drain();
    expect(onlyRow(await shop.get('o1'))).toBe('2/0/0/0 of 3');
    await expectBalanced(shop, 2);
  });

  it('after an amendment that asks for fewer, holds what the books say', async () => {
    const shop = late(1);
    await shop.place('o1');
    await shop.live('o1', [amend(1)]);
    await shop.orders.effects.drain();
    await expectBalanced(shop, 1);
  });

  it('after a cancellation and a reopening, holds what the books say', async () => {
    const shop = late(1);
    await shop.place('o1');
    await shop.live('o1', [
      ...lifeTo.cancelled,
      [{ type: 'reopen', reason: 'By mistake' }, 'admin'],
    ]);
    await shop.orders.effects.drain();
    expect(shelf(shop)).toBe('0/1/0/0');
    expect(onlyRow(await shop.get('o1'))).toBe('1/0/0/0 of 2');
  });

  it('after another product took the line, is no news about that one', async () => {
    const shop = openShop({ shelf: { OIL: 1, SOAP: 5 }, handOver: 'by_drain' });
    await shop.place('o1');
    await shop.live('o1', [[{ type: 'amend', lines: [line('1', 'SOAP', 3)] }, 'agent']]);
    await shop.orders.effects.drain();
    expect([shelf(shop, 'OIL'), shelf(shop, 'SOAP')]).toEqual(['1/0/0/0', '2/3/0/0']);
    expect(onlyRow(await shop.get('o1'))).toBe('3/0/0/0 of 3');
  });

  it('is told to the order as the system’s own word', async () => {
    const shop = openShop({ shelf: { OIL: 1 } });
    await shop.place('o1');
    const { rows } = await shop.orders.history('o1');
    expect(rows.map(({ event, actor: by }) => [event.type, by.kind])).toEqual([
      ['place', actor('agent').kind],
      ['record_reservation', 'system'],
    ]);
  });
});

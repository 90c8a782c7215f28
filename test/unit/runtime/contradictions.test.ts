import { describe, expect, it } from 'vitest';
import { actor, lifeTo, mad, minute, usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';

describe('a report that contradicts the order', () => {
  it('is refused, and kept for a person to look at', async () => {
    const shop = openShop();
    await shop.place('o1');
    const before = await shop.live('o1', lifeTo.delivered);
    await shop.send('o1', usual.fail, 'driver');
    expect(await shop.get('o1')).toEqual(before);
    expect(await shop.orders.contradictions.list()).toMatchObject([
      {
        tenant: 'default',
        id: 'o1',
        event: usual.fail,
        actor: actor('driver'),
        status: 'delivered',
        codes: ['final'],
        occurredAt: minute(7),
        recordedAt: minute(7),
      },
    ]);
  });

  it('is kept once, however often it is told, and until it is settled', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    await shop.send('o1', usual.fail, 'driver');
    await shop.send('o1', usual.fail, 'driver');
    const [kept, ...others] = await shop.orders.contradictions.list({ orderId: 'o1' });
    expect(others).toEqual([]);
    const { contradictionId } = known(kept);
    expect(await shop.orders.contradictions.settle(contradictionId)).toBe(true);
    expect(await shop.orders.contradictions.settle(contradictionId)).toBe(false);
    expect(await shop.orders.contradictions.list()).toEqual([]);
  });

  it('is another one where something else is reported, or by somebody else', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    await shop.send('o1', usual.fail, 'driver');
    await shop.send('o1', { ...usual.fail, reason: 'lost' }, 'driver');
    await shop.send('o1', usual.fail, 'carrier');
    await shop.send('o1', { type: 'deliver', collected: mad(1) }, 'driver');
    expect(await shop.orders.contradictions.list()).toHaveLength(4);
    expect(await shop.orders.contradictions.list({ limit: 2 })).toHaveLength(2);
    expect(await shop.orders.contradictions.list({ orderId: 'o2' })).toEqual([]);
  });

  it('is one where the automatic update is off', async () => {
    const shop = openShop({ policy: { automatic: { driverDelivered: false } } });
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    await shop.send('o1', usual.deliver, 'driver');
    expect(await shop.orders.contradictions.list()).toMatchObject([
      { event: usual.deliver, codes: ['automatic_update_off'] },
    ]);
  });

  it('is none where it only has to be told better', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    await shop.send('o1', { type: 'deliver', collected: { amount: 1, currency: 'EUR' } }, 'driver');
    expect(await shop.orders.contradictions.list()).toEqual([]);
  });

  it('is kept when the shop cancels what is on its way', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.shipped);
    const event = { type: 'cancel', reason: 'source_cancelled' } as const;
    await shop.send('o1', event, 'integration');
    expect(await shop.orders.contradictions.list()).toMatchObject([
      { event, status: 'shipped', codes: ['wrong_status'] },
    ]);
  });

  it.each([
    ['an agent’s mistake', usual.cancel, 'agent'],
    ['what nobody may say', usual.deliver, 'agent'],
    ['a repeated report', usual.deliver, 'driver'],
    ['what is out of date', usual.setOut, 'driver'],
  ] as const)('is not %s', async (_, event, by) => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    await shop.send('o1', event, by);
    expect(await shop.orders.contradictions.list()).toEqual([]);
  });
});

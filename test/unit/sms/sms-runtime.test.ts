import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smsNotifier } from 'cod-lifecycle/sms';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';
import { openGateway, status } from './gateway.ts';
import type { Gateway } from './gateway.ts';

let gateway: Gateway;
beforeEach(async () => {
  gateway = await openGateway();
});
afterEach(() => gateway.down());

/** A shop whose customers get an SMS. */
function shopWithSms() {
  const notifier = smsNotifier({ url: gateway.url, secret: 'secret', timeoutMs: 2_000 });
  const shop = openShop({ notifier, shelf: { OIL: 100 } });
  return {
    ...shop,
    setOut: async (id: string, phone = '+212600000001') => {
      await shop.place(id, { customer: { name: 'Amina', phone } });
      return shop.live(id, lifeTo.out_for_delivery);
    },
  };
}

const ids = () => gateway.calls.map(({ headers }) => String(headers['idempotency-key']));

describe('orders while the SMS gateway is away', () => {
  it('move on, and their messages arrive once it is back', async () => {
    const shop = shopWithSms();
    await gateway.down();
    for (const id of ['o1', 'o2', 'o3']) {
      expect((await shop.setOut(id)).status).toBe('out_for_delivery');
    }
    const pending = await shop.orders.effects.list({ state: 'pending' });
    const owed = pending.filter(({ effect }) => effect.type === 'notify_customer');
    expect(owed.map(({ reason }) => reason)).toEqual(Array(3).fill('gateway_unreachable'));

    await gateway.up();
    shop.clock.pass({ minutes: 60 });
    expect(await shop.orders.effects.drain()).toMatchObject({ retried: 0, dead: 0 });
    expect(ids().toSorted()).toEqual(['default/o1/6/0', 'default/o2/6/0', 'default/o3/6/0']);
    shop.clock.pass({ minutes: 60 });
    await shop.orders.effects.drain();
    expect(gateway.calls).toHaveLength(3);
  });

  it('tell nobody that the driver is coming once he was there', async () => {
    const shop = shopWithSms();
    gateway.says(status(503));
    await shop.setOut('o1');
    expect((await shop.send('o1', usual.deliver, 'driver')).kind).toBe('applied');
    gateway.says(status(200));
    shop.clock.pass({ minutes: 60 });
    await shop.orders.effects.drain();
    expect(gateway.calls).toHaveLength(1);
    expect(await shop.orders.effects.list({ state: 'dead' })).toEqual([]);
  });

  it('give their message up after enough tries, with the reason', async () => {
    const shop = shopWithSms();
    gateway.says(status(503));
    await shop.setOut('o1');
    for (let tries = 1; tries < 20; tries += 1) {
      shop.clock.pass({ minutes: 60 });
      await shop.orders.effects.drain();
    }
    expect(gateway.calls).toHaveLength(20);
    expect(new Set(ids()).size).toBe(1);
    expect(await shop.orders.effects.list({ state: 'dead' })).toMatchObject([
      { effectId: 'default/o1/6/0', reason: 'gateway_503' },
    ]);
  });
});

describe('a message that can never arrive', () => {
  it('is listed with its reason and nothing of the customer, and sent again once that is put right', async () => {
    const shop = shopWithSms();
    await shop.setOut('o1', '0600 000 001');
    gateway.says(status(422));
    await shop.setOut('o2');
    const dead = await shop.orders.effects.list({ state: 'dead' });
    expect(dead.map(({ effectId, reason }) => [effectId, reason])).toEqual([
      ['default/o1/6/0', 'no_such_number'],
      ['default/o2/6/0', 'gateway_422'],
    ]);
    for (const word of ['Amina', '600', '000001', 'Your order']) {
      expect(JSON.stringify(dead)).not.toContain(word);
    }

    gateway.says(status(202));
    expect(await shop.orders.effects.sendAgain(known(dead[1]).effectId)).toBe(true);
    await shop.orders.effects.drain();
    expect(ids()).toEqual(['default/o2/6/0', 'default/o2/6/0']);

    // Somebody called the customer instead.
    const note = { type: 'add_note', text: 'told by phone' } as const;
    const outcome = await shop.orders.effects.answer(known(dead[0]).effectId, note, {
      actor: actor('agent'),
    });
    expect(outcome.kind).toBe('applied');
    expect(await shop.orders.effects.list({ state: 'dead' })).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Inventory, Notification } from 'cod-lifecycle';
import { expectBalanced, shelf } from '../../support/books.ts';
import { lifeTo, line, minute, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';

/** An inventory that is down until it is repaired. */
function breakable(broken: { is: boolean }) {
  return (inventory: Inventory): Inventory => {
    const answer = async <Value>(call: () => Promise<Value>): Promise<Value> => {
      if (broken.is) throw new TypeError('the warehouse of Amina, +212600000001, is down');
      return call();
    };
    return {
      reserve: (request) => answer(() => inventory.reserve(request)),
      release: (request) => answer(() => inventory.release(request)),
      commit: (request) => answer(() => inventory.commit(request)),
      restock: (request) => answer(() => inventory.restock(request)),
      writeOff: (request) => answer(() => inventory.writeOff(request)),
    };
  };
}

describe('what an order owes to the outside', () => {
  it('is handed over in order, each with an id that stays the same for ever', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.returned);
    expect(shop.stock.calls.map(({ call, effectId }) => [call, effectId])).toEqual([
      ['reserve', 'default/o1/1/0'],
      ['commit', 'default/o1/5/0'],
      ['restock', 'default/o1/7/0'],
    ]);
    expect(shop.sms.sent).toMatchObject([{ effectId: 'default/o1/6/0' }]);
  });

  it('is handed over after the commit that owes it', async () => {
    const seen: string[] = [];
    const shop = openShop({
      inventory: (inventory) => ({
        ...inventory,
        release: async (request) => {
          seen.push((await shop.get(request.order.id)).status);
          return inventory.release(request);
        },
      }),
    });
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    expect(seen).toEqual(['cancelled']);
  });

  it('waits for a drain where the merchant wants it', async () => {
    const shop = openShop({ handOver: 'by_drain' });
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    expect(shop.stock.calls).toEqual([]);
    const pending = await shop.orders.effects.list({ state: 'pending' });
    expect(pending.map(({ effect }) => effect.type)).toEqual(['reserve_stock', 'release_stock']);
    expect(await shop.orders.effects.drain()).toEqual({
      done: 2,
      retried: 0,
      dead: 0,
      nextAt: null,
    });
    expect(shelf(shop)).toBe('10/0/0/0');
    expect(await shop.orders.effects.drain()).toEqual({
      done: 0,
      retried: 0,
      dead: 0,
      nextAt: null,
    });
  });

  it('says when it is worth to drain again', async () => {
    const shop = openShop({ handOver: 'by_drain' });
    await shop.place('o1');
    const { drain } = shop.orders.effects;
    const now = shop.clock.now();
    expect(await drain({ budgetMs: 0 })).toMatchObject({ done: 0, nextAt: now });
    expect(await drain({ orderId: 'o2' })).toMatchObject({ done: 0, nextAt: null });
    expect(await drain()).toMatchObject({ done: 1, nextAt: null });
    await shop.send('o1', usual.failedCall, 'agent');
    const { calls } = await shop.get('o1');
    expect(await drain()).toMatchObject({ nextAt: calls.nextCallAt });
  });

  it('is not begun when the time to drain is used up', async () => {
    const shop = openShop({ handOver: 'by_drain' });
    await shop.place('o1');
    expect(await shop.orders.effects.drain({ budgetMs: 0 })).toMatchObject({ done: 0 });
    expect(await shop.orders.effects.list({ state: 'pending' })).toHaveLength(1);
  });

  it('holds nothing of the customer', async () => {
    const shop = openShop({ handOver: 'by_drain' });
    await shop.place('o1');
    await shop.live('o1', lifeTo.returned);
    const owed = JSON.stringify(await shop.orders.effects.list({ state: 'pending' }));
    for (const secret of ['Amina', '+212600000001', 'Rue Atlas'])
      expect(owed).not.toContain(secret);
  });
});

describe('an inventory that is down', () => {
  it('is asked again by a drain, and holds up its order alone', async () => {
    const broken = { is: true };
    const shop = openShop({ inventory: breakable(broken) });
    await shop.place('o1');
    await shop.live('o1', lifeTo.cancelled);
    expect(shop.stock.calls).toEqual([]);
    expect((await shop.get('o1')).status).toBe('cancelled');

    broken.is = false;
    await shop.place('o2');
    expect(shelf(shop)).toBe('8/2/0/0');

    shop.clock.pass({ minutes: 10 });
    expect(await shop.orders.effects.drain()).toEqual({
      done: 2,
      retried: 0,
      dead: 0,
      nextAt: null,
    });
    expect(shop.stock.calls.map(({ order, call }) => `${order.id} ${call}`)).toEqual([
      'o2 reserve',
      'o1 reserve',
      'o1 release',
    ]);
    expect(shelf(shop)).toBe('8/2/0/0');
  });

  it('is left in peace for a part of a while that doubles each time', async () => {
    const shop = openShop({ inventory: breakable({ is: true }) });
    await shop.place('o1');
    const tries: number[] = [];
    for (let second = 0; second <= 64; second += 1) {
      const { retried } = await shop.orders.effects.drain();
      if (retried > 0) tries.push(second);
      shop.clock.pass({ minutes: 1 / 60 });
    }
    const pauses = tries.map((second, index) => second - (tries[index - 1] ?? 0));
    expect(pauses.length).toBeGreaterThan(4);
    for (const [failures, pause] of pauses.entries())
      expect(pause).toBeLessThanOrEqual(Math.max(1, 2 ** failures));
  });

  it('is given up after twenty times, blocks what is behind, and is listed without a word of the customer', async () => {
    const broken = { is: true };
    const shop = openShop({ inventory: breakable(broken) });
    await shop.place('o1');
    for (let count = 0; count < 19; count += 1) {
      expect(await shop.orders.effects.list({ state: 'dead' })).toEqual([]);
      shop.clock.pass({ minutes: 16 });
      await shop.orders.effects.drain();
    }
    const dead = await shop.orders.effects.list({ state: 'dead' });
    expect(dead).toMatchObject([
      { effectId: 'default/o1/1/0', failures: 20, reason: 'TypeError', blocking: true },
    ]);
    expect(JSON.stringify(dead)).not.toContain('Amina');
    broken.is = false;
    await shop.live('o1', lifeTo.cancelled);
    expect(shop.stock.calls).toEqual([]);
    expect(await shop.orders.effects.list({ state: 'pending' })).toHaveLength(1);
  });

  it('that answered and was not heard is asked again under the same id, and nothing moves twice', async () => {
    let deaf = true;
    const shop = openShop({
      inventory: (inventory) => ({
        ...inventory,
        reserve: async (request) => {
          const reservation = await inventory.reserve(request);
          if (deaf) throw new Error('the answer was lost');
          return reservation;
        },
      }),
      shelf: { OIL: 1 },
    });
    await shop.place('o1');
    deaf = false;
    shop.clock.pass({ minutes: 1 });
    await shop.orders.effects.drain();
    expect(shop.stock.calls.map(({ repeated }) => repeated)).toEqual([false, true]);
    expect(shelf(shop)).toBe('0/1/0/0');
    expect((await shop.get('o1')).stock).toMatchObject([{ reserved: 1, short: 1 }]);
  });
});

describe('a shortage', () => {
  it.each([
    ['more', 3],
    ['less', 1],
  ])(
    'that is told to its order while somebody asks for %s, leaves the books as the shelf is',
    async (_, quantity) => {
      let meanwhile: (() => Promise<unknown>) | null = null;
      const shop = openShop({
        shelf: { OIL: 1 },
        handOver: 'by_drain',
        store: (store) => ({
          ...store,
          load: async (keys) => {
            const loaded = await store.load(keys);
            const change = meanwhile;
            meanwhile = null;
            await change?.();
            return loaded;
          },
        }),
      });
      await shop.place('o1');
      meanwhile = async () =>
        shop.send('o1', { type: 'amend', lines: [line('1', 'OIL', quantity)] }, 'agent');
      await shop.orders.effects.drain();
      await shop.orders.effects.drain();
      expect(meanwhile).toBeNull();
      await expectBalanced(shop, 1);
      expect((await shop.get('o1')).stock).toMatchObject([{ ordered: quantity }]);
    },
  );

  it('that could not be told to its order, because others kept changing it, is told later', async () => {
    const busy = { is: true };
    const shop = openShop({
      shelf: { OIL: 1 },
      store: (store) => ({
        ...store,
        commit: (changes) =>
          busy.is && changes.some(({ entry }) => entry.event.type === 'record_reservation')
            ? Promise.resolve(changes.map(() => 'conflict' as const))
            : store.commit(changes),
      }),
    });
    await shop.place('o1');
    busy.is = false;
    shop.clock.pass({ minutes: 10 });
    await shop.orders.effects.drain();
    expect(shelf(shop)).toBe('0/1/0/0');
    expect((await shop.get('o1')).stock).toMatchObject([{ reserved: 1, short: 1 }]);
  });
});

describe('a notifier that is down', () => {
  const silent = () => {
    const tried: Notification[] = [];
    const state = { down: true };
    const notifier = {
      notify: (message: Notification) => {
        tried.push(message);
        return state.down ? Promise.reject(new Error('no signal')) : Promise.resolve();
      },
    };
    return { tried, state, notifier };
  };

  it('is asked again until the message is out, and then no more', async () => {
    const { tried, state, notifier } = silent();
    const shop = openShop({ notifier });
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    state.down = false;
    for (const minutes of [1, 10, 10]) {
      shop.clock.pass({ minutes });
      await shop.orders.effects.drain();
    }
    expect(tried.map(({ effectId }) => effectId)).toEqual(['default/o1/6/0', 'default/o1/6/0']);
  });

  it('is given up after twenty times and holds nobody up', async () => {
    const { tried, notifier } = silent();
    const shop = openShop({ notifier });
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    for (let count = 0; count < 30; count += 1) {
      shop.clock.pass({ minutes: 16 });
      await shop.orders.effects.drain();
    }
    expect(tried).toHaveLength(20);
    expect(await shop.orders.effects.list({ state: 'dead' })).toMatchObject([
      { effect: { type: 'notify_customer' }, failures: 20, reason: 'Error', blocking: false },
    ]);
    await shop.live('o1', [[usual.fail, 'driver']]);
    expect(shelf(shop)).toBe('10/0/0/0');
  });

  it('tells the customer as they are when the message goes out', async () => {
    const { tried, notifier } = silent();
    const shop = openShop({ notifier });
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    const { order, template } = known(tried[0]);
    expect({ template, status: order.status }).toEqual({
      template: 'out_for_delivery',
      status: 'out_for_delivery',
    });
  });
});

describe('an order that gives itself up', () => {
  const threeCalls = [1, 2, 3].map((): Step => [usual.failedCall, 'agent']);

  it('is cancelled by the system at the limit, where the merchant wants it', async () => {
    const shop = openShop({ policy: { noAnswer: { onLimit: 'cancel' } } });
    await shop.place('o1');
    await shop.live('o1', threeCalls);
    expect(await shop.get('o1')).toMatchObject({
      status: 'cancelled',
      cancellation: { reason: 'no_answer', by: { kind: 'system' }, at: minute(3) },
    });
    expect(shelf(shop)).toBe('10/0/0/0');
  });

  it('is not, where the customer was reached before the request was handed over', async () => {
    const shop = openShop({ policy: { noAnswer: { onLimit: 'cancel' } }, handOver: 'by_drain' });
    await shop.place('o1');
    await shop.live('o1', threeCalls);
    await shop.live('o1', [[usual.confirm, 'agent']]);
    await shop.orders.effects.drain();
    expect((await shop.get('o1')).status).toBe('confirmed');
  });
});

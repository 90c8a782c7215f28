import { describe, expect, it } from 'vitest';
import { OptionsError, cod, createOrders } from 'cod-lifecycle';
import type { AttentionHooks, Calendar, Cod } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { usual } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';
import type { ShopOptions } from '../../support/shop.ts';

const never = (): never => {
  throw new Error('nobody works here');
};

/** A shop that notes whom it is to look at, and why. */
function watchfulShop(options: ShopOptions = {}) {
  const seen: string[] = [];
  const note = ({
    about,
    order,
    effectId,
  }: {
    about: { type: string };
    order: { id: string; status: string };
    effectId: string;
  }): void => {
    seen.push(`${about.type} ${order.id} ${order.status} ${effectId}`);
  };
  const attention: AttentionHooks<Cod> = {
    call_due: note,
    cancellation_advised: note,
    overdue: note,
  };
  const shop = openShop({ on: { attention }, ...options });
  const later = async (minutes: number): Promise<readonly string[]> => {
    seen.length = 0;
    shop.clock.pass({ minutes });
    await shop.orders.effects.drain();
    return seen.map((line) => line.split(' ').slice(0, 3).join(' '));
  };
  return { ...shop, seen, later };
}

/** A shop that is told of overdue orders, and a process on its store that knows nobody to tell. */
function twoProcesses() {
  const shop = openShop({
    sla: { new: { minutes: 30 } },
    on: { attention: { overdue: () => undefined } },
  });
  const clock = { ...shop.store.clock, now: shop.clock.now };
  return { shop, bare: createOrders({ lifecycle: cod(), store: shop.store, clock }) };
}

describe('the next call', () => {
  it('is due at its time, and not before', async () => {
    const shop = watchfulShop();
    await shop.place('o1');
    await shop.send('o1', usual.failedCall, 'agent');
    expect(await shop.later(179)).toEqual([]);
    expect(await shop.later(1)).toEqual(['call_due o1 no_answer']);
    expect(await shop.later(999)).toEqual([]);
  });

  it('is not due any more where it was put off, or the customer was reached meanwhile', async () => {
    const shop = watchfulShop();
    await shop.place('o1');
    await shop.place('o2');
    await shop.send('o1', usual.failedCall, 'agent');
    await shop.send('o2', usual.failedCall, 'agent');
    await shop.send('o1', { type: 'schedule_call', at: '2026-01-15T20:00:00.000Z' }, 'agent');
    await shop.send('o2', usual.confirm, 'agent');
    expect(await shop.later(200)).toEqual([]);
    expect(await shop.later(24 * 60)).toEqual(['call_due o1 no_answer']);
  });

  it('is not due any more where the order was corrected into what is under way', async () => {
    const shop = watchfulShop();
    await shop.place('o1');
    for (let call = 0; call < 3; call += 1) await shop.send('o1', usual.failedCall, 'agent');
    const outcome = await shop.send(
      'o1',
      { type: 'correct', to: 'cancelled', reason: 'gone', cancelReason: 'staff' },
      'admin',
    );
    expect(outcome).toMatchObject({
      kind: 'applied',
      order: { calls: { failed: 3, nextCallAt: null } },
    });
    expect(await shop.later(24 * 60)).toEqual([]);
  });

  it('holds up nothing that the order owes', async () => {
    const shop = watchfulShop();
    await shop.place('o1');
    await shop.send('o1', usual.failedCall, 'agent');
    await shop.send('o1', usual.cancel, 'agent');
    expect(shop.stock.stock('OIL')).toMatchObject({ available: 10, reserved: 0 });
    expect(await shop.orders.effects.list({ state: 'pending' })).toMatchObject([
      { effect: { type: 'call_due' } },
    ]);
  });
});

describe('R18 the advice to give up', () => {
  it('comes with the third failed call, and with each further one', async () => {
    const shop = watchfulShop();
    await shop.place('o1');
    const advised: string[][] = [];
    for (let call = 1; call <= 4; call += 1) {
      shop.seen.length = 0;
      await shop.send('o1', usual.failedCall, 'agent');
      advised.push(shop.seen.map((line) => line.split(' ')[0] ?? ''));
    }
    expect(advised).toEqual([[], [], ['cancellation_advised'], ['cancellation_advised']]);
  });

  it('is left out where the order gives itself up', async () => {
    const shop = watchfulShop({ policy: { noAnswer: { onLimit: 'cancel' } } });
    await shop.place('o1');
    for (let call = 1; call <= 3; call += 1) await shop.send('o1', usual.failedCall, 'agent');
    expect((await shop.get('o1')).status).toBe('cancelled');
    expect(shop.seen).toEqual([]);
  });
});

describe('an order that stays where it is', () => {
  const sla = { new: { minutes: 30 }, confirmed: { minutes: 60 } } as const;

  it('is overdue when its time in the status is over, once', async () => {
    const shop = watchfulShop({ sla });
    await shop.place('o1');
    expect(await shop.later(29)).toEqual([]);
    expect(await shop.later(1)).toEqual(['overdue o1 new']);
    expect(await shop.later(9999)).toEqual([]);
  });

  it('is not overdue once it has moved on, nor when it comes back for a time of its own', async () => {
    const shop = watchfulShop({ sla });
    await shop.place('o1');
    shop.clock.pass({ minutes: 20 });
    await shop.send('o1', usual.cancel, 'agent');
    await shop.send('o1', { type: 'reopen', reason: 'Ordered again' }, 'admin');
    expect(await shop.later(15)).toEqual([]);
    expect(await shop.later(20)).toEqual(['overdue o1 new']);
  });

  it('is told late, and no second time, where nobody was there to tell it', async () => {
    const shop = watchfulShop({ sla, handOver: 'by_drain' });
    await shop.place('o1');
    await shop.send('o1', usual.confirm, 'agent');
    expect(await shop.later(60 * 24 * 7)).toEqual(['overdue o1 confirmed']);
    expect(await shop.later(60)).toEqual([]);
  });

  it('is given working time alone where the shop has a calendar', async () => {
    const asked: [string, number][] = [];
    const within: Calendar = {
      after: (from, minutes) => {
        asked.push([from, minutes]);
        return '2026-01-19T09:00:00.000Z';
      },
    };
    const shop = watchfulShop({ sla: { new: { minutes: 30, within } } });
    // Once to see that it works.
    expect(asked).toEqual([[shop.clock.now(), 30]]);
    const { enteredAt } = await shop.place('o1');
    expect(asked.slice(1)).toEqual([[enteredAt, 30]]);
    expect(await shop.later(24 * 60)).toEqual([]);
    expect(await shop.later(4 * 24 * 60)).toEqual(['overdue o1 new']);
  });

  it('is left to a process that has the hook for it', async () => {
    const { shop, bare } = twoProcesses();
    await shop.place('o1');
    shop.clock.pass({ minutes: 30 });
    expect(await bare.effects.drain()).toMatchObject({ done: 0, retried: 1 });
    shop.clock.pass({ minutes: 1 });
    expect(await shop.orders.effects.drain()).toMatchObject({ done: 1 });
  });

  it('owes nothing where nobody would be told', async () => {
    const shop = openShop({ sla: { new: { minutes: 30 } } });
    await shop.place('o1');
    shop.clock.pass({ minutes: 31 });
    expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
  });

  it('is nothing to be told of once it has moved on, whoever looks', async () => {
    const { shop, bare } = twoProcesses();
    await shop.place('o1');
    await shop.send('o1', usual.cancel, 'agent');
    shop.clock.pass({ minutes: 30 });
    expect(await bare.effects.drain()).toMatchObject({ done: 1, retried: 0, nextAt: null });
  });

  it.each([
    ['sla.lost', { lost: { minutes: 1 } }],
    ['sla.new.minutes', { new: { minutes: 0 } }],
    ['sla.new.minutes', { new: {} }],
    ['sla.new.minutes', { new: { minutes: 1e14 } }],
    ['sla.new.within', { new: { minutes: 1, within: {} } }],
    ['sla.new.within', { new: { minutes: 1, within: { after: () => 'soon' } } }],
    ['sla.new.within', { new: { minutes: 1, within: { after: () => never() } } }],
    [
      'sla.new.within',
      { new: { minutes: 1, within: { after: () => '2020-01-01T00:00:00.000Z' } } },
    ],
  ])('is not watched without sense: %s', (path, limits) => {
    const make = () =>
      createOrders({ lifecycle: cod(), store: memoryStore(), sla: limits as object });
    expect(make).toThrow(OptionsError);
    expect(make).toThrow(path);
  });
});

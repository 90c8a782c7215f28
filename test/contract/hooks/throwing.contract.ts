import { describe, expect, it } from 'vitest';
import { UndeliverableError } from 'cod-lifecycle';
import type { Cod, Hooks, Order } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { eachHandOver, eachStore, shopAt } from './each-store.ts';
import type { Opened } from './each-store.ts';
import { strikingClock } from './striking-clock.ts';
import { oddFailings, usualFailings } from './thrown.ts';
import type { Failing } from './thrown.ts';

type HandOver = (typeof eachHandOver)[number];
type Call = { readonly effectId: string; readonly order: Order };
type Told = (moment: string, call: Call) => void | Promise<void>;

/** A hook in each place where there can be one on the way to the third failed call, and after it. */
const everywhere = (told: Told): Hooks<Cod> => ({
  event: { record_call_attempt: (call) => told('event', call) },
  left: { new: (call) => told('left', call) },
  entered: { no_answer: (call) => told('entered', call) },
  attention: {
    cancellation_advised: (call) => told('advised', call),
    overdue: (call) => told('overdue', call),
    call_due: (call) => told('call_due', call),
  },
});

/** Where they are called, in this order. */
const places = 'event left entered event advised event overdue call_due'.split(' ');

const threeCalls: readonly Step[] = Array.from({ length: 3 }, () => [usual.failedCall, 'agent']);

/** A shop whose hooks fail wherever they are first called for an order, and only then. */
function failingShop(opened: Opened, handOver: HandOver, { fail, reason }: Omit<Failing, 'how'>) {
  const clock = strikingClock(opened.clock.now);
  const called: string[] = [];
  const done: string[] = [];
  const on = everywhere((place, { effectId, order }) => {
    const name = `${place} ${effectId}`;
    const isFirst = !called.includes(name);
    called.push(name);
    if (isFirst && order.id === 'o1') {
      // Whoever waits for its answer has begun to by then.
      if (reason === 'timeout') setImmediate(clock.strike);
      return fail();
    }
    done.push(name);
  });
  const sla = { no_answer: { minutes: 100 } };
  // Minutes pass while others are still at work in the background: their claims are to last.
  const retry = { timeoutMs: 3_600_000 };
  const shop = shopAt(opened, { handOver, on, sla, clock, retry });
  const placesOf = (id: string, calls: readonly string[]) =>
    calls.filter((name) => name.includes(`/${id}/`)).map((name) => name.split(' ')[0]);
  return {
    ...shop,
    called,
    doneOf: (id: string) => placesOf(id, done),
    afterCalls: async () => {
      await shop.live('o1', lifeTo.new);
      return shop.live('o1', threeCalls);
    },
    /** Everything that is owed is handed over, timers too. */
    evening: async () => {
      for (const minutes of [0, 100, 200]) {
        shop.clock.pass({ minutes });
        await shop.settled();
      }
    },
  };
}

describe.each(eachStore)('hooks of a shop on $name', ({ open }) => {
  const failings: readonly (readonly [HandOver, Failing])[] = [
    ...eachHandOver.flatMap((handOver) =>
      usualFailings.map((failing) => [handOver, failing] as const),
    ),
    ...oddFailings.map((failing) => ['after_commit', failing] as const),
  ];
  it.each(failings.map(([handOver, failing]) => ({ handOver, ...failing })))(
    'that $how in every place, $handOver, change nothing of the order and are called again',
    async ({ handOver, ...failing }) => {
      const shop = failingShop(await open(), handOver, failing);
      const order = await shop.afterCalls();
      expect(order).toMatchObject({ status: 'no_answer', version: 4, calls: { failed: 3 } });
      await shop.evening();

      expect(shop.doneOf('o1')).toEqual(places);
      const ids = new Set(shop.called);
      expect(ids.size).toBe(places.length);
      expect(shop.called).toHaveLength(2 * places.length);

      const effects = await shop.orders.effects.list({ state: 'done', limit: 1000 });
      const calls = effects.filter(({ effectId }) =>
        shop.called.some((name) => name.endsWith(` ${effectId}`)),
      );
      expect(calls.map(({ failures, reason }) => `${failures} ${reason}`)).toEqual(
        places.map(() => `1 ${failing.reason}`),
      );
      expect(await shop.orders.effects.list({ state: 'dead' })).toEqual([]);
      expect(await shop.orders.get('o1')).toEqual(order);
      const { rows } = await shop.orders.history('o1');
      expect(rows.map(({ event }) => event.type)).toEqual([
        'place',
        ...threeCalls.map(([event]) => event.type),
      ]);
    },
  );

  it.each(eachHandOver)('that fail, %s, are in no other order’s way', async (handOver) => {
    const shop = failingShop(await open(), handOver, known(usualFailings[0]));
    await shop.live('o1', lifeTo.no_answer);
    await shop.live('o2', lifeTo.no_answer);
    await shop.quiet();
    await shop.orders.effects.drain({ orderId: 'o2' });
    expect(shop.doneOf('o2')).toEqual(places.slice(0, 3));
    expect(shop.doneOf('o1').length).toBeLessThan(3);
  });

  it.each(['event', 'left', 'entered', 'advised', 'overdue', 'call_due'])(
    'that give up in %s are dead at once, and nothing waits for them',
    async (place) => {
      const opened = await open();
      const called: string[] = [];
      const on = everywhere((moment) => {
        called.push(moment);
        if (moment === place) throw new UndeliverableError('no_such_colleague');
      });
      const shop = shopAt(opened, { on, sla: { no_answer: { minutes: 100 } } });
      await shop.live('o1', [...lifeTo.new, ...threeCalls]);
      for (const minutes of [100, 200]) {
        shop.clock.pass({ minutes });
        await shop.settled();
      }
      expect(called).toEqual(places);
      const dead = await shop.orders.effects.list({ state: 'dead' });
      expect(dead.map(({ reason, failures, blocking }) => [reason, failures, blocking])).toEqual(
        places.filter((one) => one === place).map(() => ['no_such_colleague', 1, false]),
      );
      expect(await shop.orders.get('o1')).toMatchObject({ status: 'no_answer', version: 4 });
    },
  );

  it.each(eachHandOver)('that fail for good, %s, are given up and sent again', async (handOver) => {
    let broken = true;
    const on: Hooks<Cod> = {
      entered: {
        new: () => {
          if (broken) throw new Error('the bookkeeping of Amina is down');
        },
      },
    };
    const shop = shopAt(await open(), { handOver, on, retry: { errors: 3 } });
    await shop.orders.place(draft({ id: 'o1' }), { actor: actor('agent') });
    await shop.settled();
    expect(await shop.orders.effects.list({ state: 'dead' })).toMatchObject([
      { effectId: 'default/o1/1/1', reason: 'Error', failures: 3 },
    ]);
    broken = false;
    expect(await shop.orders.effects.sendAgain('default/o1/1/1')).toBe(true);
    await shop.settled();
    expect(await shop.orders.effects.list({ state: 'dead' })).toEqual([]);
    expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
  });
});

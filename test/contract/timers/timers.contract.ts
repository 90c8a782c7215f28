import { describe, expect, it } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import type { Cod, Hooks, Order, OrderEvent, OrderStore } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { eachHandOver, eachStore, shopAt } from '../hooks/each-store.ts';
import type { Opened } from '../hooks/each-store.ts';
import { watches } from './each-clock.ts';

type Told = { readonly effectId: string; readonly order: Order };

/** Hooks for whoever has to look at an order. */
const watching = (note: (what: string, told: Told) => void): { on: Hooks<Cod> } => ({
  on: {
    attention: {
      call_due: (told) => note('call_due', told),
      cancellation_advised: (told) => note('advised', told),
      overdue: (told) => note('overdue', told),
    },
  },
});

const sla = { new: { minutes: 30 }, confirmed: { minutes: 60 } } as const;

/** A shop that notes whom it is to look at, and why. */
function watchfulShop(opened: Opened, options: Parameters<typeof shopAt>[1] = {}) {
  const seen: string[] = [];
  const ids: string[] = [];
  const shop = shopAt(opened, {
    ...watching((what, { effectId, order }) => {
      seen.push(`${what} ${order.id} ${order.status}`);
      ids.push(effectId);
    }),
    sla,
    ...options,
  });
  return {
    ...shop,
    ids,
    /** Whom it is told of when so many minutes have passed. */
    later: async (minutes: number): Promise<readonly string[]> => {
      seen.length = 0;
      shop.clock.pass({ minutes });
      await shop.orders.effects.drain();
      return [...seen];
    },
    seen,
  };
}

const call: Step = [usual.failedCall, 'agent'];
const reopen: OrderEvent = { type: 'reopen', reason: 'Ordered again' };
const putOff: OrderEvent = { type: 'schedule_call', at: '2026-01-15T20:00:00.000Z' };

/** The queue of a process that calls, and dies before it can say so. */
function dyingOnce(store: OrderStore<unknown>): OrderStore<unknown> {
  let deaths = 1;
  return {
    ...store,
    effects: {
      ...store.effects,
      settle: async (claim, settlement) => {
        if (claim.dueAt === null || deaths === 0) return store.effects.settle(claim, settlement);
        deaths -= 1;
        throw new Error('the process is gone');
      },
    },
  };
}

describe.each(eachStore)('a timer of a shop on $name', ({ open }) => {
  it.each(watches)('counts working time alone $when', async ({ minutes, within, ...watch }) => {
    const shop = watchfulShop(await open(), { sla: { new: { minutes, within } } });
    const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;
    shop.clock.pass({ minutes: between(shop.clock.now(), watch.placedAt) });
    assertApplied(await shop.orders.place(draft({ id: 'o1' }), { actor: actor('agent') }));
    expect(await shop.orders.effects.drain()).toMatchObject({ done: 0, nextAt: watch.dueAt });
    expect(await shop.later(between(watch.placedAt, watch.dueAt) - 1)).toEqual([]);
    expect(await shop.later(1)).toEqual(['overdue o1 new']);
    expect(await shop.later(7 * 24 * 60)).toEqual([]);
  });

  it.each(eachHandOver)(
    'R18 waits for nothing where it is the third call’s advice, %s',
    async (handOver) => {
      const shop = watchfulShop(await open(), { handOver, sla: {} });
      await shop.live('o1', [...lifeTo.new, call, call]);
      await shop.quiet();
      await shop.orders.effects.drain();
      expect(shop.seen).toEqual([]);
      await shop.live('o1', [call]);
      await shop.quiet();
      expect(shop.seen).toEqual(handOver === 'by_drain' ? [] : ['advised o1 no_answer']);
      await shop.orders.effects.drain();
      expect(shop.seen).toEqual(['advised o1 no_answer']);
      expect(await shop.later(180)).toEqual(['call_due o1 no_answer']);
      expect(await shop.later(24 * 60)).toEqual([]);
    },
  );

  it.each<[string, readonly Step[]]>([
    ['the customer was reached', [[usual.confirm, 'agent']]],
    ['the order was given up', [[usual.cancel, 'agent']]],
    [
      'it was given up and ordered again',
      [
        [usual.cancel, 'agent'],
        [reopen, 'admin'],
      ],
    ],
  ])('tells nobody to call or to give up once %s', async (_, meanwhile) => {
    const shop = watchfulShop(await open(), { handOver: 'by_drain', sla: {} });
    await shop.live('o1', [...lifeTo.new, call, call, call, ...meanwhile]);
    expect(await shop.later(24 * 60)).toEqual([]);
    expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
  });

  it('tells to call at the new time where the call was put off', async () => {
    const shop = watchfulShop(await open(), { sla: {} });
    await shop.live('o1', [...lifeTo.new, call, [putOff, 'agent']]);
    expect(await shop.later(200)).toEqual([]);
    expect(await shop.later(24 * 60)).toEqual(['call_due o1 no_answer']);
  });

  it('is silent about a status that was left, and begins anew when the order comes back', async () => {
    const shop = watchfulShop(await open());
    await shop.live('o1', lifeTo.new);
    shop.clock.pass({ minutes: 20 });
    await shop.live('o1', [
      [usual.cancel, 'agent'],
      [reopen, 'admin'],
    ]);
    expect(await shop.later(29)).toEqual([]);
    expect(await shop.later(1)).toEqual(['overdue o1 new']);
    expect(shop.ids).toEqual([expect.stringMatching(/^default\/o1\/3\//)]);
  });

  it('that fires a week late tells of what is so then, once', async () => {
    const shop = watchfulShop(await open(), { handOver: 'by_drain' });
    await shop.live('o1', [...lifeTo.new, call]);
    await shop.live('o2', lifeTo.new);
    await shop.live('o3', lifeTo.confirmed);
    await shop.live('o4', lifeTo.cancelled);
    expect((await shop.later(7 * 24 * 60)).toSorted()).toEqual([
      'call_due o1 no_answer',
      'overdue o2 new',
      'overdue o3 confirmed',
    ]);
    expect(await shop.later(7 * 24 * 60)).toEqual([]);
  });

  it.each<[string, readonly Step[], readonly string[]]>([
    ['has the same id both times', [], ['overdue o1 new']],
    ['is silent where the order has moved meanwhile', [[usual.cancel, 'agent']], []],
  ])('that fires twice, for its process died over it, %s', async (_, meanwhile, again) => {
    const opened = await open();
    const dying = watchfulShop({ ...opened, store: dyingOnce(opened.store) });
    await dying.live('o1', lifeTo.new);
    dying.clock.pass({ minutes: 30 });
    await expect(dying.orders.effects.drain()).rejects.toThrow('the process is gone');
    expect(dying.seen).toEqual(['overdue o1 new']);

    const next = watchfulShop({ ...opened, store: await opened.beside() });
    await next.live('o1', meanwhile);
    const before = await next.orders.get('o1');
    // Nobody is called while the lease of the dead one may still be good.
    expect(next.seen).toEqual([]);
    expect(await next.later(1)).toEqual(again);
    expect(next.ids).toEqual(again.map(() => dying.ids[0]));
    expect(await next.later(24 * 60)).toEqual([]);
    expect(await next.orders.get('o1')).toEqual(before);
  });

  it('is fired by one of several drains at once', async () => {
    const opened = await open();
    const first = watchfulShop(opened);
    const ids = Array.from({ length: 20 }, (_, number) => `o${number + 10}`);
    for (const id of ids) {
      assertApplied(await first.orders.place(draft({ id }), { actor: actor('agent') }));
    }
    const second = watchfulShop({ ...opened, store: await opened.beside() });
    opened.clock.pass({ minutes: 30 });
    const drains = [first, second, first, second].map(async ({ orders }) =>
      orders.effects.drain({ concurrency: 3 }),
    );
    const done = (await Promise.all(drains)).reduce((sum, report) => sum + report.done, 0);
    expect(done).toBe(20);
    expect([...first.seen, ...second.seen].toSorted()).toEqual(
      ids.map((id) => `overdue ${id} new`),
    );
  });
});

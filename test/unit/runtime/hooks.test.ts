import { describe, expect, it } from 'vitest';
import { OptionsError, UndeliverableError, cod, createOrders } from 'cod-lifecycle';
import type { Cod, Hooks, OrderEvent } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft, handClock, openShop } from '../../support/shop.ts';

/** Hooks for every moment there is, which note what they are told. */
function noting(told: string[]): Hooks<Cod> {
  const note =
    (moment: string) =>
    ({
      effectId,
      entry,
      order,
    }: {
      effectId: string;
      entry: { version: number };
      order: { status: string };
    }) => {
      told.push(
        `${moment} v${entry.version} ${order.status} ${effectId.split('/').slice(2).join('/')}`,
      );
    };
  return {
    event: { place: note('place'), confirm: note('confirm'), add_note: note('add_note') },
    left: { new: note('left new'), confirmed: note('left confirmed') },
    entered: { new: note('entered new'), confirmed: note('entered confirmed') },
  };
}

describe('hooks', () => {
  it('are called in the order in which an order moved: its event, what it left, what it entered', async () => {
    const told: string[] = [];
    const shop = openShop({ on: noting(told) });
    await shop.place('o1');
    await shop.live('o1', lifeTo.processing);
    expect(told.map((line) => line.split(' v')[0])).toEqual([
      'place',
      'entered new',
      'confirm',
      'left new',
      'entered confirmed',
      'left confirmed',
    ]);
  });

  it('of a status are left alone by an event that keeps it', async () => {
    const told: string[] = [];
    const shop = openShop({ on: noting(told) });
    await shop.place('o1');
    told.length = 0;
    await shop.send('o1', { type: 'add_note', text: 'Rings twice' }, 'agent');
    expect(told).toEqual(['add_note v2 new 2/0']);
  });

  it('are told the line of history and the order as it is when they are called', async () => {
    const seen: unknown[] = [];
    const shop = openShop({
      handOver: 'by_drain',
      on: {
        event: {
          cancel: ({ effectId, entry, order }) => {
            seen.push([effectId, entry.event.reason, entry.from, entry.actor.kind, order.status]);
          },
        },
        entered: {
          new: ({ order }) => {
            seen.push(['entered new', order.status]);
          },
        },
      },
    });
    await shop.place('o1');
    await shop.send('o1', usual.cancel, 'agent');
    await shop.orders.effects.drain();
    expect(seen).toEqual([
      ['entered new', 'cancelled'],
      [
        'default/o1/2/1',
        (usual.cancel as OrderEvent & { type: 'cancel' }).reason,
        'new',
        'agent',
        'cancelled',
      ],
    ]);
  });

  it.each(['event', 'left', 'entered'] as const)(
    'that throw in %s change nothing of the order, and are called again under the same id',
    async (moment) => {
      const ids: string[] = [];
      let broken = true;
      const fail = ({ effectId }: { effectId: string }): void => {
        ids.push(effectId);
        if (broken) throw new Error('the shop of Amina, +212600000001, is down');
      };
      const on: Record<typeof moment, Hooks<Cod>> = {
        event: { event: { cancel: fail } },
        left: { left: { new: fail } },
        entered: { entered: { cancelled: fail } },
      };
      const shop = openShop({ on: on[moment] });
      await shop.place('o1');
      expect((await shop.send('o1', usual.cancel, 'agent')).kind).toBe('applied');
      expect((await shop.get('o1')).status).toBe('cancelled');
      expect(await shop.orders.effects.list({ state: 'pending' })).toMatchObject([
        { reason: 'Error', failures: 1 },
      ]);
      broken = false;
      shop.clock.pass({ minutes: 1 });
      expect(await shop.orders.effects.drain()).toEqual({
        done: 1,
        retried: 0,
        dead: 0,
        nextAt: null,
      });
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      expect((await shop.orders.history('o1')).rows).toHaveLength(2);
    },
  );

  it('that reject are called again as well', async () => {
    let calls = 0;
    const shop = openShop({
      on: {
        entered: {
          new: () => ((calls += 1) > 1 ? Promise.resolve() : Promise.reject(new Error('no'))),
        },
      },
    });
    await shop.place('o1');
    shop.clock.pass({ minutes: 1 });
    await shop.orders.effects.drain();
    expect(calls).toBe(2);
  });

  it('that say that it is hopeless are dead at once, with their reason', async () => {
    const shop = openShop({
      on: {
        entered: {
          new: () => {
            throw new UndeliverableError('no_such_customer');
          },
        },
      },
    });
    await shop.place('o1');
    expect(await shop.orders.effects.list({ state: 'dead' })).toMatchObject([
      { reason: 'no_such_customer', failures: 1, blocking: false },
    ]);
  });

  it('that a process does not know are left for one that does', async () => {
    const clock = handClock();
    const store = memoryStore({ now: clock.now });
    const told: string[] = [];
    const knowing = createOrders({
      lifecycle: cod(),
      store,
      handOver: 'by_drain',
      on: { entered: { new: ({ order }) => void told.push(order.id) } },
    });
    const other = createOrders({ lifecycle: cod(), store });
    await knowing.place(draft({ id: 'o1' }), { actor: actor('agent') });
    expect(await other.effects.drain()).toEqual({
      done: 1,
      retried: 1,
      dead: 0,
      nextAt: '2026-01-15T09:00:00.137Z',
    });
    clock.pass({ minutes: 1 });
    expect(await knowing.effects.drain()).toEqual({ done: 1, retried: 0, dead: 0, nextAt: null });
    expect(told).toEqual(['o1']);
  });

  it('are not owed where nothing was applied', async () => {
    const told: string[] = [];
    const shop = openShop({ on: noting(told) });
    await shop.place('o1');
    told.length = 0;
    await shop.orders.send('o1', usual.cancel, { actor: actor('agent'), dryRun: true });
    await shop.send(
      'o1',
      { type: 'reconcile_cash', amount: { amount: 1, currency: 'MAD' } },
      'finance',
    );
    expect(told).toEqual([]);
  });

  it.each<[string, object]>([
    ['on.entered.lost', { entered: { lost: () => undefined } }],
    ['on.event.burn', { event: { burn: () => undefined } }],
    ['on.passed', { passed: {} }],
    ['on.left.new', { left: { new: 'not a function' } }],
    ['on.entered.__proto__', { entered: JSON.parse('{"__proto__":1}') }],
  ])('that wait for what never comes are refused: %s', (path, on) => {
    const make = () => createOrders({ lifecycle: cod(), store: memoryStore(), on });
    expect(make).toThrow(OptionsError);
    expect(make).toThrow(path);
  });
});

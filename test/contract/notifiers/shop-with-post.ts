import { expect } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import type { Notifier, Order } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { shopAt } from '../hooks/each-store.ts';
import type { Opened } from '../hooks/each-store.ts';
import { leaksIn, ofZulaykha } from './canaries.ts';
import { listening, readOff } from './everything-said.ts';

/** A way to reach customers, and what they have got of it. */
export interface Post {
  readonly notifier: Notifier;
  /** The names of the messages that arrived, each once however often it came, in their order. */
  readonly arrived: () => readonly string[];
  /** The name that a message arrives under. */
  readonly nameOf: (effectId: string) => string;
}

type Options = NonNullable<Parameters<typeof shopAt>[1]>;

/** What the message of an order's first trip is called. */
export const firstTrip = (id: string): string => `default/${id}/6/0`;

/** A shop that tells its customers, and everything that it says to others meanwhile. */
export function shopWithPost(
  opened: Opened,
  { notifier }: Pick<Post, 'notifier'>,
  options: Options = {},
) {
  const { hear, observe, overheard, said } = listening();
  const shop = shopAt(opened, { ...options, notifier: overheard(notifier), observe });
  const place = async (
    id: string,
    person: Parameters<typeof ofZulaykha>[1] = {},
  ): Promise<void> => {
    assertApplied(await shop.orders.place(ofZulaykha(id, person), { actor: actor('agent') }));
  };
  return {
    ...shop,
    hear,
    /** Her order is on its way. */
    setOut: async (id: string, person?: Parameters<typeof ofZulaykha>[1]): Promise<Order> => {
      await place(id, person);
      return shop.live(id, lifeTo.out_for_delivery.slice(1));
    },
    /** Her order is on its way twice, and each time its message got there. Answers the names of the two. */
    twoTrips: async (id: string): Promise<readonly [string, string]> => {
      await place(id);
      await shop.live(id, lifeTo.out_for_delivery.slice(1));
      await shop.settled();
      await shop.live(id, [
        [usual.fail, 'driver'],
        [{ type: 'reattempt' }, 'agent'],
        [usual.setOut, 'driver'],
      ]);
      await shop.settled();
      return [firstTrip(id), `default/${id}/9/0`];
    },
    deliver: async (id: string): Promise<Order> => shop.live(id, [[usual.deliver, 'driver']]),
    /** The messages that are still owed, or given up, and why. */
    reasons: async (
      state: 'pending' | 'dead',
    ): Promise<Readonly<Record<string, string | null>>> => {
      const effects = await shop.orders.effects.list({ state, limit: 1000 });
      const messages = effects.filter(({ effect }) => effect.type === 'notify_customer');
      return Object.fromEntries(messages.map(({ effectId, reason }) => [effectId, reason]));
    },
    /** What it said tells nothing of the customer, nor a secret; nor does what it has stored of its effects. */
    expectDiscreet: async (): Promise<void> => {
      const effects = await Promise.all(
        (['pending', 'done', 'dead'] as const).map(async (state) =>
          shop.orders.effects.list({ state, limit: 1000 }),
        ),
      );
      const stored = [...effects, await opened.rows()].map(readOff);
      const heard = await said();
      expect(heard).toContain('start_delivery');
      expect(leaksIn([heard, ...stored].join('\n'))).toEqual([]);
    },
  };
}

/** What goes wrong with a message, and what is listed of it meanwhile. */
export interface Outage {
  readonly reason: string;
  /** The other side took it all the same, and could not say so. */
  readonly taken?: boolean;
  /** It is all right again. */
  readonly mend: () => void | Promise<void>;
}

/**
 * Two drivers set out while nobody can be told. One of the orders goes on and is delivered, as if nothing were; the
 * other's customer is told once that is possible again, once.
 */
export async function expectLifeGoesOn(
  opened: Opened,
  post: Post,
  { reason, taken = false, mend }: Outage,
  options: Options = {},
): Promise<void> {
  const shop = shopWithPost(opened, post, options);
  const out = await Promise.all(['still', 'gone'].map(async (id) => shop.setOut(id)));
  expect(out.map(({ status }) => status)).toEqual(['out_for_delivery', 'out_for_delivery']);
  expect(await shop.deliver('gone')).toMatchObject({
    status: 'delivered',
    cash: { state: 'collected' },
  });
  await shop.quiet();
  shop.clock.pass({ minutes: 1 });
  await shop.orders.effects.drain();
  expect(await shop.reasons('pending')).toEqual({ [firstTrip('still')]: reason });

  await mend();
  await shop.settled();
  const told = post.arrived();
  // Nobody wants to hear that the driver is on the way once he was there.
  const untimely = taken ? [firstTrip('gone')] : [];
  expect(told.toSorted()).toEqual(
    [firstTrip('still'), ...untimely].map((id) => post.nameOf(id)).toSorted(),
  );
  expect(await shop.reasons('pending')).toEqual({});
  expect(await shop.reasons('dead')).toEqual({});

  shop.clock.pass({ minutes: 60 });
  expect(await shop.orders.effects.drain()).toEqual({ done: 0, retried: 0, dead: 0, nextAt: null });
  expect(await shop.orders.counts()).toMatchObject({ out_for_delivery: 1, delivered: 1 });
  await shop.expectDiscreet();
}

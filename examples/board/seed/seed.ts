import { assertApplied } from 'cod-lifecycle';
import type { SettableClock } from '../clock.ts';
import { actorOf, people } from '../people.ts';
import { calendar, zone } from '../shop.ts';
import type { ShopOrders } from '../shop.ts';
import type { SeedOrder } from './bodies.ts';
import { chanceFrom } from './chance.ts';
import { customerOf } from './customers.ts';
import { boughtBy, storyOf } from './story.ts';
import { sendWebhook } from './webhooks.ts';

const dayMs = 24 * 60 * 60_000;
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: zone });

/** A part of the time between two moments: of the hours in which people work, where there are some. */
function within(from: number, to: number, part: number): number {
  const moments: number[] = [];
  for (let at = from; at < to; at += 5 * 60_000) {
    const hour = Number(hours.format(at));
    if (hour >= 8 && hour < 21) moments.push(at);
  }
  const nearest = moments[Math.min(moments.length - 1, Math.floor(part * moments.length))];
  // An odd moment, as people's are; never before what comes earlier in the story.
  return nearest === undefined ? from + part * (to - from) : nearest + part * 240_000;
}

export interface SeedOptions {
  /** Where the board listens: its own webhooks take the orders in. */
  readonly url: string;
  readonly orders: ShopOrders;
  /** It is led through the past week, and left as it was. */
  readonly clock: SettableClock;
}

/** Lives through a shop's week: orders come by signed webhooks, and the people do with them what they do. */
export async function seed({ url, orders, clock }: SeedOptions): Promise<number> {
  const end = Date.parse(clock.now());
  const startOf = (daysAgo: number): number =>
    Date.parse(calendar.dayOf(new Date(end - daysAgo * dayMs).toISOString()).from);
  const chance = chanceFrom(23);

  const acts = storyOf(end, startOf).flatMap(({ from, to, bought, fate }, index) => {
    const shop = index % 5 < 3 ? 'shopify' : 'woocommerce';
    const number = (shop === 'shopify' ? 2100 : 4100) + index;
    const order: SeedOrder = {
      shop,
      number,
      at: new Date(from).toISOString(),
      customer: customerOf(index, shop === 'woocommerce', chance),
      bought: bought ?? boughtBy(chance),
    };
    const total = order.bought.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    let id = '';
    const arrival = async (): Promise<void> => {
      const status = await sendWebhook(url, order);
      if (status !== 200) throw new Error(`The webhook of ${number} was answered with ${status}`);
      const { rows } = await orders.list({ search: String(number) });
      id = rows[0]?.order.id ?? '';
    };
    const steps = fate(number, total).map(({ at, who, event }) => ({
      at: within(from, to, at),
      act: async (): Promise<void> => {
        const person = people.get(who);
        if (!person) throw new Error(`There is nobody of the name ${who}`);
        assertApplied(await orders.send(id, event, { actor: actorOf(person) }));
      },
    }));
    return [{ at: from, act: arrival }, ...steps];
  });

  const inTime = acts.toSorted((a, b) => a.at - b.at);
  for (const { at, act } of inTime) {
    clock.set(Math.round(at));
    await act();
  }
  return inTime.length;
}

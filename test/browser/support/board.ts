import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { assertApplied } from 'cod-lifecycle';
import type { Order } from 'cod-lifecycle';
import { boardApp } from '../../../examples/board/app.ts';
import type { BoardEvent } from '../../../examples/board/board-event.ts';
import { settableClock } from '../../../examples/board/clock.ts';
import { actorOf, people } from '../../../examples/board/people.ts';
import type { SeedOrder } from '../../../examples/board/seed/bodies.ts';
import { seed } from '../../../examples/board/seed/seed.ts';
import { sendWebhook } from '../../../examples/board/seed/webhooks.ts';
import { openShop } from '../../../examples/board/shop.ts';

/** A Friday in Casablanca, at half past five in the afternoon. */
export const friday = '2026-04-24T16:30:00.000Z';

const customer = {
  first: 'Amina',
  last: 'Berrada',
  phone: '+212 600 00 77 01',
  street: '4, rue Atlas',
  city: 'Casablanca',
  region: 'Casablanca-Settat',
  zip: '20250',
};

const oil = { sku: 'ARGAN-100', title: 'Huile d’argan 100 ml', quantity: 2, price: 18_900 };

const arrival = (number: number): SeedOrder => ({
  shop: 'shopify',
  number,
  at: friday,
  customer,
  bought: [oil],
});

/** A board of its own, with a fresh database and a clock that stands still until it is set. */
export async function openBoard({ seeded = false }: { readonly seeded?: boolean } = {}) {
  const clock = settableClock(friday);
  const { orders, store, close } = await openShop(':memory:', clock.now);
  const errors: unknown[] = [];
  const app = boardApp({
    orders,
    store,
    now: clock.now,
    tokens: { 'of-leila': 'leila' },
    onError: (error) => void errors.push(error),
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (seeded) {
    await seed({ url, orders, clock });
    clock.set(Date.parse(friday));
  }

  async function byNumber(number: number): Promise<Order> {
    const { rows } = await orders.list({ search: String(number) });
    const [row] = rows;
    if (!row) throw new Error(`There is no order ${number}`);
    return row.order;
  }

  return {
    url,
    orders,
    clock,
    errors,
    byNumber,
    /** An order that comes by a signed webhook. */
    async receive(number: number, fields: Partial<SeedOrder> = {}): Promise<Order> {
      const status = await sendWebhook(url, { ...arrival(number), ...fields });
      if (status !== 200) throw new Error(`The webhook was answered with ${status}`);
      return byNumber(number);
    },
    /** What somebody did somewhere else. */
    async send(order: Order, who: string, event: BoardEvent): Promise<Order> {
      const person = people.get(who);
      if (!person) throw new Error(`There is nobody of the name ${who}`);
      return assertApplied(await orders.send(order.id, event, { actor: actorOf(person) }));
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      close();
    },
  };
}

export type Board = Awaited<ReturnType<typeof openBoard>>;

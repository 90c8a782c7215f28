import * as fc from 'fast-check';
import { cod, createOrders } from 'cod-lifecycle';
import type { Draft, Order } from 'cod-lifecycle';
import { memoryInventory, memoryStore } from 'cod-lifecycle/memory';
import { arbitraryDraft, arbitraryPolicy } from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { likelyEvents } from '../../../src/testing/likely-events.ts';
import type { LaterEvent } from '../../../src/testing/likely-events.ts';
import { runs } from '../lifecycle/runs.ts';

const now = '2027-01-15T09:00:00.000Z';
const skus = ['SOAP', 'ARGAN-50', 'constructor'];
const admin = { kind: 'admin', id: 'salma' } as const;

/** What happens in a shop with little on its shelves: an event of some order, or goods that arrive. */
const happenings = fc.array(
  fc.record({
    order: fc.nat(2),
    pick: fc.nat(99),
    variant: fc.nat(11),
    arrives: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, fc.nat(5)),
  }),
  { maxLength: 30, size: 'max' },
);
const drafts = fc.array(
  arbitraryDraft().map((draft) => ({
    ...draft,
    lines: draft.lines.map((line) => ({ ...line, quantity: 1 + (line.quantity % 4) })),
  })),
  { minLength: 3, maxLength: 3 },
);

/** The stock's own news is left to the stock; a correction may hand out what is not there. */
const ofPeople = ({ type }: LaterEvent): boolean =>
  type !== 'record_reservation' && type !== 'correct';

function shopOf(policy: Parameters<typeof cod>[0], shelf: number) {
  const inventory = memoryInventory(Object.fromEntries(skus.map((sku) => [sku, shelf])));
  const lifecycle = cod({ ...policy, actors: {} });
  const orders = createOrders({ lifecycle, store: memoryStore({ now: () => now }), inventory });
  const eventFor = (order: Order, pick: number, variant: number): LaterEvent | undefined => {
    const legal = likelyEvents(order, variant).filter(
      (event) => ofPeople(event) && lifecycle.lookup[event.type]?.[order.status],
    );
    return legal[pick % legal.length];
  };
  return { inventory, orders, eventFor };
}

type Shop = ReturnType<typeof shopOf>;
type Happening = { order: number; pick: number; variant: number; arrives: number };

async function everyOrder({ orders }: Shop): Promise<readonly Order[]> {
  const { rows } = await orders.list({ limit: 1000 });
  return rows.map(({ order }) => order);
}

/** A shop in which all this has happened, and everything owed was handed over. */
async function shopAfter(
  policy: Parameters<typeof cod>[0],
  shelf: number,
  placed: readonly Draft[],
  list: readonly Happening[],
): Promise<Shop> {
  const shop = shopOf(policy, shelf);
  for (const [index, draft] of placed.entries()) {
    const source = { kind: 'manual', shop: 'here', externalId: String(index) };
    await shop.orders.place({ ...draft, source, id: `order-${index}` }, { actor: admin });
  }
  for (const { order: at, pick, variant, arrives } of list) {
    for (const sku of skus) shop.inventory.receive(sku, arrives);
    const order = await shop.orders.get(`order-${at}`);
    const event = order && shop.eventFor(order, pick, variant);
    if (event) await shop.orders.sendMany([`order-${at}`], event, { actor: admin });
  }
  await shop.orders.effects.drain();
  return shop;
}

describe('a shop that runs short', () => {
  it('holds for its orders exactly what their books say', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPolicy(), fc.nat(8), drafts, happenings, async (...given) => {
        const shop = await shopAfter(...given);
        const rows = (await everyOrder(shop)).flatMap(({ stock }) => stock);
        for (const sku of skus) {
          const mine = rows.filter((row) => row.sku === sku);
          const { reserved, out } = shop.inventory.stock(sku);
          expect(reserved).toBe(mine.reduce((sum, row) => sum + row.reserved, 0));
          expect(out).toBe(mine.reduce((sum, row) => sum + row.out, 0));
        }
      }),
      runs(200),
    );
  });

  it('loses no unit and makes none', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPolicy(), fc.nat(8), drafts, happenings, async (...given) => {
        const shop = await shopAfter(...given);
        const arrived = given[3].reduce((sum, { arrives }) => sum + arrives, given[1]);
        for (const sku of skus) {
          const { available, reserved, out, writtenOff, missing = 0 } = shop.inventory.stock(sku);
          expect(available + reserved + out + writtenOff - missing).toBe(arrived);
        }
      }),
      runs(200),
    );
  });

  it('says that an order is short exactly while it holds less than the order wants', async () => {
    const policy = fc.constant({});
    await fc.assert(
      fc.asyncProperty(policy, fc.nat(8), drafts, happenings, async (...given) => {
        const shop = await shopAfter(...given);
        const waiting = (await everyOrder(shop)).filter(({ status }) =>
          ['new', 'no_answer', 'confirmed', 'processing'].includes(status),
        );
        for (const { ordered, reserved, short } of waiting.flatMap(({ stock }) => stock)) {
          expect(reserved + short).toBe(ordered);
        }
      }),
      runs(200),
    );
  });

  it('lets an order be confirmed as soon as all of it is held', async () => {
    const { orders, inventory } = shopOf({}, 0);
    const line = { id: '1', sku: 'SOAP', title: 'Soap', quantity: 2 };
    const draft = {
      id: 'order-0',
      customer: { name: 'Amina', phone: '0600000000' },
      address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
      lines: [line],
      amountDue: { amount: 100, currency: 'MAD' },
    };
    await orders.place(draft, { actor: admin });
    inventory.receive('SOAP', 2);
    await orders.send('order-0', { type: 'cancel', reason: 'staff' } as never, { actor: admin });
    await orders.send('order-0', { type: 'reopen', reason: 'In stock again' } as never, {
      actor: admin,
    });
    expect(inventory.stock('SOAP')).toMatchObject({ available: 0, reserved: 2 });
    const acknowledged = { products: true, total: true, address: true };
    const confirm = { type: 'confirm', acknowledged } as never;
    expect(await orders.send('order-0', confirm, { actor: admin })).toMatchObject({
      kind: 'applied',
    });
  });
});

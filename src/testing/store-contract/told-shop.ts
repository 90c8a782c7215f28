import type { Change, OrderStore, StoredOrder } from '../../ports/index.js';
import { minutes } from './instants.js';
import { put } from './put.js';
import { changeOf } from './sample-change.js';
import { nextOf, orderOf } from './sample-order.js';

const mad = (amount: number) => ({ amount, currency: 'MAD' });
const agent = { kind: 'agent', id: 'salma' } as const;
const driver = (id: string) => ({ kind: 'driver', id, name: null }) as const;

interface Step {
  readonly to: string;
  readonly at: number;
  readonly fields?: Partial<StoredOrder>;
  readonly open?: boolean;
}

/** The changes that lead an order from status to status, at these minutes of the day. */
function led(placed: StoredOrder, steps: readonly Step[]): readonly Change[] {
  const changes: Change[] = [changeOf(placed, { entry: { occurredAt: placed.placedAt } })];
  let order = placed;
  for (const { to, at, fields, open = true } of steps) {
    const before = order;
    const enteredAt = to === before.status ? before.enteredAt : minutes(at);
    order = nextOf(before, { status: to, enteredAt, ...fields });
    const entry = { from: before.status, to, occurredAt: minutes(at), actor: agent };
    changes.push(changeOf(order, { entry, open, since: before.enteredAt }));
  }
  return changes;
}

const paid = (amount: number, at: number, currency = 'MAD') => ({
  amount: { amount, currency },
  expected: { amount: 24_000, currency },
  difference: amount - 24_000,
  at: minutes(at),
  by: 'driver',
});

const counted = (amount: number) => ({ amount: mad(amount), at: minutes(200), by: 'ilham' });

const line = (sku: string, quantity: number, id = sku) => ({
  id,
  sku,
  title: sku,
  quantity,
  unitPrice: null,
});

const placedAt = (id: string, at: number, fields: Partial<StoredOrder> = {}): StoredOrder =>
  orderOf(id, { placedAt: minutes(at), enteredAt: minutes(at), ...fields });

/** Delivered at once. */
const delivered = led(
  placedAt('a', 0, { lines: [line('OIL', 2), line('SOAP', 1), line('OIL', 3, 'more')] }),
  [
    { to: 'confirmed', at: 10, fields: { calls: { ...orderOf('a').calls, made: 2 } } },
    { to: 'shipped', at: 30, fields: { assignee: driver('hamid') } },
    { to: 'delivered', at: 60, fields: { collection: paid(24_000, 60) } },
    {
      to: 'delivered',
      at: 200,
      open: false,
      fields: { cash: { state: 'reconciled', remitted: null, reconciled: counted(24_000) } },
    },
  ],
);

const refused = {
  state: 'in_transit',
  reason: 'refused',
  note: null,
  at: minutes(70),
  by: agent,
  cause: null,
} as const;

/** Came back from one driver, and was delivered by another. */
const deliveredLater = led(placedAt('b', 5, { lines: [line('OIL', 1)] }), [
  { to: 'confirmed', at: 15 },
  { to: 'shipped', at: 35, fields: { assignee: driver('hamid') } },
  { to: 'returned', at: 70, fields: { return: refused } },
  { to: 'shipped', at: 90, fields: { return: null, assignee: driver('karim') } },
  { to: 'delivered', at: 100, fields: { collection: paid(23_000, 100) } },
]);

const given = { reason: 'fake_order', note: null, at: minutes(20), by: agent } as const;

/** Given up, of another city and another shop. */
const cancelled = led(
  placedAt('c', 7, {
    lines: [line('SOAP', 4)],
    source: { kind: 'shopify', shop: 'zahra', externalId: 'c', reference: null },
    address: { ...orderOf('c').address, city: 'Rabat' },
  }),
  [{ to: 'cancelled', at: 20, open: false, fields: { cancellation: given } }],
);

/** Delivered in another currency, and not yet counted. */
const abroad = led(placedAt('d', 8, { lines: [line('OIL', 1)] }), [
  {
    to: 'delivered',
    at: 60,
    fields: { assignee: driver('hamid'), collection: paid(9, 60, 'TND') },
  },
]);

const waiting = led(placedAt('e', 50, { lines: [line('OIL', 1)] }), []);

/** Writes the orders of a small shop, and one of another tenant's. */
export async function putShop(store: OrderStore): Promise<void> {
  for (const changes of [delivered, deliveredLater, cancelled, abroad, waiting]) {
    await put(store, ...changes);
  }
  const source = { ...orderOf('a').source, shop: 'another' };
  const another = placedAt('a', 0, { tenant: 'another', source });
  await put(store, ...led(another, [{ to: 'returned', at: 70 }]));
}

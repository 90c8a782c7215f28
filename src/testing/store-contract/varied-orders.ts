import type { Change, OrderStore, StoredOrder } from '../../ports/index.js';
import { minutes } from './instants.js';
import { putAll } from './put.js';
import { changeOf } from './sample-change.js';
import { orderOf } from './sample-order.js';

const statuses = ['new', 'confirmed', 'delivered', `it's "odd"`] as const;

/** The nth of any number of orders that differ in everything that orders are found by. */
function variedOrder(index: number): StoredOrder {
  const id = `v${String(index).padStart(3, '0')}`;
  const status = statuses[index % 4] ?? 'new';
  const delivered = status === 'delivered';
  const money = { amount: 24_000, currency: 'MAD' };
  const collectedAt = minutes(600 + (index % 5));
  const plain = orderOf(id);
  return {
    ...plain,
    status,
    placedAt: minutes(index % 13),
    enteredAt: minutes(100 + ((index * 7) % 17)),
    source: {
      kind: index % 2 ? 'shopify' : 'manual',
      shop: index % 5 < 2 ? 'a' : 'b',
      externalId: id,
      reference: `#${1000 + index}`,
    },
    customer: { ...plain.customer, phone: `+212 6 00-000${String(index).padStart(3, '0')}` },
    calls: { ...plain.calls, nextCallAt: index % 4 < 2 ? minutes(300 + (index % 7)) : null },
    needsReconfirmation: index % 7 === 0,
    assignee: index % 3 ? { kind: 'driver', id: `driver-${index % 3}`, name: null } : null,
    collection: delivered
      ? { amount: money, expected: money, difference: 0, at: collectedAt, by: 'driver-1' }
      : null,
  };
}

const isOpen = (index: number): boolean => index % 3 !== 0;
const actorOf = (index: number) =>
  ({ kind: index % 2 ? 'agent' : 'driver', id: `actor-${index % 4}` }) as const;

/** The change that makes the nth of them. */
function variedChange(index: number): Change {
  return changeOf(variedOrder(index), { open: isOpen(index), entry: { actor: actorOf(index) } });
}

/** An order as it was written, with what was said of it beside. */
export interface Varied {
  readonly order: StoredOrder;
  readonly open: boolean;
  readonly enteredBy: { readonly kind: string; readonly id: string };
}

const count = 60;

/** Writes sixty orders that differ in everything that orders are found by. */
export async function putVaried(store: OrderStore): Promise<readonly Varied[]> {
  const changes = Array.from({ length: count }, (_, index) => variedChange(index));
  await putAll(store, changes);
  return changes.map(({ order, open, entry }) => ({ order, open, enteredBy: entry.actor }));
}

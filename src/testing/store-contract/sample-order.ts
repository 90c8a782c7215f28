import type { StoredOrder } from '../../ports/index.js';
import { samplePlace } from '../sample-place.js';
import { start } from './instants.js';

/** The tenant of every order that names none. */
export const tenant = 'default';

/** A new order, as a store keeps it: its source is named after its id. */
export function orderOf(id: string, fields: Partial<StoredOrder> = {}): StoredOrder {
  const { customer, address, lines, amountDue, metadata } = samplePlace();
  return {
    tenant,
    id,
    version: 1,
    status: 'new',
    definition: 'cod@1',
    enteredAt: start,
    updatedAt: start,
    placedAt: start,
    source: { kind: 'manual', shop: 'default', externalId: id, reference: null },
    customer,
    address,
    lines,
    amountDue,
    stock: [],
    calls: { cycle: 1, startedAt: start, made: 0, failed: 0, last: null, nextCallAt: null },
    delivery: { cycle: 1, startedAt: start, attempts: 0, last: null },
    cash: { state: 'due', remitted: null, reconciled: null },
    needsReconfirmation: false,
    tracking: null,
    metadata,
    ...fields,
  };
}

/** The next version of an order. */
export function nextOf(order: StoredOrder, fields: Partial<StoredOrder> = {}): StoredOrder {
  return { ...order, ...fields, version: order.version + 1 };
}

/** So many orders, with ids that sort as they are numbered. */
export function ordersOf(
  count: number,
  name = 'o',
  fieldsOf: (index: number) => Partial<StoredOrder> = () => ({}),
): readonly StoredOrder[] {
  return Array.from({ length: count }, (_, index) =>
    orderOf(`${name}${String(index + 1).padStart(3, '0')}`, fieldsOf(index)),
  );
}

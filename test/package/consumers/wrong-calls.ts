import { cod, createOrders, decide } from 'cod-lifecycle';
import type { ConfirmedOrder, NewOrder, Order, ShippedOrder } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';

const lifecycle = cod();
const orders = createOrders({ lifecycle, store: memoryStore() });
const actor = { kind: 'agent', id: 'salma' } as const;
const now = '2026-03-20T09:00:00.000Z';

export async function mistakes(
  order: Order,
  shipped: ShippedOrder,
  early: NewOrder | ConfirmedOrder,
): Promise<void> {
  // @ts-expect-error -- there is no such event
  await orders.send(order.id, { type: 'burn' }, { actor });
  // @ts-expect-error -- a reason is required
  await orders.send(order.id, { type: 'cancel' }, { actor });
  // @ts-expect-error -- a shipped order is not cancelled
  await orders.send(shipped, { type: 'cancel', reason: 'staff' }, { actor });
  // @ts-expect-error -- one of the two is confirmed already
  await orders.send(early, { type: 'start_processing' }, { actor });
  // @ts-expect-error -- an order of any status may be one that is not cancelled
  await orders.send(order, { type: 'cancel', reason: 'staff' }, { actor });
  // @ts-expect-error -- a parcel has a number
  await orders.send(order.id, { type: 'ship', tracking: { carrier: 'Zahra' } }, { actor });
  // @ts-expect-error -- a shipped order is on its way already
  decide(lifecycle, shipped, { type: 'ship' }, { actor, now });
  // @ts-expect-error -- nobody acts
  decide(lifecycle, shipped, { type: 'deliver' }, { now });
}

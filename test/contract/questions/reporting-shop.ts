import { assertApplied } from 'cod-lifecycle';
import type { Actor, Draft, Order, OrderEvent } from 'cod-lifecycle';
import { createReports } from 'cod-lifecycle/reports';
import { actor, mad, usual, yes } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { shopAt } from '../hooks/each-store.ts';
import type { StoreKind } from '../hooks/each-store.ts';

const person = (kind: Actor['kind'], id: string): Actor => ({ kind, id });
export const salma = person('agent', 'salma');
const depot = person('warehouse', 'depot');

const driver = (id: string) => ({ kind: 'driver', id, name: null }) as const;

/** A shop whose clock is set, order by order, and its reports. */
export async function reportingShop({ open }: StoreKind) {
  const { store, clock } = await open();
  const { orders } = shopAt({ store, clock }, { handOver: 'by_drain' });
  const reports = createReports({ store });

  /** Sets the clock to a time that has not passed yet. */
  const goTo = (time: string): void => {
    const minutes = (Date.parse(time) - Date.parse(clock.now())) / 60_000;
    if (minutes < 0) throw new Error(`${time} is over`);
    clock.pass({ minutes });
  };

  const send = async (
    id: string,
    event: OrderEvent,
    by: Actor,
    occurredAt?: string,
  ): Promise<Order> => {
    const options = { actor: by, ...(occurredAt !== undefined && { occurredAt }) };
    return assertApplied(
      await orders.send(id, event as Exclude<OrderEvent, { type: 'place' }>, options),
    );
  };

  const place = async (id: string, fields: Partial<Draft> = {}): Promise<Order> =>
    assertApplied(await orders.place(draft({ id, ...fields }), { actor: salma }));

  /** Confirmed, packed and handed to a driver, all at once. */
  const hand = async (id: string, to: string, fields: Partial<Draft> = {}): Promise<void> => {
    await place(id, fields);
    await send(id, { type: 'confirm', acknowledged: yes }, salma);
    await send(id, { type: 'assign', assignee: driver(to) }, person('dispatcher', 'hub'));
    await send(id, usual.prepare, depot);
    await send(id, usual.ship, depot);
  };

  /** Brought by the driver who has it, and paid. */
  const deliver = async (id: string, amount = 24_000, occurredAt?: string): Promise<Order> => {
    const order = known(await orders.get(id));
    const by = person('driver', known(order.assignee).id);
    const { currency } = order.amountDue;
    return send(id, { type: 'deliver', collected: { amount, currency } }, by, occurredAt);
  };

  const fail = async (id: string, reason: 'refused' | 'wrong_address' | 'no_cash') => {
    const order = known(await orders.get(id));
    const by = person('driver', known(order.assignee).id);
    return send(id, { type: 'report_failed_delivery', reason }, by);
  };

  return { orders, reports, clock, goTo, place, send, hand, deliver, fail, store };
}

export { actor, mad };

import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type { Cod, CodLifecycle, CodTable, Order, Orders, OrderStore } from 'cod-lifecycle';
import { memoryNotifier } from 'cod-lifecycle/memory';
import { actor } from '../support/life.ts';
import type { Step } from '../support/life.ts';
import { draft, known } from '../support/shop.ts';
import type { handClock } from '../support/shop.ts';

type Clock = ReturnType<typeof handClock>;

/** Leads orders through their lives, one step a minute; each must be applied. */
export const leading =
  (orders: Orders<Cod, CodTable>, clock: Clock) =>
  async (id: string, steps: readonly Step[]): Promise<Order> => {
    for (const [event, by] of steps) {
      clock.pass({ minutes: 1 });
      const options = { actor: actor(by) };
      assertApplied(
        event.type === 'place'
          ? await orders.place(draft({ id }), options)
          : await orders.send(id, event, options),
      );
    }
    return known(await orders.get(id));
  };

/** A shop on a store: its orders and its messages, by a clock of its own. What it owes waits to be drained. */
export function shopOn<Tx>(store: OrderStore<Tx>, clock: Clock, lifecycle: CodLifecycle = cod()) {
  const sms = memoryNotifier();
  const orders = createOrders({ lifecycle, store, notifier: sms, handOver: 'by_drain' });
  return { orders, clock, sms, live: leading(orders, clock) };
}

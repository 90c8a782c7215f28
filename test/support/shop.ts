import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type {
  ActorKind,
  Cod,
  Draft,
  Hooks,
  Inventory,
  Notifier,
  Observer,
  Order,
  OrderEvent,
  OrderStore,
  PolicyOptions,
  RetryOptions,
  Sla,
} from 'cod-lifecycle';
import { memoryInventory, memoryNotifier, memoryStore } from 'cod-lifecycle/memory';
import { actor, address, customer, line, mad, start } from './life.ts';
import type { Step } from './life.ts';

/** A clock that stands still until it is moved. */
export function handClock(from: string = start) {
  let now = Date.parse(from);
  return {
    now: () => new Date(now).toISOString(),
    pass: ({ minutes }: { minutes: number }) => {
      now += minutes * 60_000;
    },
  };
}

export const draft = (fields: Partial<Draft> = {}): Draft => ({
  customer,
  address,
  lines: [line('1', 'OIL', 2)],
  amountDue: mad(24_000),
  ...fields,
});

export interface ShopOptions {
  readonly policy?: PolicyOptions;
  readonly shelf?: Readonly<Record<string, number>>;
  readonly handOver?: 'after_commit' | 'in_background' | 'by_drain';
  readonly retry?: RetryOptions;
  readonly sla?: Sla<Cod>;
  readonly store?: (store: OrderStore) => OrderStore;
  readonly inventory?: (inventory: Inventory) => Inventory;
  readonly notifier?: Notifier;
  readonly on?: Hooks<Cod>;
  readonly observe?: Observer;
}

/** A shop in memory: its orders, its stock, its messages and its clock. */
export function openShop({ policy, shelf = { OIL: 10 }, handOver, ...parts }: ShopOptions = {}) {
  const clock = handClock();
  const inner = memoryStore({ now: clock.now });
  const store = parts.store?.(inner) ?? inner;
  const stock = memoryInventory(shelf);
  const sms = memoryNotifier();
  const orders = createOrders({
    lifecycle: cod(policy),
    store,
    inventory: parts.inventory?.(stock) ?? stock,
    notifier: parts.notifier ?? sms,
    ...(handOver && { handOver }),
    ...(parts.on && { on: parts.on }),
    ...(parts.retry && { retry: parts.retry }),
    ...(parts.sla && { sla: parts.sla }),
    ...(parts.observe && { observe: parts.observe }),
  });

  const send = (id: string, event: OrderEvent, by: ActorKind) => {
    clock.pass({ minutes: 1 });
    return orders.send(id, event as Exclude<OrderEvent, { type: 'place' }>, { actor: actor(by) });
  };

  return {
    orders,
    store,
    stock,
    sms,
    clock,
    send,
    place: async (id: string, fields: Partial<Draft> = {}): Promise<Order> =>
      assertApplied(await orders.place(draft({ id, ...fields }), { actor: actor('agent') })),
    /** Sends one event after the other; each must be applied. */
    live: async (id: string, steps: readonly Step[]): Promise<Order> => {
      for (const [event, by] of steps) {
        if (event.type === 'place') continue;
        assertApplied(await send(id, event, by));
      }
      return known(await orders.get(id));
    },
    get: async (id: string): Promise<Order> => known(await orders.get(id)),
  };
}

export type Shop = ReturnType<typeof openShop>;

/** The value, where the test knows that there is one. */
export function known<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('There is no such value');
  return value;
}

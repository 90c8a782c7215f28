import type { Order } from 'cod-lifecycle';
import { line } from '../support/life.ts';
import { ask } from './ask.ts';
import type { Chance } from './chance.ts';
import { chance } from './chance.ts';
import type { Command, Said } from './command.ts';
import { nextEvent } from './next-event.ts';
import type { OrdersUnderFault } from './shop-under-fault.ts';

/** So few that the lanes meet on the same order now and then. */
const orderCount = 10;

export interface Work {
  readonly orders: OrdersUnderFault;
  readonly lanes: number;
  /** Sets this work's ids and its choices apart from any other's. */
  readonly name: string;
  readonly seed: number;
  readonly say: (said: Said) => void;
  /** Asked before each command. */
  readonly goesOn: () => boolean;
}

/** Several people at work on the same orders at once: they place some, and lead them through their lives. */
export async function workInLanes({ orders, lanes, name, seed, say, goesOn }: Work): Promise<void> {
  const known = new Map<string, Order>();
  for (const { order } of (await orders.list({ limit: 1000 })).rows) known.set(order.id, order);
  let made = 0;

  const next = (luck: Chance): { readonly command: Command; readonly held?: Order } => {
    made += 1;
    const commandId = `${name}-${made}`;
    const recent = [...known.values()].slice(-orderCount);
    if (recent.length < orderCount || luck.percent(8)) {
      const lines = [line('1', 'OIL', 1 + luck.below(3)), line('2', 'SOAP', 1)];
      return { command: { commandId, kind: 'place', id: `o-${commandId}`, lines } };
    }
    if (luck.percent(10)) {
      const ids = recent.slice(0, 2 + luck.below(orderCount - 2)).map(({ id }) => id);
      return {
        command: { commandId, kind: 'send_many', ids, event: { type: 'add_note', text: name } },
      };
    }
    const order = luck.pick(recent);
    const command = {
      commandId,
      kind: 'send',
      id: order.id,
      event: nextEvent(order, luck),
    } as const;
    return luck.percent(50) ? { command, held: order } : { command };
  };

  const lane = async (luck: Chance): Promise<void> => {
    while (goesOn()) {
      const { command, held } = next(luck);
      for (const { id, outcome } of await ask(orders, command, say, held)) {
        if (outcome.order) known.set(id, outcome.order);
      }
    }
  };
  await Promise.all(
    Array.from({ length: lanes }, async (_, index) => lane(chance(seed * 1000 + index))),
  );
}

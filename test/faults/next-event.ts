import type { Order } from 'cod-lifecycle';
import { likelyEvents } from '../../src/testing/likely-events.ts';
import type { LaterEvent } from '../../src/testing/likely-events.ts';
import type { Chance } from './chance.ts';
import { lifecycle } from './shop-under-fault.ts';

/** Something that may be done with an order as it stands; rather something that leads it on. */
export function nextEvent(order: Order, chance: Chance): LaterEvent {
  const legal = likelyEvents(order, chance.below(12)).filter(({ type }) => {
    const edge = lifecycle.lookup[type]?.[order.status];
    return edge !== undefined && (!edge.rule.override || chance.percent(20));
  });
  const onward = legal.filter(({ type }) => {
    const to = lifecycle.lookup[type]?.[order.status]?.to;
    return to !== order.status && type !== 'cancel';
  });
  const note: LaterEvent = { type: 'add_note', text: `seen ${chance.below(1000)}` };
  if (onward.length > 0 && chance.percent(50)) return chance.pick(onward);
  return chance.pick([...legal, note]);
}

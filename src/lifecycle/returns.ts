import { allow, block } from '../kernel/index.js';
import type { Return } from '../order/facts.js';
import { stockReserved } from './confirmation.js';
import { assignedToActor, driverFailureOn } from './delivery.js';
import { guard, transition, update } from './model.js';
import type { About } from './model.js';
import { freshDelivery } from './placement.js';
import { freshPreparation } from './preparation.js';
import {
  commitStock,
  reserveStock,
  restockReceived,
  restockStock,
  writeOffReceived,
} from './stock-effects.js';

type Returned = About<never, 'returned'>;

/** The return is still open. */
export const returnOpen = guard('return_closed', ({ order }: Pick<Returned, 'order'>) =>
  order.return.state === 'closed' ? block() : allow,
);

/** The goods are back in the house. */
export const returnReceived = guard('return_not_received', ({ order }: Pick<Returned, 'order'>) =>
  order.return.state === 'in_transit' ? block() : allow,
);

/** The goods are still with the courier. */
export const returnInTransit = guard(
  'return_already_received',
  ({ order }: Pick<Returned, 'order'>) => (order.return.state === 'in_transit' ? allow : block()),
);

/** Every unit is put back or written off. */
export const unitsAccounted = guard('units_unaccounted', ({ order }: About) => {
  if (order.stock.every(({ out }) => out <= 0)) return allow;
  return block({
    lines: order.stock
      .filter(({ out }) => out > 0)
      .map(({ lineId, out }) => ({ lineId, units: out })),
  });
});

/** No more comes back than went out. */
export const unitsCameBack = guard(
  'units_exceeded',
  ({ order, event, policy }: About<'receive_return'>) => {
    const sums = new Map<string, number>();
    for (const { lineId, quantity } of event?.lines ?? [])
      sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
    const lines = [...sums].flatMap(([lineId, units]) => {
      const row = order.stock.find((known) => known.lineId === lineId);
      // Units that count as put back already may still turn out to be broken, but only where nobody had looked.
      const unseen = policy.stock.restockAt === 'returned' ? (row?.restocked ?? 0) : 0;
      const could = (row?.out ?? 0) + unseen;
      return units > could ? [{ lineId, units: units - could }] : [];
    });
    return lines.length === 0 ? allow : block({ lines });
  },
);

export const reportFailedDelivery = transition('report_failed_delivery', {
  from: ['shipped', 'out_for_delivery'],
  to: 'returned',
  by: ['driver', 'carrier', 'dispatcher'],
  guards: [assignedToActor, driverFailureOn],
  apply: ({ event, actor, occurredAt }) => {
    const { reason, note = null } = event;
    const opened: Return = {
      state: 'in_transit',
      reason,
      note,
      at: occurredAt,
      by: actor,
      cause: null,
    };
    return { return: opened };
  },
  effects: [restockStock],
});

export const receiveReturn = update('receive_return', {
  in: ['returned'],
  by: ['warehouse'],
  guards: [returnOpen, unitsCameBack],
  apply: ({ order, event }) => ({
    return: { ...order.return, state: 'received', cause: event.cause ?? order.return.cause },
  }),
  effects: [restockReceived, writeOffReceived],
});

export const closeReturn = update('close_return', {
  in: ['returned'],
  by: ['agent', 'warehouse'],
  guards: [returnOpen, unitsAccounted],
  apply: ({ order, event }) => ({
    return: { ...order.return, state: 'closed', cause: event.cause },
  }),
});

export const redeliver = transition('redeliver', {
  from: ['returned'],
  to: 'processing',
  by: ['agent'],
  guards: [returnOpen, returnReceived, unitsAccounted, stockReserved],
  apply: ({ order, occurredAt }) => ({
    return: null,
    shipment: null,
    tracking: null,
    preparation: freshPreparation(occurredAt),
    delivery: freshDelivery(order.delivery.cycle + 1, occurredAt),
    ...(order.needsReconfirmation && { calls: { ...order.calls, nextCallAt: occurredAt } }),
  }),
  effects: [reserveStock],
});

export const reattempt = transition('reattempt', {
  from: ['returned'],
  to: 'shipped',
  by: ['agent', 'dispatcher', 'carrier'],
  guards: [returnOpen, returnInTransit, stockReserved],
  apply: ({ order, occurredAt }) => ({
    return: null,
    delivery: freshDelivery(order.delivery.cycle + 1, occurredAt),
  }),
  effects: [commitStock],
});

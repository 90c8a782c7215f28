import { orderStatuses } from '../order/order.js';
import type { LineStock } from '../order/stock.js';
import { actorKinds } from '../order/actor.js';
import { allow, block } from '../kernel/index.js';
import { assignedToActor } from './delivery.js';
import { guard, update } from './model.js';
import type { About } from './model.js';
import { recordHolding, recordShortage } from './stock-effects.js';
import { answerFor, wantedOnShelf } from './stock.js';

/** No more is held than the line asks for. */
const reservable = guard('units_exceeded', ({ order, event }: About<'record_reservation'>) => {
  const lines = (event?.lines ?? []).flatMap(({ lineId, sku, reserved }) => {
    const row = order.stock.find(
      (known) => known.lineId === lineId && (sku ?? known.sku) === known.sku,
    );
    // An answer about goods that the line no longer asks for is no news, and no mistake.
    if (row === undefined && sku !== undefined) return [];
    const ordered = row?.ordered ?? 0;
    return reserved > ordered ? [{ lineId, units: reserved - ordered }] : [];
  });
  return lines.length === 0 ? allow : block({ lines });
});

/**
 * What the stock system could hold. Where the order wants units on the shelf, the books follow it; where it wants none,
 * only a shortage is noted, for goods that came back and may be asked for again.
 */
export const recordReservation = update('record_reservation', {
  in: orderStatuses,
  by: ['system'],
  guards: [reservable],
  apply: ({ order, event, policy }) => {
    const stock = order.stock.map((row): LineStock => {
      const news = answerFor(event, row);
      if (!news) return row;
      const wantsSome = wantedOnShelf(order, row, policy) > 0;
      const cameBack = order.status === 'returned' && row.out === 0;
      return wantsSome || cameBack ? { ...row, short: row.ordered - news.reserved } : row;
    });
    return { stock };
  },
  effects: [recordShortage, recordHolding],
});

export const addNote = update('add_note', {
  in: orderStatuses,
  by: actorKinds,
  guards: [assignedToActor],
});

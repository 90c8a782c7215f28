import type { RecordReservation, ReservedLine } from '../order/event.js';
import type { Order, OrderStatus } from '../order/order.js';
import type { LineStock } from '../order/stock.js';
import type { Policy } from './policy.js';

type Places = 'reserved' | 'out' | 'restocked' | 'writtenOff';

/** Where the goods of an order belong while it is in a status; `null` for a merchant's own, which leaves them where they are. */
function placeOf(status: OrderStatus): 'calling' | 'in_house' | 'out' | 'back' | null {
  switch (status) {
    case 'new':
    case 'no_answer':
      return 'calling';
    case 'confirmed':
    case 'processing':
      return 'in_house';
    case 'shipped':
    case 'out_for_delivery':
    case 'delivered':
      return 'out';
    case 'returned':
    case 'cancelled':
      return 'back';
    default:
      return null;
  }
}

/** How many units of a line an order should have on the shelf, given where it stands. */
export function wantedOnShelf({ status }: Order, row: LineStock, { stock }: Policy): number {
  const place = placeOf(status);
  if (place === 'calling') return stock.reserveAt === 'placed' ? row.ordered : 0;
  if (place === 'in_house') return stock.reserveAt === 'never' ? 0 : row.ordered;
  return place === null ? row.reserved : 0;
}

/** How many units of a line an order should have out of the house, given where it stands. */
export function wantedOut({ status }: Order, row: LineStock, { stock }: Policy): number {
  const place = placeOf(status);
  if (place === 'out') return row.ordered;
  if (status === 'returned' && stock.restockAt === 'received')
    return row.ordered - row.restocked - row.writtenOff;
  return place === null ? row.out : 0;
}

/** How many of a line's units are neither on the shelf for the order nor out of the house. */
function lacking({ ordered, reserved, out }: LineStock): number {
  return Math.max(0, ordered - reserved - out);
}

/** A line's units with so many moved from one place to another; `null` is the shelf that belongs to no order. */
export function moved(
  row: LineStock,
  from: Places | null,
  to: Places | null,
  units: number,
): LineStock {
  const next = { ...row };
  if (from) next[from] -= units;
  if (to) next[to] += units;
  // Units that leave the shelf a second time are no longer counted as having come back.
  const surplus = next.reserved + next.out + next.restocked + next.writtenOff - next.ordered;
  if (surplus > 0 && from === null) {
    const again = Math.min(surplus, next.restocked);
    next.restocked -= again;
    next.writtenOff -= surplus - again;
  }
  next.short = Math.min(next.short, lacking(next));
  return next;
}

/** A row for another quantity: units that came back earlier are forgotten as far as nobody asks for them any more. */
function resized(row: LineStock, ordered: number): LineStock {
  const free = Math.max(0, ordered - row.reserved - row.out);
  const restocked = Math.min(row.restocked, free);
  const writtenOff = Math.min(row.writtenOff, free - restocked);
  const next = { ...row, ordered, restocked, writtenOff };
  return { ...next, short: Math.min(row.short, lacking(next)) };
}

/** The rows of an order's lines: known lines keep their units, gone ones stay while units are held for them. */
export function rowsFor(lines: Order['lines'], known: readonly LineStock[]): readonly LineStock[] {
  const rows = lines.map(({ id, sku, quantity }): LineStock => {
    const row = known.find(({ lineId, sku: same }) => lineId === id && same === sku);
    if (row) return resized(row, quantity);
    const nowhere = { reserved: 0, out: 0, restocked: 0, writtenOff: 0, short: 0 };
    return { lineId: id, sku, ordered: quantity, ...nowhere };
  });
  const gone = known.filter(
    (row) =>
      row.reserved + row.out > 0 &&
      !rows.some(({ lineId, sku }) => lineId === row.lineId && sku === row.sku),
  );
  return [...rows, ...gone.map((row) => ({ ...row, ordered: 0, short: 0 }))];
}

/** What a stock system's answer says about a row, if anything. */
export function answerFor(
  { lines }: RecordReservation,
  { lineId, sku }: LineStock,
): ReservedLine | undefined {
  return lines.find((line) => line.lineId === lineId && (line.sku ?? sku) === sku);
}

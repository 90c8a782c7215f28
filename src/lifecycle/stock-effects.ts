import type { StockEffect, StockEffectType } from '../order/effect.js';
import type { LineStock, StockAccount, StockMove } from '../order/stock.js';
import { roundOf } from '../order/round.js';
import { effect } from './model.js';
import type { Owed } from './model.js';
import { answerFor, moved, wantedOnShelf, wantedOut } from './stock.js';

/** Units of each row to move, from one of its places to another; `null` is the shelf that belongs to no order. */
interface Step {
  readonly from: 'reserved' | 'out' | 'restocked' | null;
  readonly to: 'reserved' | 'out' | 'restocked' | 'writtenOff' | null;
  /** How many, given the row as it was before any step; none where it is below 1. */
  readonly units: (row: LineStock, given: Owed) => number;
}

/** The account in which the units of a place are: what came back can be sold again. */
function accountOf(place: Step['to']): StockAccount {
  if (place === 'writtenOff') return 'written_off';
  return place === null || place === 'restocked' ? 'available' : place;
}

const isGone = ({ ordered, reserved, out }: LineStock): boolean =>
  ordered === 0 && reserved === 0 && out === 0;

/** Runs the steps over every row: the books change, and what is owed says the same. */
function move(
  given: Owed,
  steps: readonly Step[],
): { lines: readonly StockMove[]; stock: readonly LineStock[] } | null {
  const rows = given.order.stock;
  let lines: StockMove[] | null = null;
  let stock: LineStock[] | null = null;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as LineStock;
    let next = row;
    for (const { units, from, to } of steps) {
      const quantity = units(row, given);
      if (quantity <= 0) continue;
      next = moved(next, from, to, quantity);
      const line = { lineId: row.lineId, sku: row.sku, quantity, from: accountOf(from) };
      if (lines === null) lines = [line];
      else lines.push(line);
    }
    // Most often nothing moves: then nothing is copied.
    if (next !== row) (stock ??= [...rows])[index] = next;
  }
  return (
    lines &&
    stock && { lines, stock: stock.some(isGone) ? stock.filter((row) => !isGone(row)) : stock }
  );
}

function stockEffect<const Type extends StockEffectType | 'record_shortage' | 'record_holding'>(
  type: Type,
  ...steps: readonly [Step, ...Step[]]
) {
  const plan = (given: Owed) => {
    const done = move(given, steps);
    return (
      done && {
        effect: { type, round: roundOf(given.order), lines: done.lines } as never,
        change: { stock: done.stock },
      }
    );
  };
  const units = ({ lines }: StockEffect<Type>) =>
    lines.map(({ lineId, quantity, from }) => ({ key: lineId, from, units: quantity }));
  const from = steps.map((step) => accountOf(step.from));
  return effect<Type, Owed>(type, plan, { from, to: accountOf(steps[0].to), units: units });
}

/** Holds what the order wants and does not hold yet. */
export const reserveStock = stockEffect('reserve_stock', {
  from: null,
  to: 'reserved',
  units: (row, { order, policy }) => wantedOnShelf(order, row, policy) - row.reserved,
});

/** Lets go of what the order holds and does not want any more. */
export const releaseStock = stockEffect('release_stock', {
  from: 'reserved',
  to: null,
  units: (row, { order, policy }) => row.reserved - wantedOnShelf(order, row, policy),
});

/** Hands units over: what is held first, then straight from the shelf. */
function handOver(unitsOf: Step['units']) {
  return stockEffect(
    'commit_stock',
    {
      from: 'reserved',
      to: 'out',
      units: (row, given) => Math.min(unitsOf(row, given), row.reserved),
    },
    {
      from: null,
      to: 'out',
      units: (row, given) => unitsOf(row, given) - row.reserved,
    },
  );
}

/** Hands over what leaves the house. */
export const commitStock = handOver(
  (row, { order, policy }) => wantedOut(order, row, policy) - row.out,
);

/** A correction to Returned says that the goods had left after all; where they count as put back, that comes next. */
export const commitReturned = handOver(({ ordered, out, restocked, writtenOff }, { order }) =>
  order.status === 'returned' ? ordered - out - restocked - writtenOff : 0,
);

/** Puts back what is out and should not be. */
export const restockStock = stockEffect('restock_stock', {
  from: 'out',
  to: 'restocked',
  units: (row, { order, policy }) => row.out - wantedOut(order, row, policy),
});

/** How many units of a row a warehouse reports in some condition; all that is out, where it lists nothing. */
function reported(row: LineStock, { event }: Owed, sellable: boolean): number {
  if (event.type !== 'receive_return') return 0;
  if (!event.lines) return sellable ? row.out : 0;
  return event.lines
    .filter(
      ({ lineId, condition }) => lineId === row.lineId && (condition === 'sellable') === sellable,
    )
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Puts back the units that arrived sellable, as far as they do not count as put back already. */
export const restockReceived = stockEffect('restock_stock', {
  from: 'out',
  to: 'restocked',
  units: (row, given) => Math.min(reported(row, given, true), row.out),
});

/** Gives up the units that arrived damaged or not at all, also those that count as put back already. */
export const writeOffReceived = stockEffect(
  'write_off_stock',
  {
    from: 'out',
    to: 'writtenOff',
    units: (row, given) => Math.min(reported(row, given, false), row.out),
  },
  {
    from: 'restocked',
    to: 'writtenOff',
    units: (row, given) => Math.min(reported(row, given, false) - row.out, row.restocked),
  },
);

/** How many more units of a row the stock says it holds than the books do; below 0 when it holds fewer. */
function surplus(row: LineStock, { event, order, policy }: Owed): number {
  if (event.type !== 'record_reservation' || wantedOnShelf(order, row, policy) === 0) return 0;
  const news = answerFor(event, row);
  return news ? news.reserved - row.reserved : 0;
}

/** The stock said that it does not hold what the books say: the books follow. */
export const recordShortage = stockEffect('record_shortage', {
  from: 'reserved',
  to: null,
  units: (row, given) => -surplus(row, given),
});

/** The stock said that it holds more by now: the books follow. */
export const recordHolding = stockEffect('record_holding', {
  from: null,
  to: 'reserved',
  units: surplus,
});

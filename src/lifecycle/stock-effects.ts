import type { StockEffect, StockEffectType } from '../order/effect.js';
import type { LineStock, StockAccount, StockMove } from '../order/stock.js';
import { roundOf } from '../order/round.js';
import { effect } from './model.js';
import type { Owed } from './model.js';
import { answerFor, moved, wanted } from './stock.js';

/** Units of one row to move: the account they leave, and how the row counts them. */
interface Step {
  readonly account: StockAccount;
  readonly units: number;
  readonly from: 'reserved' | 'out' | 'restocked' | null;
  readonly to: 'reserved' | 'out' | 'restocked' | 'writtenOff' | null;
}

type StepsFor = (row: LineStock, given: Owed) => readonly Step[];

/** Runs the steps over every row: the books change, and what is owed says the same. */
function move(
  given: Owed,
  stepsFor: StepsFor,
): { lines: readonly StockMove[]; stock: readonly LineStock[] } | null {
  const lines: StockMove[] = [];
  const stock: LineStock[] = [];
  for (const row of given.order.stock) {
    let next = row;
    for (const { account, units, from, to } of stepsFor(row, given)) {
      if (units <= 0) continue;
      next = moved(next, from, to, units);
      lines.push({ lineId: row.lineId, sku: row.sku, quantity: units, from: account });
    }
    const gone = next.ordered === 0 && next.reserved === 0 && next.out === 0;
    if (!gone) stock.push(next);
  }
  return lines.length === 0 ? null : { lines, stock };
}

function stockEffect<const Type extends StockEffectType | 'record_shortage' | 'record_holding'>(
  type: Type,
  moves: { readonly from: readonly StockAccount[]; readonly to: StockAccount },
  stepsFor: StepsFor,
) {
  const plan = (given: Owed) => {
    const done = move(given, stepsFor);
    return (
      done && {
        effect: { type, round: roundOf(given.order), lines: done.lines } as never,
        change: { stock: done.stock },
      }
    );
  };
  const units = ({ lines }: StockEffect<Type>) =>
    lines.map(({ lineId, quantity, from }) => ({ key: lineId, from, units: quantity }));
  return effect<Type, Owed>(type, plan, { ...moves, units: units });
}

/** Holds what the order wants and does not hold yet. */
export const reserveStock = stockEffect(
  'reserve_stock',
  { from: ['available'], to: 'reserved' },
  (row, given) => [
    {
      account: 'available',
      units: wanted(given.order, row, given.policy).reserved - row.reserved,
      from: null,
      to: 'reserved',
    },
  ],
);

/** Lets go of what the order holds and does not want any more. */
export const releaseStock = stockEffect(
  'release_stock',
  { from: ['reserved'], to: 'available' },
  (row, given) => [
    {
      account: 'reserved',
      units: row.reserved - wanted(given.order, row, given.policy).reserved,
      from: 'reserved',
      to: null,
    },
  ],
);

/** Units that leave the house: what is held first, then straight from the shelf. */
function leaving(row: LineStock, units: number): readonly Step[] {
  const held = Math.min(units, row.reserved);
  return [
    { account: 'reserved', units: held, from: 'reserved', to: 'out' },
    { account: 'available', units: units - held, from: null, to: 'out' },
  ];
}

/** Hands over what leaves the house. */
export const commitStock = stockEffect(
  'commit_stock',
  { from: ['reserved', 'available'], to: 'out' },
  (row, given) => leaving(row, wanted(given.order, row, given.policy).out - row.out),
);

/** A correction to Returned says that the goods had left after all; where they count as put back, that comes next. */
export const commitReturned = stockEffect(
  'commit_stock',
  { from: ['reserved', 'available'], to: 'out' },
  (row, { order }) => {
    const { ordered, out, restocked, writtenOff } = row;
    return order.status === 'returned' ? leaving(row, ordered - out - restocked - writtenOff) : [];
  },
);

/** Puts back what is out and should not be. */
export const restockStock = stockEffect(
  'restock_stock',
  { from: ['out'], to: 'available' },
  (row, given) => [
    {
      account: 'out',
      units: row.out - wanted(given.order, row, given.policy).out,
      from: 'out',
      to: 'restocked',
    },
  ],
);

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
export const restockReceived = stockEffect(
  'restock_stock',
  { from: ['out'], to: 'available' },
  (row, given) => [
    {
      account: 'out',
      units: Math.min(reported(row, given, true), row.out),
      from: 'out',
      to: 'restocked',
    },
  ],
);

/** Gives up the units that arrived damaged or not at all, also those that count as put back already. */
export const writeOffReceived = stockEffect(
  'write_off_stock',
  { from: ['out', 'available'], to: 'written_off' },
  (row, given) => {
    const units = reported(row, given, false);
    const out = Math.min(units, row.out);
    return [
      { account: 'out', units: out, from: 'out', to: 'writtenOff' },
      {
        account: 'available',
        units: Math.min(units - out, row.restocked),
        from: 'restocked',
        to: 'writtenOff',
      },
    ];
  },
);

/** How many more units of a row the stock says it holds than the books do; below 0 when it holds fewer. */
function surplus(row: LineStock, { event, order, policy }: Owed): number {
  if (event.type !== 'record_reservation' || wanted(order, row, policy).reserved === 0) return 0;
  const news = answerFor(event, row);
  return news ? news.reserved - row.reserved : 0;
}

/** The stock said that it does not hold what the books say: the books follow. */
export const recordShortage = stockEffect(
  'record_shortage',
  { from: ['reserved'], to: 'available' },
  (row, given) => [
    { account: 'reserved', units: -surplus(row, given), from: 'reserved', to: null },
  ],
);

/** The stock said that it holds more by now: the books follow. */
export const recordHolding = stockEffect(
  'record_holding',
  { from: ['available'], to: 'reserved' },
  (row, given) => [
    { account: 'available', units: surplus(row, given), from: null, to: 'reserved' },
  ],
);

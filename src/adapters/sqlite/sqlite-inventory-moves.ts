import type { StockMove } from '../../order/stock.js';
import type { Inventory } from '../../ports/inventory.js';
import type { StockLevel } from '../sql/shop-inventory.js';

/** Units onto the shelf: they make up for what is missing first. */
export function putOn(level: StockLevel, units: number): StockLevel {
  const { available, missing } = level;
  const made = Math.min(missing, units);
  return { ...level, available: available + units - made, missing: missing - made };
}

/** Units off the shelf, whatever the books say: what they had none of is missing. */
function takeOff(level: StockLevel, units: number): StockLevel {
  const { available, missing } = level;
  const there = Math.min(available, units);
  return { ...level, available: available - there, missing: missing + units - there };
}

/** Units back from outside: what the books never saw leave is missing in them. */
function takeBack(level: StockLevel, units: number): StockLevel {
  const { out, missing } = level;
  const known = Math.min(out, units);
  return { ...level, out: out - known, missing: missing + units - known };
}

/** What a move comes to: how the SKU stands, and how much the order's line holds. */
export interface Moved {
  readonly level: StockLevel;
  readonly held: number;
}

type Step = (before: Moved, move: StockMove) => Moved;

const reserve: Step = (before, { quantity }) => {
  const { level, held } = before;
  const { available, reserved } = level;
  const units = Math.min(available, quantity);
  if (units === 0) return before;
  const next = { ...level, available: available - units, reserved: reserved + units };
  return { level: next, held: held + units };
};

const release: Step = (before, { quantity }) => {
  const { level, held } = before;
  const units = Math.min(held, quantity);
  if (units === 0) return before;
  const next = { ...level, reserved: level.reserved - units };
  return { level: putOn(next, units), held: held - units };
};

const commit: Step = ({ level, held }, { quantity, from }) => {
  const units = from === 'reserved' ? Math.min(held, quantity) : 0;
  const next = { ...level, reserved: level.reserved - units, out: level.out + quantity };
  return { level: takeOff(next, quantity - units), held: held - units };
};

const restock: Step = ({ level, held }, { quantity }) => ({
  level: takeBack(putOn(level, quantity), quantity),
  held,
});

const writeOff: Step = ({ level, held }, { quantity, from }) => {
  const next = { ...level, writtenOff: level.writtenOff + quantity };
  return { level: from === 'out' ? takeBack(next, quantity) : takeOff(next, quantity), held };
};

/** What each call does to one SKU; gives what it was given where nothing moves. */
export const steps: { readonly [Call in keyof Inventory]: Step } = {
  reserve,
  release,
  commit,
  restock,
  writeOff,
};

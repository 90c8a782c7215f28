import type { StockAccount, StockMove } from '../../order/index.js';
import type { Inventory, Reservation, StockRequest } from '../../ports/index.js';

/** The tenant of every order that names none. */
export const home = 'default';

/** Units of line `1`, which is oil, unless it is said otherwise. */
export function move(
  quantity: number,
  from: StockAccount,
  fields: Partial<StockMove> = {},
): StockMove {
  return { lineId: '1', sku: 'OIL', quantity, from, ...fields };
}

/** What an effect asks of an inventory. */
export function requestOf(
  effectId: string,
  id: string,
  lines: readonly StockMove[],
  tenant: string = home,
): StockRequest {
  return { effectId, order: { tenant, id }, lines };
}

/** One call: which, its effect, its order, and what it moves. */
export type Call = readonly [
  call: keyof Inventory,
  effectId: string,
  order: string,
  ...lines: readonly StockMove[],
];

/** Makes calls one after the other. */
export async function make(inventory: Inventory, ...calls: readonly Call[]): Promise<void> {
  for (const [call, effectId, order, ...lines] of calls)
    await inventory[call](requestOf(effectId, order, lines));
}

/** How many units each line holds by an answer. */
export function heldBy(lines: readonly StockMove[], answer: Reservation): readonly number[] {
  return lines.map(
    ({ lineId, quantity }) => answer.lines.find((line) => line.lineId === lineId)?.held ?? quantity,
  );
}

/** Asks for units to be held, and gives how many each line holds. */
export async function reserve(
  inventory: Inventory,
  effectId: string,
  order: string,
  ...lines: readonly StockMove[]
): Promise<readonly number[]> {
  return heldBy(lines, await inventory.reserve(requestOf(effectId, order, lines)));
}

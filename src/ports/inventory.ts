import type { StockMove } from '../order/stock.js';
import type { OrderKey } from './order-key.js';

/**
 * The shop's stock. Called from effects, after the commit that owes them.
 *
 * - IN-1 Every call is harmless when repeated with the same effect id.
 * - IN-2 `reserve` holds all of a line or as much as there is, and says how much.
 * - IN-3 `release` gives back at most what is held for the order's line.
 * - IN-4 `commit` always succeeds: the goods have left. What was not held is taken from the shelf.
 * - IN-5 Calls for one order come in the order in which its effects were owed.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Inventory {
  reserve(request: StockRequest): Promise<Reservation>;
  release(request: StockRequest): Promise<void>;
  commit(request: StockRequest): Promise<void>;
  /** Units that came back and can be sold again. */
  restock(request: StockRequest): Promise<void>;
  /** Units that came back broken, or never; each line's `from` says whether they count as on the shelf. */
  writeOff(request: StockRequest): Promise<void>;
}

export interface StockRequest {
  readonly effectId: string;
  readonly order: OrderKey;
  readonly lines: readonly StockMove[];
}

/** How many of the asked-for units each line could hold. A line that is not named could hold all. */
export interface Reservation {
  readonly lines: readonly { readonly lineId: string; readonly held: number }[];
}

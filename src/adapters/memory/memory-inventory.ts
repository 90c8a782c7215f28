import { OptionsError } from '../../errors/options-error.js';
import type { StockMove } from '../../order/stock.js';
import type { Inventory, Reservation, StockRequest } from '../../ports/inventory.js';

/** How many units of each SKU are on the shelf, free for anybody, to begin with. */
export type Shelf = Readonly<Record<string, number>>;

/** What a shop has of one SKU: whole units. */
export interface SkuStock {
  /** On the shelf, and free. */
  readonly available: number;
  /** On the shelf, held for orders. */
  readonly reserved: number;
  /** Gone with a driver, or sold. */
  readonly out: number;
  readonly writtenOff: number;
}

/** One call as it came in, repeats included. */
export interface InventoryCall extends StockRequest {
  readonly call: keyof Inventory;
  /** It had been answered before, and changed nothing. */
  readonly repeated: boolean;
}

/** An inventory that a test can look into. */
export interface MemoryInventory extends Inventory {
  readonly calls: readonly InventoryCall[];
  stock(sku: string): SkuStock;
  /** More units arrive from outside. */
  receive(sku: string, units: number): void;
}

/**
 * A shop's stock in memory: for tests, demos and trying things out. A SKU that the shelf does not name has none.
 *
 * @throws OptionsError when a number of units is not whole or below 0
 * @example
 * ```ts
 * import { memoryInventory } from 'cod-lifecycle/memory';
 *
 * const inventory = memoryInventory({ 'ARGAN-50': 3 });
 * inventory.stock('ARGAN-50'); //=> { available: 3, reserved: 0, out: 0, writtenOff: 0 }
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function memoryInventory(shelf: Shelf = {}): MemoryInventory {
  const stocks = new Map<
    string,
    { available: number; reserved: number; out: number; writtenOff: number }
  >();
  const held = new Map<string, number>();
  const answers = new Map<string, Reservation>();
  const calls: InventoryCall[] = [];

  const stockOf = (sku: string) => {
    const stock = stocks.get(sku) ?? { available: 0, reserved: 0, out: 0, writtenOff: 0 };
    stocks.set(sku, stock);
    return stock;
  };
  for (const [sku, units] of Object.entries(shelf)) {
    if (!Number.isSafeInteger(units) || units < 0)
      throw new OptionsError(`shelf.${sku}`, 'must be a whole number from 0');
    stockOf(sku).available = units;
  }

  const nameOf = ({ order }: StockRequest, { lineId, sku }: StockMove): string =>
    JSON.stringify([order.tenant, order.id, lineId, sku]);

  /** Takes up to so many of the units that are held for a line. */
  const takeHeld = (request: StockRequest, move: StockMove): number => {
    const name = nameOf(request, move);
    const units = Math.min(held.get(name) ?? 0, move.quantity);
    held.set(name, (held.get(name) ?? 0) - units);
    stockOf(move.sku).reserved -= units;
    return units;
  };

  /** Answers each effect once; a repeat gets the same answer and moves nothing. */
  const answer = async (
    call: keyof Inventory,
    request: StockRequest,
    work: (move: StockMove) => number | void,
  ): Promise<Reservation> => {
    await Promise.resolve();
    const known = answers.get(request.effectId);
    calls.push({ ...structuredClone(request), call, repeated: known !== undefined });
    if (known) return known;
    const lines = request.lines.map((move) => ({
      lineId: move.lineId,
      held: work(move) ?? move.quantity,
    }));
    answers.set(request.effectId, { lines });
    return { lines };
  };

  return {
    calls,
    stock: (sku) => ({ ...stockOf(sku) }),
    receive: (sku, units) => {
      stockOf(sku).available += units;
    },

    reserve: (request) =>
      answer('reserve', request, (move) => {
        const stock = stockOf(move.sku);
        const units = Math.max(0, Math.min(stock.available, move.quantity));
        stock.available -= units;
        stock.reserved += units;
        held.set(nameOf(request, move), (held.get(nameOf(request, move)) ?? 0) + units);
        return units;
      }),

    release: async (request) => {
      await answer('release', request, (move) => {
        stockOf(move.sku).available += takeHeld(request, move);
      });
    },

    commit: async (request) => {
      await answer('commit', request, (move) => {
        const fromHeld = move.from === 'reserved' ? takeHeld(request, move) : 0;
        const stock = stockOf(move.sku);
        // The goods have left, whatever the books said: what was not held is missing on the shelf.
        stock.available -= move.quantity - fromHeld;
        stock.out += move.quantity;
      });
    },

    restock: async (request) => {
      await answer('restock', request, ({ sku, quantity }) => {
        stockOf(sku).out -= quantity;
        stockOf(sku).available += quantity;
      });
    },

    writeOff: async (request) => {
      await answer('writeOff', request, ({ sku, quantity, from }) => {
        const stock = stockOf(sku);
        stock[from === 'out' ? 'out' : 'available'] -= quantity;
        stock.writtenOff += quantity;
      });
    },
  };
}

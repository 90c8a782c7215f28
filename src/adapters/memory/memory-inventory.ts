import { OptionsError } from '../../errors/options-error.js';
import type { StockMove } from '../../order/stock.js';
import type { Inventory, Reservation, StockRequest } from '../../ports/inventory.js';

/** How many units of each SKU are on the shelf, free for anybody, to begin with. */
export type Shelf = Readonly<Record<string, number>>;

/**
 * What a shop has of one SKU: whole units, none of them below zero. Always, `available + reserved + out + writtenOff -
 * missing` is what was received.
 */
export interface SkuStock {
  /** On the shelf, and free. */
  readonly available: number;
  /** On the shelf, held for orders. */
  readonly reserved: number;
  /** Gone with a driver, or sold. */
  readonly out: number;
  readonly writtenOff: number;
  /** Left though the shelf had none; not there while there are none. What comes onto the shelf makes up for it first. */
  readonly missing?: number;
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

const nothing = { available: 0, reserved: 0, out: 0, writtenOff: 0, missing: 0 };
type Stock = typeof nothing;

/** Units onto the shelf: they make up for what is missing first. */
function putOn(stock: Stock, units: number): void {
  const made = Math.min(stock.missing, units);
  stock.missing -= made;
  stock.available += units - made;
}

/** Units off the shelf, whatever the books say: what they had none of is missing. */
function takeOff(stock: Stock, units: number): void {
  const there = Math.min(stock.available, units);
  stock.available -= there;
  stock.missing += units - there;
}

/** Units back from outside: what the books never saw leave is missing in them. */
function takeBack(stock: Stock, units: number): void {
  const known = Math.min(stock.out, units);
  stock.out -= known;
  stock.missing += units - known;
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
  const stocks = new Map<string, Stock>();
  const held = new Map<string, number>();
  const answers = new Map<string, Reservation>();
  const calls: InventoryCall[] = [];

  const stockOf = (sku: string): Stock => {
    const stock = stocks.get(sku) ?? { ...nothing };
    stocks.set(sku, stock);
    return stock;
  };
  const receive = (field: string, sku: string, units: number): void => {
    if (!Number.isSafeInteger(units) || units < 0)
      throw new OptionsError(field, 'must be a whole number from 0');
    putOn(stockOf(sku), units);
  };
  for (const [sku, units] of Object.entries(shelf)) receive(`shelf.${sku}`, sku, units);

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
    work: (stock: Stock, move: StockMove) => number | void,
  ): Promise<Reservation> => {
    await Promise.resolve();
    const known = answers.get(request.effectId);
    calls.push({ ...structuredClone(request), call, repeated: known !== undefined });
    if (known) return structuredClone(known);
    const lines = request.lines.map((move) => ({
      lineId: move.lineId,
      held: work(stockOf(move.sku), move) ?? move.quantity,
    }));
    answers.set(request.effectId, { lines });
    return structuredClone({ lines });
  };

  return {
    calls,
    stock: (sku) => {
      const { missing, ...stock } = stockOf(sku);
      return missing === 0 ? stock : { ...stock, missing };
    },
    receive: (sku, units) => receive('units', sku, units),

    reserve: (request) =>
      answer('reserve', request, (stock, move) => {
        const units = Math.min(stock.available, move.quantity);
        stock.available -= units;
        stock.reserved += units;
        held.set(nameOf(request, move), (held.get(nameOf(request, move)) ?? 0) + units);
        return units;
      }),

    release: async (request) => {
      await answer('release', request, (stock, move) => putOn(stock, takeHeld(request, move)));
    },

    commit: async (request) => {
      await answer('commit', request, (stock, move) => {
        const units = move.from === 'reserved' ? takeHeld(request, move) : 0;
        takeOff(stock, move.quantity - units);
        stock.out += move.quantity;
      });
    },

    restock: async (request) => {
      await answer('restock', request, (stock, { quantity }) => {
        putOn(stock, quantity);
        takeBack(stock, quantity);
      });
    },

    writeOff: async (request) => {
      await answer('writeOff', request, (stock, { quantity, from }) => {
        (from === 'out' ? takeBack : takeOff)(stock, quantity);
        stock.writtenOff += quantity;
      });
    },
  };
}

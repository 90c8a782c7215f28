import type { Inventory } from '../../ports/inventory.js';
import type { Page } from '../../ports/page.js';

/**
 * What a shop has of one SKU: whole units, none of them below zero. Always, `available + reserved + out + writtenOff -
 * missing` is what was received.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface StockLevel {
  /** On the shelf, and free. */
  readonly available: number;
  /** On the shelf, held for orders. */
  readonly reserved: number;
  /** Gone with a driver, or sold. */
  readonly out: number;
  readonly writtenOff: number;
  /** Left though the books had none. What comes onto the shelf makes up for it first; look for the receipt, or count. */
  readonly missing: number;
}

/** A row of the stock. */
export interface ListedStock extends StockLevel {
  readonly sku: string;
}

/** Units that arrive from outside, or were found by counting. */
export interface StockReceipt {
  /** Whose stock it is. Default `default`. */
  readonly tenant?: string;
  readonly sku: string;
  readonly units: number;
  /** The delivery note's, the count's: each SKU of it counts once, however often it is told. */
  readonly receiptId: string;
}

/** Which part of the stock to list. */
export interface StockQuery {
  /** Whose stock it is. Default `default`. */
  readonly tenant?: string;
  /** The `next` of the page before. */
  readonly after?: string;
  /** At most so many rows, 1 to 1 000. */
  readonly limit: number;
}

/** Which answers to forget. */
export interface StockPruning {
  /** ISO 8601 in UTC: `2026-01-15T09:00:00.000Z`. */
  readonly before: string;
  /** At most so many; all when left out. */
  readonly limit?: number;
}

/**
 * A shop's stock on tables of its own, and what the shop itself asks of it.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface ShopInventory extends Inventory {
  /**
   * Puts units on the shelf.
   *
   * @returns whether they were counted now; `false` for a receipt that is known already
   * @throws OptionsError when the receipt is known with another number of units
   */
  receive(receipt: StockReceipt): Promise<boolean>;
  /** What there is of a SKU; zeros for one that was never heard of. */
  stock(sku: string, options?: { readonly tenant?: string }): Promise<StockLevel>;
  /**
   * Forgets which effects it has answered, of all tenants: those of before a time, all at once or at most `limit`. One that is
   * handed over again after that moves units again, so keep them for as long as effects are tried and sent again.
   *
   * @returns how many it forgot
   */
  prune(options: StockPruning): Promise<number>;
  /** What there is, sorted by the SKU: page after page shows each SKU once, also while goods come and go. */
  list(query: StockQuery): Promise<Page<ListedStock>>;
}

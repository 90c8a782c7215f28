import type { Inventory } from '../../ports/index.js';
import type { InventoryCapability } from './capability.js';

/**
 * An inventory that is to prove that it keeps the rules of its port.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface InventoryUnderTest {
  /** What it is called in the titles of the tests. */
  readonly name: string;
  /** Gives an inventory of its own, with nothing in stock, for each check. */
  readonly open: () => Promise<OpenInventory>;
  /** What it cannot do, and why: those checks are reported as not run. */
  readonly lacks?: { readonly [Name in InventoryCapability]?: string };
}

/**
 * An inventory that is open, and what the shop itself does with its stock.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface OpenInventory {
  readonly inventory: Inventory;
  /** The same stock through a connection of its own, as another process would have it. */
  readonly another?: () => Promise<Inventory>;
  /** Puts units on the shelf: goods have arrived. */
  readonly receive: (sku: string, units: number, tenant: string) => Promise<unknown>;
  /** How a SKU stands: zeros for one that was never heard of. */
  readonly stock: (sku: string, tenant: string) => Promise<StockSeen>;
  /** Ends it and everything that was opened with it. */
  readonly close: () => Promise<void>;
}

/**
 * What a shop can see of one SKU, in units; what it does not count is left out.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface StockSeen {
  /** On the shelf, and free. */
  readonly available: number;
  /** On the shelf, held for orders. */
  readonly reserved: number;
  /** Gone with a driver, or sold. */
  readonly out?: number;
  readonly writtenOff?: number;
  /** Left though there was none. */
  readonly missing?: number;
}

import { DatabaseSync } from 'node:sqlite';
import { cod, createOrders } from 'cod-lifecycle';
import type { Cod, CodTable, Orders, OrderStore } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { sqliteInventory, sqliteStore } from 'cod-lifecycle/sqlite';

export type ShopOrders = Orders<Cod, CodTable>;

export const zone = 'Africa/Casablanca';
export const calendar = timeZone(zone);

/** The secrets of the two shops; a real backend reads them from its configuration. */
export const secrets = { shopify: 'example-shopify-secret', woocommerce: 'example-woo-secret' };

/** What lies on the shelves when the shop opens. */
const shelf = {
  'ARGAN-100': 60,
  'SAVON-NOIR': 80,
  'TAJINE-28': 24,
  'BABOUCHE-41': 2,
  'CAFTAN-M': 30,
  'THEIERE-1L': 25,
};

export interface Shop {
  readonly orders: ShopOrders;
  readonly store: OrderStore;
  readonly now: () => string;
  close(): void;
}

/** Opens a shop's file, or one in memory, with its stock. */
export async function openShop(path: string, now: () => string): Promise<Shop> {
  const db = new DatabaseSync(path);
  const store = sqliteStore(db, { now });
  const inventory = sqliteInventory(db);
  for (const [sku, units] of Object.entries(shelf)) {
    await inventory.receive({ sku, units, receiptId: `opening ${sku}` });
  }
  const orders: ShopOrders = createOrders({ lifecycle: cod(), store, inventory });
  return { orders, store, now, close: () => db.close() };
}

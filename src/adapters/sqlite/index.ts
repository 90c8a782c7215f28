export type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js';
export type { SqliteStoreOptions } from './sqlite-store.js';
export { sqliteStore } from './sqlite-store.js';
export type {
  ListedStock,
  ShopInventory,
  StockLevel,
  StockPruning,
  StockQuery,
  StockReceipt,
} from '../sql/shop-inventory.js';
export type { SqliteInventoryOptions } from './sqlite-inventory.js';
export { sqliteInventory } from './sqlite-inventory.js';

import { OptionsError } from '../../errors/options-error.js';
import type { Inventory, Reservation, StockRequest } from '../../ports/inventory.js';
import { pageOf } from '../sql/page-of.js';
import {
  readReceipt,
  readRequest,
  readSku,
  readStockPruning,
  readStockQuery,
} from '../sql/read-stock.js';
import type { ShopInventory } from '../sql/shop-inventory.js';
import { systemClock } from '../system/system-clock.js';
import { openTables } from './open-tables.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { booksIn } from './sqlite-inventory-books.js';
import { putOn, steps } from './sqlite-inventory-moves.js';
import { stockSteps, stockTables } from './sqlite-inventory-tables.js';

/** How to set a SQLite inventory up. */
export interface SqliteInventoryOptions {
  /** What the names of its tables begin with. Default `cod_`. */
  readonly prefix?: string;
  /** How long to wait for another connection's write, in milliseconds. Default 5 000. */
  readonly waitMs?: number;
}

/**
 * The stock of a shop that has no other books of it, in a SQLite file: the orders' own, or another one. It makes its
 * tables itself (`cod_stock`, `cod_stock_held`, `cod_stock_calls`, `cod_stock_receipts`, `cod_stock_migrations`). The
 * store's connection will do, since both work in single steps; so will another one, in another process.
 *
 * No number goes below zero. Goods that leave though the books have none are `missing`: a receipt was never entered, or
 * another order's units were sent. What comes onto the shelf, by `receive`, `release` or `restock`, makes up for them
 * first. What comes back though the books never saw it leave is put on the shelf, and counted as missing as well.
 *
 * @param db a `DatabaseSync` of `node:sqlite`, or a `Database` of better-sqlite3
 * @throws OptionsError when the database cannot write ahead, or an option makes no sense
 * @throws SchemaVersionError when the tables belong to a newer release
 * @throws StoreError when the file cannot be read or written
 * @example
 * ```ts
 * import { DatabaseSync } from 'node:sqlite';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { sqliteInventory, sqliteStore } from 'cod-lifecycle/sqlite';
 *
 * const db = new DatabaseSync(':memory:');
 * const inventory = sqliteInventory(db);
 * const orders = createOrders({ lifecycle: cod(), store: sqliteStore(db), inventory });
 *
 * await inventory.receive({ sku: 'ARGAN-50', units: 5, receiptId: 'delivery-1' }); //=> true
 * await inventory.receive({ sku: 'ARGAN-50', units: 5, receiptId: 'delivery-1' }); //=> false
 * await inventory.stock('ARGAN-50');
 * //=> { available: 5, reserved: 0, out: 0, writtenOff: 0, missing: 0 }
 * (await orders.counts()).new; //=> 0
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function sqliteInventory(
  db: SqliteDatabase,
  { prefix = 'cod_', waitMs = 5000 }: SqliteInventoryOptions = {},
): ShopInventory {
  const tables = stockTables(prefix);
  const opened = { migrations: tables.migrations, steps: stockSteps(tables) };
  const clock = systemClock();
  const work = openTables(db, opened, clock, waitMs);
  const books = booksIn(tables);

  /** Does what a call says, once: a repeat gets the answer that was given, and moves nothing. */
  async function once(call: keyof Inventory, asked: StockRequest): Promise<Reservation> {
    const { effectId, order, lines } = readRequest(asked);
    const step = steps[call];
    return work((connection) =>
      connection.atomically(() => {
        const known = books.answer(connection, order.tenant, effectId);
        if (known) return known;
        const answers = lines.map((line) => {
          const { before, after } = books.move(connection, order, line, (moved) =>
            step(moved, line),
          );
          return { lineId: line.lineId, held: after.held - before.held };
        });
        const answer = { lines: call === 'reserve' ? answers : [] };
        books.note(connection, { tenant: order.tenant, effectId, now: clock.now() }, answer);
        return answer;
      }),
    );
  }

  const told = (call: keyof Inventory) => async (request: StockRequest) => {
    await once(call, request);
  };

  return {
    reserve: async (request) => once('reserve', request),
    release: told('release'),
    commit: told('commit'),
    restock: told('restock'),
    writeOff: told('writeOff'),

    receive: async (asked) => {
      const receipt = readReceipt(asked);
      const { tenant, sku, units } = receipt;
      return work((connection) =>
        connection.atomically(() => {
          const known = books.received(connection, receipt);
          if (known !== undefined) {
            if (known === units) return false;
            throw new OptionsError('receipt.units', `must be ${known}, as the receipt said before`);
          }
          books.file(connection, receipt, clock.now());
          const level = books.level(connection, tenant, sku);
          books.keep(connection, tenant, sku, putOn(level, units));
          return true;
        }),
      );
    },

    stock: async (asked, options = {}) => {
      const { tenant, sku } = readSku(asked, options);
      return work((connection) => books.level(connection, tenant, sku));
    },

    prune: async (asked) => {
      const { before, limit } = readStockPruning(asked);
      return work((connection) => books.forget(connection, before, limit));
    },

    list: async (asked) => {
      const { tenant, after, limit } = readStockQuery(asked);
      const rows = await work((connection) =>
        books.page(connection, { tenant, after, limit: limit + 1 }),
      );
      return pageOf(rows, limit, ({ sku }) => sku);
    },
  };
}

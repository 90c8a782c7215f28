import { OptionsError } from '../../errors/options-error.js';
import type { Inventory, Reservation, StockRequest } from '../../ports/inventory.js';
import { milliseconds } from '../sql/milliseconds.js';
import { pageOf } from '../sql/page-of.js';
import {
  readReceipt,
  readRequest,
  readSku,
  readStockPruning,
  readStockQuery,
} from '../sql/read-stock.js';
import type { ListedStock, StockLevel } from '../sql/shop-inventory.js';
import type { PostgresClient } from './postgres-client.js';
import type { PostgresInventory } from './postgres-inventory-face.js';
import { stockTables } from './postgres-inventory-migrations.js';
import { stockNames } from './postgres-inventory-names.js';
import { stockStatements } from './postgres-inventory-statements.js';
import type { PostgresNames } from './postgres-names.js';
import { runnerOn } from './statement-runner.js';
import { steppedTables } from './stepped-tables.js';

/** How to set a PostgreSQL inventory up. */
export interface PostgresInventoryOptions extends PostgresNames {
  /** How long to wait for an answer before it counts as lost, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
}

const nothing: StockLevel = { available: 0, reserved: 0, out: 0, writtenOff: 0, missing: 0 };

/**
 * The stock of a shop that has no other books of it, in PostgreSQL 14 or newer: in the orders' own schema, or elsewhere.
 * Call `migrate()` before anything else; it makes the tables `cod_stock`, `cod_stock_held`, `cod_stock_calls`,
 * `cod_stock_receipts` and `cod_stock_migrations`, and two functions. A call is one statement, which holds its SKUs
 * while it runs: of fifty orders that want the last unit at once, one gets it.
 *
 * No number goes below zero. Goods that leave though the books have none are `missing`: a receipt was never entered, or
 * another order's units were sent. What comes onto the shelf, by `receive`, `release` or `restock`, makes up for them
 * first. What comes back though the books never saw it leave is put on the shelf, and counted as missing as well.
 *
 * @param client the host's own, by one of the wrappers that the store takes
 * @throws OptionsError when a name is not plain, or the timeout is no time that can be waited for
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { fromPglite, postgresInventory, postgresStore } from 'cod-lifecycle/postgres';
 *
 * const client = fromPglite(await PGlite.create());
 * const store = postgresStore(client);
 * const inventory = postgresInventory(client);
 * await store.migrate();
 * await inventory.migrate();
 * const orders = createOrders({ lifecycle: cod(), store, inventory });
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
export function postgresInventory<Tx = never>(
  client: PostgresClient<Tx>,
  options: PostgresInventoryOptions = {},
): PostgresInventory {
  const { timeoutMs = 30_000 } = options;
  const sql = stockStatements(stockNames(options));
  const unguarded = runnerOn(client, milliseconds('timeoutMs', timeoutMs, 1));
  const { run, migrate } = steppedTables(unguarded, stockTables(options));

  async function told(call: keyof Inventory, asked: StockRequest): Promise<Reservation> {
    const { effectId, order, lines } = readRequest(asked);
    const [answer = []] = await run<Reservation['lines']>(sql.call, {
      call,
      tenant: order.tenant,
      order_id: order.id,
      effect_id: effectId,
      lines: lines.map(({ lineId, sku, quantity, from }, position) => ({
        position,
        line_id: lineId,
        sku,
        quantity,
        account: from,
      })),
    });
    return { lines: answer };
  }

  return {
    migrate,

    reserve: async (request) => told('reserve', request),
    release: async (request) => void (await told('release', request)),
    commit: async (request) => void (await told('commit', request)),
    restock: async (request) => void (await told('restock', request)),
    writeOff: async (request) => void (await told('writeOff', request)),

    receive: async (asked) => {
      const { tenant, sku, units, receiptId } = readReceipt(asked);
      const input = { tenant, sku, units, receipt_id: receiptId };
      const [before = 0] = await run<number>(sql.receive, input);
      if (before !== 0 && before !== units) {
        throw new OptionsError('receipt.units', `must be ${before}, as the receipt said before`);
      }
      return before === 0;
    },

    stock: async (asked, scope = {}) => {
      const [level = nothing] = await run<StockLevel>(sql.look, readSku(asked, scope));
      return level;
    },

    prune: async (asked) => {
      const { before, limit } = readStockPruning(asked);
      return (await run(sql.forget, { before, most: limit })).length;
    },

    list: async (asked) => {
      const { tenant, after, limit } = readStockQuery(asked);
      const rows = await run<ListedStock>(sql.list, { tenant, after, most: limit + 1 });
      return pageOf(rows, limit, ({ sku }) => sku);
    },
  };
}

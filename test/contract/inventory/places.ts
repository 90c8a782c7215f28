import { PGlite } from '@electric-sql/pglite';
import { Pool } from 'pg';
import { inject } from 'vitest';
import type { Inventory, OrderStore } from 'cod-lifecycle';
import { memoryInventory, memoryStore } from 'cod-lifecycle/memory';
import { fromPg, fromPglite, postgresInventory, postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresClient, ShopInventory } from 'cod-lifecycle/postgres';
import { sqliteInventory, sqliteStore } from 'cod-lifecycle/sqlite';
import type { InventoryUnderTest, StockSeen } from 'cod-lifecycle/testing';
import { freshSchema } from './fresh-schema.ts';
import { folder } from '../sqlite/drivers.ts';
import type { Driver } from '../sqlite/drivers.ts';

/** A shop's stock, with its orders in the same database. */
export interface Shop {
  readonly inventory: Inventory;
  readonly store: OrderStore;
  readonly receive: (sku: string, units: number, tenant: string) => Promise<unknown>;
  readonly stock: (sku: string, tenant: string) => Promise<Required<StockSeen>>;
  /** The same stock through a connection of its own. */
  readonly another?: () => Promise<Inventory>;
  /** The same database, as another process has it. */
  readonly beside: () => Pick<Shop, 'inventory' | 'store'>;
  readonly close: () => Promise<void>;
}

/** Where a shop may keep its stock. */
export interface Place extends InventoryUnderTest {
  readonly open: () => Promise<Shop>;
  /** Ends what all shops of it share. */
  readonly end: () => Promise<void>;
}

/** A place with tables of its own. */
export interface SqlPlace extends Place {
  readonly open: () => Promise<Shop & { readonly inventory: ShopInventory }>;
}

export const later = '2027-01-15T09:00:00.000Z';
const now = (): string => later;

/** The two questions, as a check asks them. */
function asked(inventory: ShopInventory) {
  let receipts = 0;
  return {
    receive: (sku: string, units: number, tenant: string) => {
      receipts += 1;
      return inventory.receive({ tenant, sku, units, receiptId: `receipt-${receipts}` });
    },
    stock: (sku: string, tenant: string) => inventory.stock(sku, { tenant }),
  };
}

export const inMemory: Place = {
  name: 'memory',
  async open() {
    const inventory = memoryInventory();
    const store = memoryStore({ now });
    return {
      inventory,
      store,
      beside: () => ({ inventory, store }),
      receive: async (sku, units) => inventory.receive(sku, units),
      stock: async (sku) => ({ missing: 0, ...inventory.stock(sku) }),
      close: async () => {},
    };
  },
  lacks: { connections: 'it lives in one process', tenants: 'it is the stock of one shop' },
  end: async () => {},
};

export const inSqlite = (driver: Driver): SqlPlace => ({
  name: `SQLite, by ${driver.name},`,
  async open() {
    const { connect, remove } = folder(driver);
    const parts = () => {
      const db = connect();
      const made = { store: sqliteStore(db, { now }), inventory: sqliteInventory(db) };
      // No check here loses power, so none can tell whether it waited for the disk.
      db.exec('pragma synchronous = off');
      return made;
    };
    const first = parts();
    return {
      ...first,
      ...asked(first.inventory),
      another: async () => parts().inventory,
      beside: parts,
      close: async () => remove(),
    };
  },
  end: async () => {},
});

/** What a shop leaves behind in the tables of its orders and of its stock. */
const tables = ['orders', 'history', 'effects', 'contradictions'].concat([
  'stock',
  'stock_held',
  'stock_calls',
  'stock_receipts',
]);

/** Gives each shop a schema of its own, swept and used again: to make one takes longer than most checks. */
function schemas<Tx>(
  clients: () => Promise<readonly PostgresClient<Tx>[]>,
  run: (text: string) => Promise<unknown>,
): SqlPlace['open'] {
  const free: string[] = [];
  return async () => {
    const [client, other] = await clients();
    if (!client) throw new Error('There is no client');
    const schema = free.pop() ?? freshSchema();
    const parts = (through: PostgresClient<Tx>) => ({
      store: postgresStore(through, { schema, now }),
      inventory: postgresInventory(through, { schema }),
    });
    const { store, inventory } = parts(client);
    await store.migrate();
    await inventory.migrate();
    return {
      store,
      inventory,
      ...asked(inventory),
      ...(other && { another: async () => parts(other).inventory }),
      beside: () => parts(other ?? client),
      async close() {
        await run(tables.map((table) => `delete from ${schema}.cod_${table}`).join(';'));
        free.push(schema);
      },
    };
  };
}

export function inPglite(): SqlPlace {
  let db: PGlite | undefined;
  const opened = async (): Promise<PGlite> => (db ??= await PGlite.create());
  return {
    name: 'PostgreSQL, by PGlite,',
    open: schemas(
      async () => [fromPglite(await opened())],
      async (text) => db?.exec(text),
    ),
    lacks: { connections: 'it is one connection, inside this process' },
    end: async () => db?.close(),
  };
}

const connections = 6;

/** A pool of which every connection is open: what is asked at once is asked at once. */
async function warmPool(): Promise<Pool> {
  const url = new URL(inject('postgres'));
  // No check here ends the server, so none can tell whether it waited for the disk.
  url.searchParams.set('options', '-c synchronous_commit=off');
  const pool = new Pool({ connectionString: url.href, max: connections });
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  for (const client of clients) client.release();
  return pool;
}

export function inPostgres(): SqlPlace {
  let pools: readonly [Pool, Pool] | undefined;
  const opened = async () => (pools ??= [await warmPool(), await warmPool()]);
  return {
    name: 'PostgreSQL, by pg,',
    open: schemas(
      async () => (await opened()).map((pool) => fromPg(pool)),
      async (text) => pools?.[0].query(text),
    ),
    async end() {
      for (const pool of pools ?? []) await pool.end();
    },
  };
}

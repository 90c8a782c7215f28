import { DatabaseSync } from 'node:sqlite';
import type { OrderStore } from 'cod-lifecycle';
import { fromPg, postgresInventory, postgresStore } from 'cod-lifecycle/postgres';
import type { ShopInventory, EffectCarrier } from 'cod-lifecycle/postgres';
import { sqliteInventory, sqliteStore } from 'cod-lifecycle/sqlite';
import type { Pool } from 'pg';
import { poolTo } from '../place.ts';
import type { Place } from '../place.ts';

export interface OpenShop {
  readonly store: OrderStore;
  readonly inventory: ShopInventory;
  readonly pool: Pool | null;
  readonly migrate: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ShopSettings {
  /** Whose connections they are, in the words of the database. */
  readonly name: string;
  readonly aheadMs?: number;
  readonly carrier?: EffectCarrier | undefined;
}

const connections = 8;

/** A shop's orders and its stock in one database. */
export function openShop(place: Place, { name, aheadMs = 0, carrier }: ShopSettings): OpenShop {
  const now = (): string => new Date(Date.now() + aheadMs).toISOString();
  if (place.kind === 'sqlite') {
    const db = new DatabaseSync(place.file);
    db.function('worker_name', () => name);
    return {
      store: sqliteStore(db, { now }),
      inventory: sqliteInventory(db),
      pool: null,
      migrate: async () => {},
      close: async () => db.close(),
    };
  }
  const pool = poolTo(place.url, { max: connections, application_name: name });
  const client = fromPg(pool);
  const { schema } = place;
  const store = postgresStore(client, {
    schema,
    now,
    timeoutMs: 10_000,
    ...(carrier && { carrier }),
  });
  const inventory = postgresInventory(client, { schema, timeoutMs: 10_000 });
  return {
    store,
    inventory,
    pool,
    async migrate() {
      await store.migrate();
      await inventory.migrate();
    },
    close: async () => pool.end(),
  };
}

/** Ten weeks of a shop in Casablanca, made up, on a morning before the first call. */
import { DatabaseSync } from 'node:sqlite';
import { cod, createOrders } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { createReports } from 'cod-lifecycle/reports';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { shopHistories } from 'cod-lifecycle/testing';

export const now = '2026-03-18T08:30:00.000Z';

export async function openShop() {
  const tenant = 'merchant-1';
  const db = new DatabaseSync(':memory:');
  const store = sqliteStore(db, { now: () => now });
  const span = { from: '2026-01-07T00:00:00Z', to: now };
  for (const changes of shopHistories({ seed: 7, orders: 1400, ...span })) {
    for (const change of changes) await store.commit([change]);
  }
  return {
    orders: createOrders({ lifecycle: cod(), store, tenant }),
    reports: createReports({ store, tenant }),
    casablanca: timeZone('Africa/Casablanca'),
    close: () => db.close(),
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

import { onTestFinished } from 'vitest';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import type { SqliteDatabase, SqliteStoreOptions } from 'cod-lifecycle/sqlite';
import { handClock } from '../../support/shop.ts';
import { shopOn } from '../shop-on.ts';
import { folder, inTransaction } from './drivers.ts';
import type { Driver } from './drivers.ts';

/** A shop on a SQLite file of its own, with a table of the host's beside the orders. */
export function openShop(driver: Driver, options: SqliteStoreOptions = {}) {
  const { file, connect, remove } = folder(driver);
  onTestFinished(remove);
  const clock = handClock();
  const db = connect();
  const store = sqliteStore(db, { now: clock.now, ...options });
  db.exec('create table parcels (note text)');
  return {
    file,
    db,
    connect,
    store,
    ...shopOn(store, clock),
    /** A transaction of the host's, on a connection of its own. */
    transaction: async <Result>(work: (tx: SqliteDatabase) => Promise<Result>) =>
      inTransaction(connect(), work),
    note: (note: string, tx: SqliteDatabase) => tx.exec(`insert into parcels values ('${note}')`),
    notes: () =>
      (db.prepare('select note from parcels order by note').all() as { note: string }[]).map(
        ({ note }) => note,
      ),
  };
}

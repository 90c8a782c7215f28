import { onTestFinished } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type { Order } from 'cod-lifecycle';
import { memoryNotifier } from 'cod-lifecycle/memory';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import type { SqliteDatabase, SqliteStoreOptions } from 'cod-lifecycle/sqlite';
import { actor } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { draft, handClock, known } from '../../support/shop.ts';
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
  const sms = memoryNotifier();
  const orders = createOrders({ lifecycle: cod(), store, notifier: sms, handOver: 'by_drain' });

  const live = async (id: string, steps: readonly Step[]): Promise<Order> => {
    for (const [event, by] of steps) {
      clock.pass({ minutes: 1 });
      const options = { actor: actor(by) };
      assertApplied(
        event.type === 'place'
          ? await orders.place(draft({ id }), options)
          : await orders.send(id, event, options),
      );
    }
    return known(await orders.get(id));
  };

  return {
    file,
    db,
    connect,
    store,
    orders,
    clock,
    sms,
    live,
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

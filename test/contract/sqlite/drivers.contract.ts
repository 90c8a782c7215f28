import { describe, it } from 'vitest';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { storeContract } from 'cod-lifecycle/testing';
import { drivers, folder, inTransaction } from './drivers.ts';

const releases = {
  older: '',
  this: 'delete from cod_migrations where number > 1',
  newer: `insert or ignore into cod_migrations values (99, '2030-01-01T00:00:00.000Z')`,
} as const;

for (const driver of drivers) {
  storeContract(
    { describe, it },
    {
      name: `SQLite, by ${driver.name},`,
      async open() {
        const { connect, remove } = folder(driver);
        const db = connect();
        const another = async () => sqliteStore(connect());
        return {
          store: sqliteStore(db),
          another,
          transaction: async (work) => inTransaction(connect(), work),
          // The old connection is left open, as a process leaves it that is killed.
          crash: another,
          async atRelease(release) {
            db.exec(releases[release]);
            return another();
          },
          close: async () => remove(),
        };
      },
      lacks: {
        locks: 'one transaction writes to a file at a time',
        olderTables: 'it brings the tables up to date itself',
      },
    },
  );
}

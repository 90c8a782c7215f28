import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { Change } from 'cod-lifecycle';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import type { SqliteDatabase } from 'cod-lifecycle/sqlite';
import { changeOf, next, stored } from '../support/changes.ts';
import { freshPlace } from './fresh-place.ts';
import { gate } from './gate.ts';
import { startProgram } from './program.ts';

function freshFile(): string {
  const place = freshPlace('sqlite');
  if (place.kind !== 'sqlite') throw new Error('It has no file');
  return place.file;
}

it('a new file that another process is writing to is waited for', async () => {
  const file = freshFile();
  const holding = gate();
  const holder = startProgram(new URL('hold-file.ts', import.meta.url), holding.open);
  holder.tell({ file });
  await Promise.race([holding.passed, holder.ended()]);
  const db = new DatabaseSync(file);
  const store = sqliteStore(db);
  expect(await store.counts({ tenant: 'default' })).toEqual({});
  await holder.ended();
  db.close();
});

/** A connection on which something else happens right after its next reading. */
function interrupted(db: DatabaseSync, happens: () => void): SqliteDatabase {
  let left = 1;
  return {
    exec: (sql) => db.exec(sql),
    get isTransaction() {
      return db.isTransaction;
    },
    prepare(sql) {
      const statement = db.prepare(sql);
      return {
        run: (...values) => statement.run(...values),
        all(...values) {
          const rows = statement.all(...values);
          if (/select .*body/is.test(sql) && left > 0) {
            left -= 1;
            happens();
          }
          return rows;
        },
      };
    },
  };
}

it('an order is loaded with what its command wrote before, whoever writes meanwhile, or without either', async () => {
  const file = freshFile();
  const other = sqliteStore(new DatabaseSync(file));
  const placed = stored('o1');
  const repeated: Change = changeOf(next(placed), { commandId: 'c2' });
  await other.commit([changeOf(placed)]);

  const store = sqliteStore(
    interrupted(new DatabaseSync(file), () => void other.commit([repeated])),
  );
  const key = { tenant: placed.tenant, id: placed.id, commandId: 'c2' };
  const told = async () => {
    const [loaded] = await store.load([key]);
    return [loaded?.order?.version, loaded?.earlier?.version];
  };
  expect(await told()).toEqual([1, undefined]);
  expect(await told()).toEqual([2, 2]);
});

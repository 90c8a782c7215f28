import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import type { Change, OrderStore } from 'cod-lifecycle';
import type { Loaded } from './load-postgres.ts';
import { historyRow, orderRow } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;

function valueOf(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return value as SQLInputValue;
}

function insertInto(db: DatabaseSync, table: string) {
  let statement: StatementSync | null = null;
  return (row: Row): void => {
    const names = Object.keys(row);
    statement ??= db.prepare(
      `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
    );
    statement.run(...Object.values(row).map(valueOf));
  };
}

/** Fills a file: rows first, and the indexes once they are there. */
export async function loadSqlite(
  path: string,
  histories: Iterable<readonly Change[]>,
): Promise<Loaded> {
  const db = new DatabaseSync(path);
  const store = sqliteStore(db);
  await store.counts({ tenant: 'nobody' });
  const indexes = db
    .prepare(
      `select name, sql from sqlite_master where type = 'index' and sql is not null
        and tbl_name in ('cod_orders', 'cod_history')`,
    )
    .all();
  for (const { name } of indexes) db.exec(`drop index ${String(name)}`);
  db.exec('pragma synchronous = off; pragma cache_size = -262144; begin');
  const addOrder = insertInto(db, 'cod_orders');
  const addLine = insertInto(db, 'cod_history');
  for (const changes of histories) {
    addOrder(orderRow(changes));
    for (const change of changes) addLine(historyRow(change));
  }
  db.exec('commit');
  for (const { sql } of indexes) db.exec(String(sql));
  db.exec('analyze; pragma synchronous = full; pragma cache_size = -2000');
  db.exec('pragma wal_checkpoint(truncate)');

  const asked: { sql: string; values: readonly SQLInputValue[] }[] = [];
  const watched: OrderStore = sqliteStore({
    exec: (sql: string) => db.exec(sql),
    prepare(sql: string) {
      const statement = db.prepare(sql);
      return {
        all(...values: SQLInputValue[]) {
          asked.push({ sql, values });
          return statement.all(...values);
        },
        run: (...values: SQLInputValue[]) => statement.run(...values),
      };
    },
    get isTransaction() {
      return db.isTransaction;
    },
  });

  return {
    store,
    async explain(ask) {
      asked.length = 0;
      await ask(watched);
      return asked.map(({ sql, values }) =>
        db
          .prepare(`explain query plan ${sql}`)
          .all(...values)
          .map(({ detail }) => String(detail))
          .join('\n'),
      );
    },
    sizes: async () => ({ file: statSync(path).size }),
    close: async () => db.close(),
  };
}

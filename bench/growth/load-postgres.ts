import { once } from 'node:events';
import postgres from 'postgres';
import { fromPostgresJs, postgresStore } from 'cod-lifecycle/postgres';
import type { Change, OrderStore } from 'cod-lifecycle';
import { historyRow, orderRow } from './rows.ts';

export interface Loaded {
  readonly store: OrderStore;
  /** What the database says of how it answers, as text; PostgreSQL also says how many rows each step came to. */
  readonly explain: (ask: (store: OrderStore) => Promise<unknown>) => Promise<readonly string[]>;
  readonly sizes: () => Promise<Readonly<Record<string, number>>>;
  readonly close: () => Promise<void>;
}

const escaped = (text: string): string =>
  text.replace(
    /[\\\n\r\t]/g,
    (one) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[one] ?? one,
  );

/** A value as COPY reads it. */
function copied(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (Array.isArray(value))
    return escaped(`{${value.map((one) => JSON.stringify(one)).join(',')}}`);
  // A number, a boolean or an object: PostgreSQL reads all of them as JSON has them.
  return escaped(JSON.stringify(value));
}

/** A table that takes rows as they come. */
async function copyInto(sql: postgres.Sql, table: string, columns: readonly string[]) {
  const text = `copy ${table} (${columns.join(', ')}) from stdin`;
  const stream = await sql.unsafe(text).writable();
  let waiting = '';
  const flush = async (): Promise<void> => {
    const chunk = waiting;
    waiting = '';
    if (!stream.write(chunk)) await once(stream, 'drain');
  };
  return {
    async add(row: Readonly<Record<string, unknown>>) {
      waiting += `${columns.map((column) => copied(row[column])).join('\t')}\n`;
      if (waiting.length > 262_144) await flush();
    },
    async end() {
      await flush();
      stream.end();
      await once(stream, 'close');
    },
  };
}

/** Fills tables of their own: rows first, and the indexes once they are there. */
export async function loadPostgres(
  url: string,
  schema: string,
  histories: Iterable<readonly Change[]>,
): Promise<Loaded> {
  const sql = postgres(url, { max: 4, onnotice: () => undefined });
  const asked: { text: string; input: string | null }[] = [];
  const inner = fromPostgresJs(sql);
  const store = postgresStore(
    {
      async query(statement, input, tx) {
        asked.push({ text: statement.text, input });
        return inner.query(statement, input, tx);
      },
    },
    { schema },
  );
  await store.migrate();
  const tables = [`${schema}.cod_orders`, `${schema}.cod_history`];
  const indexes = await sql<{ definition: string; name: string }[]>`
    select indexdef as definition, schemaname || '.' || indexname as name from pg_indexes
    where schemaname = ${schema} and tablename in ('cod_orders', 'cod_history')
      and indexname not like '%_pkey'`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);

  let orders: Awaited<ReturnType<typeof copyInto>> | null = null;
  let history: Awaited<ReturnType<typeof copyInto>> | null = null;
  for (const changes of histories) {
    const order = orderRow(changes);
    orders ??= await copyInto(sql, String(tables[0]), Object.keys(order));
    await orders.add(order);
    for (const change of changes) {
      const line = historyRow(change);
      history ??= await copyInto(sql, String(tables[1]), Object.keys(line));
      await history.add(line);
    }
  }
  await orders?.end();
  await history?.end();
  await sql.unsafe(`set maintenance_work_mem = '512MB'`);
  for (const { definition } of indexes) await sql.unsafe(definition);
  for (const table of tables) await sql.unsafe(`vacuum analyze ${table}`);

  return {
    store,
    async explain(ask) {
      asked.length = 0;
      await ask(store);
      const plans: string[] = [];
      for (const { text, input } of asked.splice(0)) {
        const rows = await sql.unsafe(
          `explain (analyze, timing off, buffers off) ${text}`,
          input === null ? [] : [input],
        );
        plans.push(rows.map((row) => String(row['QUERY PLAN'])).join('\n'));
      }
      return plans;
    },
    async sizes() {
      const rows = await sql<{ name: string; bytes: string }[]>`
        select relname as name, pg_total_relation_size(c.oid)::text as bytes
        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where n.nspname = ${schema} and relkind = 'r'`;
      return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
    },
    async close() {
      await sql.end();
    },
  };
}

import type { Actor } from '../../order/actor.js';
import type { HistoryEntry } from '../../order/entry.js';
import type {
  HistoryQuery,
  LoadKey,
  Loaded,
  OrderStore,
  StoredOrder,
} from '../../ports/order-store.js';
import { pageOf } from '../sql/page-of.js';
import { readVersionCursor } from '../../reports/version-cursor.js';
import { tableNames } from '../sql/table-names.js';
import type { TableNames } from '../sql/table-names.js';
import { randomIds } from '../system/random-ids.js';
import { systemClock } from '../system/system-clock.js';
import type { Connection } from './connection.js';
import { openTables } from './open-tables.js';
import { sqliteContradictions } from './sqlite-contradictions.js';
import type { SqliteDatabase, Whole } from './sqlite-database.js';
import { listingIn } from './sqlite-listing.js';
import { sqliteEffects } from './sqlite-effects.js';
import { sqliteSteps } from './sqlite-migrations.js';
import { sqliteTallies } from './sqlite-tallies.js';
import { writingTo } from './sqlite-writing.js';

/** How to set a SQLite store up. */
export interface SqliteStoreOptions {
  /** What the names of its tables begin with. Default `cod_`. */
  readonly prefix?: string;
  /** How long to wait for another connection's write, in milliseconds. Default 5 000. */
  readonly waitMs?: number;
  /** Tells the time instead of the machine, ISO 8601 in UTC: for tests and demos. */
  readonly now?: () => string;
}

interface EntryRow {
  readonly tenant: string;
  readonly order_id: string;
  readonly version: Whole;
  readonly command_id: string;
  readonly from_status: string;
  readonly to_status: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly event: string;
}

const entryOf = (row: EntryRow): HistoryEntry => ({
  tenant: row.tenant,
  orderId: row.order_id,
  version: Number(row.version),
  event: JSON.parse(row.event) as { type: string },
  from: row.from_status,
  to: row.to_status,
  actor: { kind: row.actor_kind as Actor['kind'], id: row.actor_id },
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  commandId: row.command_id,
});

interface Found {
  readonly body: string;
  /** The version that the command has led to. */
  readonly told: Whole | null;
}

/** One look at both: an order as it was before its command, and that command, would contradict each other. */
function findIn({ orders, history }: TableNames) {
  const found = `select body, (
      select version from ${history} where tenant = o.tenant and order_id = o.id and command_id = ?
    ) as told from ${orders} as o where tenant = ?`;
  const byId = `${found} and id = ?`;
  const bySource = `${found} and source_kind = ? and source_shop = ? and source_external_id = ?`;
  // Lines of history stay as they are, so this may be looked at afterwards.
  const line = `select * from ${history} where tenant = ? and order_id = ? and version = ?`;

  return (connection: Connection, key: LoadKey): Loaded => {
    const { tenant, commandId = null } = key;
    const [row] =
      'id' in key
        ? connection.all<Found>(byId, commandId, tenant, key.id)
        : connection.all<Found>(
            bySource,
            commandId,
            tenant,
            key.source.kind,
            key.source.shop,
            key.source.externalId,
          );
    if (!row) return { order: null, earlier: null };
    const order = JSON.parse(row.body) as StoredOrder;
    if (row.told === null) return { order, earlier: null };
    const [entry] = connection.all<EntryRow>(line, order.tenant, order.id, Number(row.told));
    return { order, earlier: entry ? entryOf(entry) : null };
  };
}

/**
 * A store in a SQLite file: for one machine, with nothing to set up. It makes its own tables, writes ahead and waits
 * for the disk at each commit (`journal_mode = wal`, `synchronous = full`). Several processes may open the same file;
 * each lets the others write first, for five seconds or `waitMs`.
 *
 * Give it a connection of its own, and `orders.within` the one in which you have begun a transaction. What is asked of
 * the store's own connection while a transaction is open on it is refused.
 *
 * @param db a `DatabaseSync` of `node:sqlite`, or a `Database` of better-sqlite3
 * @throws OptionsError when the database cannot write ahead, or the prefix is not plain
 * @throws SchemaVersionError when the tables belong to a newer release
 * @throws StoreError when the file cannot be read or written
 * @example
 * ```ts
 * import { DatabaseSync } from 'node:sqlite';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { sqliteStore } from 'cod-lifecycle/sqlite';
 *
 * const orders = createOrders({ lifecycle: cod(), store: sqliteStore(new DatabaseSync(':memory:')) });
 * (await orders.counts()).new; //=> 0
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function sqliteStore(
  db: SqliteDatabase,
  { prefix = 'cod_', waitMs = 5000, now }: SqliteStoreOptions = {},
): OrderStore<SqliteDatabase> {
  const tables = tableNames(prefix);
  const clock = systemClock(now);
  const opened = { migrations: tables.migrations, steps: sqliteSteps(tables) };
  const work = openTables(db, opened, clock, waitMs);

  const find = findIn(tables);
  const write = writingTo(tables);
  const { list, counts } = listingIn(tables);
  const told = `select * from ${tables.history}
    where tenant = ? and order_id = ? and version > ? order by version limit ?`;

  return {
    clock,
    ids: randomIds,
    effects: sqliteEffects(tables, work),
    contradictions: sqliteContradictions(tables, work),
    tallies: sqliteTallies(tables, work),

    load: async (keys, tx) => work((connection) => keys.map((key) => find(connection, key)), tx),

    commit: async (changes, tx) =>
      work((connection) => {
        const seen = new Set<string>();
        return connection.atomically(() =>
          changes.map((change) => {
            const name = JSON.stringify([change.order.tenant, change.order.id]);
            return seen.size < seen.add(name).size ? write(connection, change) : 'conflict';
          }),
        );
      }, tx),

    list: async (query, tx) => work((connection) => list(connection, query), tx),

    counts: async (query, tx) => work((connection) => counts(connection, query), tx),

    history: async ({ tenant, id, limit, after = '0' }: HistoryQuery, tx) =>
      work((connection) => {
        const version = readVersionCursor(after);
        const rows = connection.all<EntryRow>(told, tenant, id, version, limit + 1);
        return pageOf(rows.map(entryOf), limit, (entry) => String(entry.version));
      }, tx),
  };
}

import { OptionsError } from '../../errors/options-error.js';
import type { OrderKey } from '../../ports/order-key.js';
import type { Change, OrderStore } from '../../ports/order-store.js';
import { milliseconds } from '../sql/milliseconds.js';
import { archiveStatements } from './postgres-archive-statements.js';
import type { PostgresClient } from './postgres-client.js';
import { storeTables } from './postgres-migrations.js';
import { named } from './postgres-names.js';
import type { PostgresNames } from './postgres-names.js';
import { readingFrom } from './postgres-reading.js';
import { postgresStore } from './postgres-store.js';
import type { PostgresStore } from './postgres-store.js';
import { runnerOn } from './statement-runner.js';
import { steppedTables } from './stepped-tables.js';

/** Where orders are moved from, and where to: two sets of tables in one database. */
export interface PostgresArchiveOptions {
  /** The tables of the shop's day. Default those of `postgresStore(client)`. */
  readonly from?: PostgresNames;
  /** The tables of the archive: another schema, or another prefix. */
  readonly to: PostgresNames;
  /** How long to wait for an answer before it counts as lost, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
}

/** Which orders are to be moved. */
export interface ArchivePick {
  readonly tenant: string;
  /** Those that came into their last status before this time, ISO 8601 in UTC. */
  readonly enteredBefore: string;
  /** At most so many at once, 1 to 10 000. Default 500. */
  readonly limit?: number;
}

/** Orders that are done with, in tables of their own. */
export interface PostgresArchive<Tx = never> {
  /** What is in the archive, for lists, histories, exports and reports. */
  readonly store: PostgresStore<Tx>;
  /**
   * Makes the archive's tables, or brings them up to this release.
   *
   * @throws SchemaVersionError when they belong to a newer release
   */
  migrate(): Promise<void>;
  /**
   * Moves the oldest orders of which nothing is expected any more, with their histories, in one statement. What still has
   * an effect to be carried out, or a contradiction to be settled, stays; so does what somebody moves at the moment.
   *
   * @returns how many were moved; call it again until that is 0
   */
  keep(pick: ArchivePick): Promise<number>;
  /** Moves orders back. Answers which; those that are not in the archive are left out. */
  bringBack(keys: readonly OrderKey[]): Promise<readonly OrderKey[]>;
  /**
   * The shop's store, with the archive behind it: what is not among the orders of the day is looked up in the archive,
   * and an order is brought back when it moves again. Its lists, counts and reports are those of the day.
   */
  behind(store: OrderStore<Tx>): OrderStore<Tx>;
}

const keyed = ({ tenant, id }: OrderKey): string => JSON.stringify([tenant, id]);

/** What is asked of the archive where the shop's own tables have no answer. */
function archiveBehind<Tx>(
  live: OrderStore<Tx>,
  both: Pick<OrderStore<Tx>, 'load' | 'history'>,
  bringBack: (keys: readonly OrderKey[], tx?: Tx) => Promise<readonly OrderKey[]>,
): OrderStore<Tx> {
  return {
    ...live,
    ...both,

    commit: async (changes, tx) => {
      const verdicts = await live.commit(changes, tx);
      const lost = changes.filter(
        ({ expectedVersion }, index) => verdicts[index] === 'conflict' && expectedVersion > 0,
      );
      const back = new Set(
        (
          await bringBack(
            lost.map(({ order }) => order),
            tx,
          )
        ).map(keyed),
      );
      const again = lost.filter(({ order }) => back.has(keyed(order)));
      if (again.length === 0) return verdicts;
      const second = await live.commit(again, tx);
      return verdicts.map(
        (verdict, index) => second[again.indexOf(changes[index] as Change)] ?? verdict,
      );
    },
  };
}

/**
 * An archive for orders that nobody expects anything of any more, so that the tables of the day stay as small as the
 * day's work. It holds the same tables once more, in another schema or under another prefix of the same database.
 *
 * @throws OptionsError when a name is not plain, or both sets of tables are the same
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { fromPglite, postgresArchive, postgresStore } from 'cod-lifecycle/postgres';
 *
 * const client = fromPglite(await PGlite.create());
 * const store = postgresStore(client);
 * const archive = postgresArchive(client, { to: { schema: 'archive' } });
 * await store.migrate();
 * await archive.migrate();
 * const orders = createOrders({ lifecycle: cod(), store: archive.behind(store) });
 *
 * await archive.keep({ tenant: 'default', enteredBefore: '2026-01-01T00:00:00.000Z' }); //=> 0
 * await orders.get('long-ago'); //=> null
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function postgresArchive<Tx = never>(
  client: PostgresClient<Tx>,
  { from = {}, to, timeoutMs = 30_000 }: PostgresArchiveOptions,
): PostgresArchive<Tx> {
  const [live, kept] = [named(from), named(to)];
  if (live.orders === kept.orders) {
    throw new OptionsError('to', 'must name another schema or prefix than `from`');
  }
  const statements = archiveStatements(live, kept);
  const runner = runnerOn(client, milliseconds('timeoutMs', timeoutMs, 1));
  const { run } = steppedTables(steppedTables(runner, storeTables(from)).run, storeTables(to));
  const store = postgresStore(client, { ...to, timeoutMs });

  const bringBack = async (keys: readonly OrderKey[], tx?: Tx) => {
    const wanted = keys.map(({ tenant, id }) => ({ tenant, id }));
    return wanted.length === 0 ? [] : run<OrderKey>(statements.bringBack, wanted, tx);
  };

  return {
    store,
    migrate: async () => store.migrate(),
    keep: async ({ tenant, enteredBefore, limit = 500 }) => {
      if (!Number.isSafeInteger(limit) || limit < 1 || limit > 10_000) {
        throw new OptionsError('limit', 'must be a whole number from 1 to 10000');
      }
      if (Number.isNaN(Date.parse(enteredBefore))) {
        throw new OptionsError('enteredBefore', 'must be a time, ISO 8601 in UTC');
      }
      const input = { tenant, entered_before: enteredBefore, most: limit };
      return (await run(statements.keep, input)).length;
    },
    bringBack: async (keys) => bringBack(keys),
    behind: (own) => archiveBehind(own, readingFrom([live, kept], run), bringBack),
  };
}

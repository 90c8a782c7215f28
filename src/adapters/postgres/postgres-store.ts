import { OptionsError } from '../../errors/options-error.js';
import type { Contradiction } from '../../ports/contradictions.js';
import type { EffectRecord } from '../../ports/effect-queue.js';
import type { Change, CommitVerdict, OrderStore, StoredOrder } from '../../ports/order-store.js';
import { pageOfWalk, walkOf } from '../../reports/list-cursor.js';
import { filterValues } from '../sql/filter-values.js';
import { shapeOf } from '../sql/order-conditions.js';
import { entryOf, identityOf, movedOf, stateOf } from '../sql/order-row.js';
import { milliseconds } from '../sql/milliseconds.js';
import { randomIds } from '../system/random-ids.js';
import { systemClock } from '../system/system-clock.js';
import type { EffectCarrier } from './effect-carrier.js';
import type { PostgresClient } from './postgres-client.js';
import { archiveBehind } from './postgres-archive.js';
import type { PostgresArchive } from './postgres-archive.js';
import { postgresEffects } from './postgres-effects.js';
import { postgresEnforcement } from './postgres-enforcement.js';
import type { EnforcedLifecycle } from './postgres-enforcement.js';
import { lostRace } from './postgres-failure.js';
import { storeTables } from './postgres-migrations.js';
import { named } from './postgres-names.js';
import type { PostgresNames } from './postgres-names.js';
import { readingFrom } from './postgres-reading.js';
import { statementsOf } from './postgres-statements.js';
import { postgresTallies } from './postgres-tallies.js';
import { runnerOn } from './statement-runner.js';
import { steppedTables } from './stepped-tables.js';

/** How to set a PostgreSQL store up. */
export interface PostgresStoreOptions extends PostgresNames {
  /**
   * Where orders go that are done with: tables in another schema, or of another prefix, in the same database. They are
   * still found there, and brought back when they move again. Both names are the store's own when left out.
   */
  readonly archive?: PostgresNames;
  /** The lifecycle to which the database itself holds every order, once `migrate()` was called. */
  readonly enforce?: EnforcedLifecycle;
  /** The engine that carries the effects where one machine is not enough; by default nobody is told of them. */
  readonly carrier?: EffectCarrier;
  /** How long to wait for an answer before it counts as lost, in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** Tells the time instead of the machine, ISO 8601 in UTC: for tests and demos. */
  readonly now?: () => string;
}

/** A store in PostgreSQL, which can bring its own tables up to date. */
export interface PostgresStore<Tx = never> extends OrderStore<Tx> {
  /**
   * Makes the tables, or brings them up to this release; many processes may do so at once.
   *
   * @throws SchemaVersionError when they belong to a newer release
   */
  migrate(): Promise<void>;
}

/**
 * A store with an archive behind it. Its lists, counts and reports are those of the orders before it.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface ArchivedPostgresStore<Tx = never> extends PostgresStore<Tx> {
  readonly archive: PostgresArchive<Tx>;
}

const owedOf = ({
  version,
  index,
  effectId,
  effect,
  blocking,
  createdAt,
  dueAt,
}: EffectRecord) => ({
  version,
  position: index,
  effect_id: effectId,
  effect,
  blocking,
  created_at: createdAt,
  due_at: dueAt,
});

/** What is said of a change beside its order. What it does not need is left out: each byte is read for each change. */
const changeOf = (change: Change) => {
  const { order, expectedVersion, effects } = change;
  return {
    expected: expectedVersion,
    ...(expectedVersion === 0 ? identityOf(change) : { tenant: order.tenant, id: order.id }),
    ...stateOf(change),
    ...entryOf(change),
    moved: movedOf(change) ?? undefined,
    effects: effects.length > 0 ? effects.map(owedOf) : undefined,
  };
};

/**
 * A store in PostgreSQL (14 or newer), for one process or many. A transition is one load and one statement; nothing is
 * locked in between. The connections are the host's: hand in a client by one of the wrappers (`fromPg`,
 * `fromPostgresJs`, `fromPglite`, `fromKysely`, `fromDrizzle`, `fromPrisma`), or by a few lines of your own.
 *
 * @throws OptionsError when a name is not plain, or the timeout is no time that can be waited for
 * @category Adapters
 * @since 0.1.0
 */
export function postgresStore<Tx = never>(
  client: PostgresClient<Tx>,
  options: PostgresStoreOptions & { readonly archive: PostgresNames },
): ArchivedPostgresStore<Tx>;
export function postgresStore<Tx = never>(
  client: PostgresClient<Tx>,
  options?: PostgresStoreOptions,
): PostgresStore<Tx>;
export function postgresStore<Tx = never>(
  client: PostgresClient<Tx>,
  options: PostgresStoreOptions = {},
): PostgresStore<Tx> {
  const { archive: behind, ...own } = options;
  const { now, timeoutMs = 30_000, enforce } = own;
  const names = named(own);
  const archive = behind && { ...own, ...behind };
  const kept = archive && named(archive);
  if (kept?.orders === names.orders) {
    throw new OptionsError('archive', 'must name another schema or another prefix than the store');
  }
  const sql = statementsOf(names, options.carrier, kept);
  const enforcement = enforce && postgresEnforcement(enforce, options);
  const unguarded = runnerOn(client, milliseconds('timeoutMs', timeoutMs, 1));
  const tables = steppedTables(unguarded, storeTables(options, enforcement));
  const keptTables = archive && steppedTables(tables.run, storeTables(archive));
  const { run } = keptTables ?? tables;

  const commit: OrderStore<Tx>['commit'] = async (changes, tx) => {
    if (changes.length === 0) return [];
    const asked = changes.length === 1 ? sql.commitOne : sql.commitMany;
    const bodies = changes.map(({ order }) => order);
    const input = changes.map(changeOf);
    try {
      return await run<CommitVerdict>(asked, input, tx, bodies);
    } catch (error) {
      if (tx === undefined && lostRace(error)) return changes.map(() => 'conflict');
      throw error;
    }
  };

  const store: PostgresStore<Tx> = {
    clock: systemClock(now),
    ids: randomIds,
    ...(options.carrier && { carried: true }),
    concurrency: client.concurrency,
    effects: postgresEffects(names, run, options.carrier),
    tallies: postgresTallies(names, run),

    ...readingFrom(kept ? [names, kept] : [names], run),

    commit,

    migrate: async () => {
      await tables.migrate();
      await keptTables?.migrate();
    },

    list: async (query, tx) => {
      const walk = walkOf(query);
      const { sort, descending, start } = walk;
      const input = { ...filterValues(query), ...start, most: query.limit + 1 };
      const asked = sql.listing(shapeOf(query, sort, descending));
      return pageOfWalk(walk, await run<StoredOrder>(asked, input, tx), query.limit);
    },

    counts: async (query, tx) => {
      const input = { ...filterValues(query), up_to: query.upTo };
      const asked = sql.listing(shapeOf(query));
      return Object.fromEntries(await run<readonly [string, number]>(asked, input, tx));
    },

    contradictions: {
      keep: async (contradiction, tx) => {
        const { tenant, contradictionId, id, recordedAt } = contradiction;
        await run(
          sql.keep,
          {
            tenant,
            contradiction_id: contradictionId,
            order_id: id,
            kept_at: recordedAt,
            body: contradiction,
          },
          tx,
        );
      },
      list: async ({ tenant, orderId, limit }) =>
        run<Contradiction>(sql.open, { tenant, order_id: orderId, most: limit }),
      settle: async ({ tenant, contradictionId }) =>
        (await run(sql.close, { tenant, contradiction_id: contradictionId })).length > 0,
    },
  };
  if (!kept) return store;
  const { archived, committing } = archiveBehind(names, kept, run, postgresStore(client, archive));
  return { ...store, commit: committing(commit), archive: archived } as PostgresStore<Tx>;
}

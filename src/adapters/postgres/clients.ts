import type { PostgresClient, PostgresRow } from './postgres-client.js';

/** One statement is worked on while the next is decided. */
const abreast = 2;

/** A pool says how many connections it may have; a single client does not. */
interface Connections {
  readonly options?: { readonly max?: number | undefined };
}

const concurrencyOf = ({ options }: Connections): number => Math.min(options?.max ?? 1, abreast);

const valuesOf = (input: string | null): string[] => (input === null ? [] : [input]);

/** What is asked of node-postgres: a `Pool`, a `Client`, or a client taken from a pool. */
export interface PgQueryable extends Connections {
  query(config: {
    name?: string;
    text: string;
    values: unknown[];
    query_timeout?: number;
  }): Promise<{ rows: unknown[] }>;
}

/** How a client runs its statements. */
export interface ClientOptions {
  /** Whether statements are prepared once a connection. Turn it off behind a pooler that cannot. Default `true`. */
  readonly prepare?: boolean;
}

/**
 * node-postgres (`pg`): a `Pool`, or a connected `Client`. A transaction is the client on which the host has said
 * `BEGIN`.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function fromPg(
  pool: PgQueryable,
  { prepare = true }: ClientOptions = {},
): PostgresClient<PgQueryable> {
  return {
    concurrency: concurrencyOf(pool),
    async query({ name, text, timeoutMs = 0 }, input, tx) {
      const config = {
        ...(prepare && { name }),
        text,
        values: valuesOf(input),
        // A pool lets go of a connection that does not answer; what a transaction is on stays the host's.
        query_timeout: tx ? 0 : timeoutMs,
      };
      return (await (tx ?? pool).query(config)).rows as PostgresRow[];
    },
  };
}

/** What is asked of postgres.js: `sql`, or the `sql` of a transaction. */
export interface PostgresJsSql extends Connections {
  unsafe(
    text: string,
    values: never[],
    options: { prepare: boolean },
  ): PromiseLike<readonly unknown[]>;
}

/**
 * postgres.js. A transaction is the `sql` that `sql.begin` hands to its callback.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function fromPostgresJs(
  sql: PostgresJsSql,
  { prepare = true }: ClientOptions = {},
): PostgresClient<PostgresJsSql> {
  return {
    concurrency: concurrencyOf(sql),
    async query({ text }, input, tx) {
      const rows = await (tx ?? sql).unsafe(text, valuesOf(input) as never[], { prepare });
      return rows as readonly PostgresRow[];
    },
  };
}

/** What is asked of PGlite, or of one of its transactions. */
export interface PgliteQueryable {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * PGlite: PostgreSQL in this process, for development and tests. It does not wait for the disk and does not lock its
 * directory: not for orders that anybody pays for.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function fromPglite(db: PgliteQueryable): PostgresClient<PgliteQueryable> {
  return {
    async query({ text }, input, tx) {
      return (await (tx ?? db).query(text, valuesOf(input))).rows as PostgresRow[];
    },
  };
}

/** What is asked of Kysely, or of one of its transactions. */
export interface KyselyExecutor<Query> {
  executeQuery(query: Query): Promise<{ rows: unknown[] }>;
}

/**
 * Kysely with its PostgreSQL dialect; hand in its `CompiledQuery` as well. A transaction is what
 * `db.transaction().execute` hands to its callback.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function fromKysely<Query>(
  db: KyselyExecutor<Query>,
  compiled: { raw(text: string, values: unknown[]): Query },
): PostgresClient<KyselyExecutor<Query>> {
  return {
    concurrency: abreast,
    async query({ text }, input, tx) {
      const query = compiled.raw(text, valuesOf(input));
      return (await (tx ?? db).executeQuery(query)).rows as PostgresRow[];
    },
  };
}

/** What is asked of a Drizzle database, or of one of its transactions. */
export interface DrizzleExecutor<Query> {
  execute(query: Query): PromiseLike<unknown>;
}

/** Drizzle's `sql` tag. */
export interface DrizzleSql<Query> {
  (texts: TemplateStringsArray, ...values: unknown[]): Query;
  raw(text: string): Query;
}

/**
 * Drizzle with node-postgres or postgres.js; hand in its `sql` tag as well. A transaction is what `db.transaction`
 * hands to its callback.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function fromDrizzle<Query>(
  db: DrizzleExecutor<Query>,
  sql: DrizzleSql<Query>,
): PostgresClient<DrizzleExecutor<Query>> {
  return {
    concurrency: abreast,
    async query({ text }, input, tx) {
      const [before = '', after = ''] = text.split('$1');
      const whole =
        input === null ? sql.raw(text) : sql`${sql.raw(before)}${input}${sql.raw(after)}`;
      const answer = await (tx ?? db).execute(whole);
      return (Array.isArray(answer) ? answer : (answer as { rows: unknown }).rows) as PostgresRow[];
    },
  };
}

/** What is asked of a Prisma client, or of an interactive transaction. */
export interface PrismaQueryable {
  $queryRawUnsafe(text: string, ...values: unknown[]): PromiseLike<unknown>;
  $executeRawUnsafe(text: string): PromiseLike<number>;
}

/**
 * Prisma on PostgreSQL. A transaction is what the interactive `prisma.$transaction` hands to its callback.
 *
 * @category Adapters
 * @since 0.1.0
 */
export function fromPrisma(prisma: PrismaQueryable): PostgresClient<PrismaQueryable> {
  return {
    concurrency: abreast,
    async query({ text }, input, tx) {
      const client = tx ?? prisma;
      if (text.startsWith('do ')) {
        await client.$executeRawUnsafe(text);
        return [];
      }
      return (await client.$queryRawUnsafe(text, ...valuesOf(input))) as PostgresRow[];
    },
  };
}

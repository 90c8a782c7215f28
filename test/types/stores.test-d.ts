// oxlint-disable vitest/expect-expect -- what must not compile is an assertion that the compiler itself checks
import type { DatabaseSync } from 'node:sqlite';
import type { PGlite, Transaction as PgliteTransaction } from '@electric-sql/pglite';
import type { ITXClientDenyList, Types } from '@prisma/client/runtime/client';
import type { Database } from 'better-sqlite3';
import { cod, createOrders } from 'cod-lifecycle';
import type { Cod, CodTable, Order, Orders, OrdersWithin, OrderStore } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import {
  fromDrizzle,
  fromKysely,
  fromPg,
  fromPglite,
  fromPostgresJs,
  fromPrisma,
  postgresStore,
} from 'cod-lifecycle/postgres';
import type {
  KyselyExecutor,
  PgliteQueryable,
  PgQueryable,
  PostgresClient,
  PostgresJsSql,
  PostgresStore,
  PrismaQueryable,
} from 'cod-lifecycle/postgres';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import type { SqliteDatabase } from 'cod-lifecycle/sqlite';
import { sql as drizzleTag } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { CompiledQuery } from 'kysely';
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Client, Pool, PoolClient } from 'pg';
import type { Sql, TransactionSql } from 'postgres';
import { describe, expectTypeOf, test } from 'vitest';

declare const anything: any; // oxlint-disable-line typescript/no-explicit-any -- what `any` does here is the question
declare const nobody: never;
declare const unknown: unknown;

declare const pool: Pool;
declare const client: Client;
declare const poolClient: PoolClient;
declare const sql: Sql;
declare const sqlWithTypes: Sql<{ money: bigint }>;
declare const transactionSql: TransactionSql;
declare const pglite: PGlite;
declare const pgliteTransaction: PgliteTransaction;
declare const kysely: Kysely<{ parcels: { note: string } }>;
declare const kyselyTransaction: KyselyTransaction<{ parcels: { note: string } }>;
declare const onPg: NodePgDatabase & { $client: Pool };
declare const onPostgresJs: PostgresJsDatabase;
declare const sqlite: DatabaseSync;
declare const betterSqlite: Database;

/** What `prisma generate` writes of a client, as far as raw statements go. */
interface GeneratedClient {
  $executeRawUnsafe(query: string, ...values: unknown[]): Types.Public.PrismaPromise<number>;
  $queryRawUnsafe<T = unknown>(query: string, ...values: unknown[]): Types.Public.PrismaPromise<T>;
  $disconnect(): Types.Utils.JsPromise<void>;
}
declare const prisma: GeneratedClient;
declare const prismaTransaction: Omit<GeneratedClient, ITXClientDenyList>;

const lifecycle = cod();

describe('a runtime on PostgreSQL', () => {
  test('joins the transactions of the client that its store has', () => {
    const orders = createOrders({ lifecycle, store: postgresStore(fromPg(pool)) });
    expectTypeOf(orders).toEqualTypeOf<Orders<Cod, CodTable, PgQueryable>>();
    expectTypeOf(orders.within(client)).toEqualTypeOf<OrdersWithin<Cod, CodTable>>();
    expectTypeOf(orders.within(poolClient).get('1')).resolves.toEqualTypeOf<Order | null>();
    orders.within(anything);
    // @ts-expect-error -- a transaction is no text
    orders.within('tx');
    // @ts-expect-error -- there is no transaction without one
    orders.within();
    // @ts-expect-error -- nor is there one in nothing
    orders.within(undefined);
    // @ts-expect-error -- another library's is none of pg's
    orders.within(transactionSql);
    // @ts-expect-error -- `unknown` is no transaction
    orders.within(unknown);
  });

  test('joins none where its client was given none to join', () => {
    const own: PostgresClient = { query: async () => [{ output: 'null' }] };
    const store = postgresStore(own);
    expectTypeOf(store).toEqualTypeOf<PostgresStore>();
    const orders = createOrders({ lifecycle, store });
    orders.within(nobody);
    // @ts-expect-error -- this store joins no transactions
    orders.within(client);
  });
});

describe('a runtime in memory', () => {
  test('joins no transaction: there is none', () => {
    const orders = createOrders({ lifecycle, store: memoryStore() });
    expectTypeOf(orders.within).parameter(0).toBeNever();
    orders.within(nobody);
    // @ts-expect-error -- there is nothing to join
    orders.within(client);
    // @ts-expect-error -- there is nothing to join
    orders.within({});
  });
});

describe('a runtime on SQLite', () => {
  test('joins the transactions of either driver', () => {
    const store = sqliteStore(sqlite);
    expectTypeOf(store).toEqualTypeOf<OrderStore<SqliteDatabase>>();
    const orders = createOrders({ lifecycle, store });
    orders.within(sqlite);
    orders.within(betterSqlite);
    sqliteStore(betterSqlite);
    // @ts-expect-error -- a path is no connection
    sqliteStore('orders.db');
    // @ts-expect-error -- PostgreSQL's is none of SQLite's
    orders.within(client);
  });
});

describe('a wrapper', () => {
  test('takes what pg has', () => {
    fromPg(pool);
    fromPg(client);
    fromPg(poolClient, { prepare: false });
    expectTypeOf(fromPg(pool)).toEqualTypeOf<PostgresClient<PgQueryable>>();
    // @ts-expect-error -- postgres.js is another library
    fromPg(sql);
    // @ts-expect-error -- options are a closed list
    fromPg(pool, { prepared: false });
  });

  test('takes what postgres.js has, with types of the host’s own too', () => {
    const wrapped = fromPostgresJs(sql);
    expectTypeOf(wrapped).toEqualTypeOf<PostgresClient<PostgresJsSql>>();
    fromPostgresJs(sqlWithTypes, { prepare: false });
    const orders = createOrders({ lifecycle, store: postgresStore(wrapped) });
    orders.within(transactionSql);
    // @ts-expect-error -- pg is another library
    fromPostgresJs(pool);
    // @ts-expect-error -- pg's is none of postgres.js's
    orders.within(client);
  });

  test('takes what PGlite has', () => {
    const wrapped = fromPglite(pglite);
    expectTypeOf(wrapped).toEqualTypeOf<PostgresClient<PgliteQueryable>>();
    const orders = createOrders({ lifecycle, store: postgresStore(wrapped) });
    orders.within(pgliteTransaction);
    // @ts-expect-error -- postgres.js is another library
    fromPglite(sql);
  });

  test('takes what Kysely has, of whatever tables', () => {
    const wrapped = fromKysely(kysely, CompiledQuery);
    expectTypeOf(wrapped).toExtend<PostgresClient<KyselyExecutor<never>>>();
    const orders = createOrders({ lifecycle, store: postgresStore(wrapped) });
    orders.within(kyselyTransaction);
    // @ts-expect-error -- the way to make a statement is needed as well
    fromKysely(kysely);
    // @ts-expect-error -- pg's is none of Kysely's
    orders.within(client);
  });

  test('takes what Drizzle has, on either driver', async () => {
    const orders = createOrders({
      lifecycle,
      store: postgresStore(fromDrizzle(onPg, drizzleTag)),
    });
    await onPg.transaction(async (tx) => orders.within(tx).get('1'));
    const others = createOrders({
      lifecycle,
      store: postgresStore(fromDrizzle(onPostgresJs, drizzleTag)),
    });
    await onPostgresJs.transaction(async (tx) => others.within(tx).get('1'));
    // @ts-expect-error -- the tag is needed as well
    fromDrizzle(onPg);
    // @ts-expect-error -- pg's is none of Drizzle's
    orders.within(client);
  });

  test('takes what Prisma has', () => {
    const wrapped = fromPrisma(prisma);
    expectTypeOf(wrapped).toEqualTypeOf<PostgresClient<PrismaQueryable>>();
    const orders = createOrders({ lifecycle, store: postgresStore(wrapped) });
    orders.within(prismaTransaction);
    // @ts-expect-error -- pg is another library
    fromPrisma(pool);
    // @ts-expect-error -- pg's is none of Prisma's
    orders.within(client);
  });

  test('takes nothing that the compiler does not know', () => {
    // @ts-expect-error -- `unknown` is no client
    fromPg(unknown);
    // @ts-expect-error -- `unknown` is no client
    fromPrisma(unknown);
    // @ts-expect-error -- a connection string is no client
    postgresStore('postgres://127.0.0.1/orders');
    fromPg(anything);
    fromPg(nobody);
  });
});

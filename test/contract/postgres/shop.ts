import { onTestFinished } from 'vitest';
import { cod, createOrders } from 'cod-lifecycle';
import type { CodLifecycle } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresClient, PostgresStoreOptions } from 'cod-lifecycle/postgres';
import { handClock } from '../../support/shop.ts';
import { shopOn } from '../shop-on.ts';
import type { Library, Opened, Transaction } from './libraries/library.ts';
import { freshSchema, sweep } from './swept-schemas.ts';
import { serverUrl } from './server-url.ts';

/** What a shop's store is made of, where it matters. */
export interface ShopOptions extends PostgresStoreOptions {
  readonly url?: string;
  readonly most?: number;
  readonly lifecycle?: CodLifecycle;
  /** Has it closed when it is not needed any more: when the test is over, where nothing else is said. */
  readonly until?: (close: () => Promise<void>) => void;
  readonly client?: (client: PostgresClient<Transaction>) => PostgresClient<Transaction>;
}

/** Schemas with empty tables, each with the host's own: left by a test for the next. */
const empty = new Map<Library, string[]>();

/** Opens a library, and closes it when the test is over. */
export async function openFor(
  { open }: Library,
  url: string = serverUrl(),
  most?: number,
  until: (close: () => Promise<void>) => void = onTestFinished,
): Promise<Opened> {
  const opened = await open(url, most);
  until(opened.close);
  return opened;
}

/** A shop on PostgreSQL in a schema of its own, with a table of the host's beside the orders. */
export async function openShop(
  library: Library,
  { url, most, until, lifecycle = cod(), client: wrap, ...options }: ShopOptions = {},
) {
  const opened = await openFor(library, url, most, until);
  const ordinary = !options.schema && !options.prefix && !options.enforce;
  const left = empty.get(library) ?? [];
  empty.set(library, left);
  const swept = ordinary ? left.pop() : undefined;
  const schema = options.schema ?? swept ?? freshSchema();
  const clock = handClock();
  const client = wrap?.(opened.client) ?? opened.client;
  const store = postgresStore(client, { now: clock.now, ...options, schema });
  const parcels = `"${schema}".parcels`;
  if (swept === undefined) {
    await store.migrate();
    await opened.run(`create table ${parcels} (note text)`);
  }
  if (ordinary) {
    (until ?? onTestFinished)(async () => {
      await sweep(library, schema, `delete from ${parcels}`);
      left.push(schema);
    });
  }
  return {
    ...opened,
    ...shopOn(store, clock, lifecycle),
    store,
    schema,
    /** Another runtime on the same tables, as another process would have it. */
    another: async (more: PostgresStoreOptions = {}) => {
      const { client } = await openFor(library, url);
      const store = postgresStore(client, { now: clock.now, ...options, ...more, schema });
      return { store, orders: createOrders({ lifecycle, store, handOver: 'by_drain' }) };
    },
    /** What the host has written down, each in an insert of its own. */
    note: async (note: string, tx?: Transaction) =>
      opened.run(`insert into ${parcels} values ('${note}')`, tx),
    notes: async (tx?: Transaction): Promise<readonly unknown[]> =>
      (await opened.run(`select note from ${parcels} order by note`, tx)).map(({ note }) => note),
  };
}

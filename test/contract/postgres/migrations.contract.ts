import { describe, expect, it, onTestFinished } from 'vitest';
import { assertApplied, cod, createOrders, SchemaVersionError } from 'cod-lifecycle';
import { postgresEnforcement, postgresMigrations, postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresStoreOptions } from 'cod-lifecycle/postgres';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { startProgram } from '../../faults/program.ts';
import { catalogOf } from './catalog.ts';
import type { Opened } from './libraries/library.ts';
import { pgPools } from './libraries/pg.ts';
import { openFor, openShop } from './shop.ts';
import { freshSchema } from './swept-schemas.ts';
import { serverUrl } from './server-url.ts';

/** The numbers of the steps that this release knows. */
const steps = postgresMigrations().map(({ number }) => number);
const needed = steps.length;
const eight = Array.from({ length: 8 }, (_, index) => index);
const agent = { actor: actor('agent') };

const opened = async (url?: string, most?: number): Promise<Opened> => openFor(pgPools, url, most);

const storeOn = ({ client }: Opened, options: PostgresStoreOptions) =>
  postgresStore(client, options);

/** What was noted of the steps that were applied. */
const numbersIn = async ({ run }: Opened, schema: string, prefix = 'cod_') =>
  (await run(`select number from ${schema}.${prefix}migrations order by number`)).map(
    ({ number }) => number,
  );

/** A role that may log in, and nothing else. */
async function freshRole(owner: Opened): Promise<{ name: string; url: string }> {
  const name = freshSchema();
  await owner.run(`create role ${name} login password 'a secret'`);
  onTestFinished(async () => {
    const last = await pgPools.open(serverUrl(), 1);
    await last.run(`drop owned by ${name} cascade`);
    await last.run(`drop role ${name}`);
    await last.close();
  });
  const url = new URL(serverUrl());
  url.username = name;
  url.password = 'a secret';
  return { name, url: url.href };
}

describe('migrate', () => {
  it('makes the tables once when eight connections ask for them at once', async () => {
    const schema = freshSchema();
    const all = await Promise.all(eight.map(async () => opened(undefined, 1)));
    await Promise.all(all.map(async (one) => storeOn(one, { schema }).migrate()));
    const [first] = all as [Opened];
    expect(await numbersIn(first, schema)).toEqual(steps);
  });

  it('makes them once also where every transaction is serializable', async () => {
    const schema = freshSchema();
    const url = serverUrl('-c default_transaction_isolation=serializable');
    const all = await Promise.all(eight.map(async () => opened(url, 1)));
    await Promise.all(all.map(async (one) => storeOn(one, { schema }).migrate()));
    const [first] = all as [Opened];
    expect(await numbersIn(first, schema)).toEqual(steps);
  });

  it('makes them once when eight processes ask for them at once', async () => {
    const schema = freshSchema();
    const path = new URL('programs/migrate.ts', import.meta.url);
    const programs = eight.map(() => {
      let hear: (said: string) => void = () => undefined;
      const ready = new Promise<string>((said) => (hear = said));
      return { ...startProgram<string>(path, (said) => hear(said)), ready };
    });
    expect(new Set(await Promise.all(programs.map(({ ready }) => ready)))).toEqual(
      new Set(['ready']),
    );
    for (const { tell } of programs) tell({ url: serverUrl(), schema });
    await Promise.all(programs.map(async ({ ended }) => ended()));
    expect(await numbersIn(await opened(), schema)).toEqual(steps);
  });

  it('changes nothing when it is asked again', async () => {
    const enforce = cod();
    const { schema, store, live, orders, ...one } = await openShop(pgPools, { enforce });
    await live('o1', lifeTo.confirmed);
    const before = await catalogOf(one, schema);
    await store.migrate();
    await storeOn(one, { schema, enforce }).migrate();
    expect(await catalogOf(one, schema)).toEqual(before);
    expect(await orders.get('o1')).toMatchObject({ status: 'confirmed' });
  });

  it('makes a schema that is not there, and fills one that is', async () => {
    const one = await opened();
    const [made, filled] = [freshSchema(), freshSchema()];
    await one.run(`create schema ${filled}`);
    for (const schema of [made, filled]) await storeOn(one, { schema }).migrate();
    expect(await catalogOf(one, filled)).toEqual(await catalogOf(one, made));
  });

  it('makes tables of another prefix beside the others, and they share nothing', async () => {
    const schema = freshSchema();
    const one = await opened();
    const lifecycle = cod();
    const shops = ['cod_', 'test_'].map((prefix) => {
      const store = storeOn(one, { schema, prefix, enforce: lifecycle });
      return { store, orders: createOrders({ lifecycle, store }) };
    });
    for (const { store } of shops) await store.migrate();
    const [here, there] = shops as [(typeof shops)[0], (typeof shops)[0]];
    assertApplied(await here.orders.place(draft({ id: 'o1' }), agent));
    assertApplied(await here.orders.send('o1', usual.confirm, agent));
    expect(await there.orders.get('o1')).toBeNull();
    assertApplied(await there.orders.place(draft({ id: 'o1' }), agent));
    expect(await here.orders.counts()).toMatchObject({ new: 0, confirmed: 1 });
    expect(await there.orders.counts()).toMatchObject({ new: 1, confirmed: 0 });
    expect(await numbersIn(one, schema, 'test_')).toEqual(steps);
  });

  it('needs no right to make schemas where there is one that it may fill', async () => {
    const owner = await opened();
    const { name, url } = await freshRole(owner);
    const schema = freshSchema();
    await owner.run(`create schema ${schema}`);
    await owner.run(`grant usage, create on schema ${schema} to ${name}`);
    const desk = await opened(url);
    const store = storeOn(desk, { schema, enforce: cod() });
    await store.migrate();
    await store.migrate();
    const orders = createOrders({ lifecycle: cod(), store });
    assertApplied(await orders.place(draft({ id: 'o1' }), agent));
    const elsewhere = storeOn(desk, { schema: freshSchema() });
    await expect(elsewhere.migrate()).rejects.toMatchObject({
      code: 'store_failed',
      verdict: 'not_applied',
      reason: '42501',
    });
  });

  it('leaves nothing behind where it fails', async () => {
    const { schema, live, store, another, ...one } = await openShop(pgPools, {
      schema: freshSchema(),
    });
    await live('o1', lifeTo.new);
    const before = await catalogOf(one, schema);
    const { store: strict } = await another({
      enforce: { ...cod(), statuses: ['confirmed', 'cancelled'] },
    });
    await expect(strict.migrate()).rejects.toMatchObject({ reason: '23514' });
    expect(await catalogOf(one, schema)).toEqual(before);
    await store.migrate();
  });
});

describe('a process that only runs orders', () => {
  it('needs to read, to insert and to update, and no more', async () => {
    const { schema, live, orders, ...owner } = await openShop(pgPools, { enforce: cod() });
    const { name, url } = await freshRole(owner);
    await owner.run(`grant usage on schema ${schema} to ${name}`);
    await owner.run(`grant select, insert, update on all tables in schema ${schema} to ${name}`);
    const store = storeOn(await opened(url), { schema });
    const desk = createOrders({ lifecycle: cod(), store });
    assertApplied(await desk.place(draft({ id: 'o1' }), agent));
    assertApplied(await desk.send('o1', usual.confirm, agent));
    const failed = await desk.send('o1', usual.deliver, { actor: actor('driver') });
    expect(failed.kind).toBe('refused');
    await desk.effects.drain();
    expect(await orders.get('o1')).toMatchObject({ status: 'confirmed' });
    await expect(live('o2', lifeTo.delivered)).resolves.toMatchObject({ status: 'delivered' });
  });
});

describe('migrations as SQL', () => {
  it('make the same tables as migrate does, in one transaction of the host', async () => {
    const [byHand, byStore] = [freshSchema(), freshSchema()];
    const one = await opened();
    const lifecycle = cod();
    await one.transaction(async (tx) => {
      await one.run(`create schema ${byHand}`, tx);
      for (const { sql } of postgresMigrations({ schema: byHand })) await one.run(sql, tx);
      await one.run(postgresEnforcement(lifecycle, { schema: byHand }), tx);
    });
    await storeOn(one, { schema: byStore, enforce: lifecycle }).migrate();
    const catalog = await catalogOf(one, byHand);
    expect(catalog).toEqual(await catalogOf(one, byStore));
    expect(catalog.columns.length).toBeGreaterThan(40);
    expect(catalog.indexes.length).toBeGreaterThan(10);
    expect(await numbersIn(one, byHand)).toEqual(steps);
    await storeOn(one, { schema: byHand }).migrate();
    expect(await storeOn(one, { schema: byHand }).counts({ tenant: 'default' })).toEqual({});
  });

  it('are numbered from 1 without a gap', () => {
    expect(steps).toEqual(steps.map((_, index) => index + 1));
  });
});

describe('tables of another release', () => {
  const versionOf = async (work: Promise<unknown>): Promise<unknown> => {
    const error = await work.catch((thrown: unknown) => thrown);
    if (!(error instanceof SchemaVersionError)) return error;
    return { found: error.found, needed: error.needed };
  };

  it('OS-14 are refused by migrate and by the first call where they are newer, and left as they are', async () => {
    const { schema, store, live, another, ...one } = await openShop(pgPools, {
      schema: freshSchema(),
    });
    await live('o1', lifeTo.new);
    await one.run(`insert into ${schema}.cod_migrations (number) values (${needed + 7})`);
    const before = await catalogOf(one, schema);
    const { store: fresh, orders } = await another();
    expect(await versionOf(store.migrate())).toEqual({ found: needed + 7, needed });
    expect(await versionOf(fresh.migrate())).toEqual({ found: needed + 7, needed });
    expect(await versionOf(orders.get('o1'))).toEqual({ found: needed + 7, needed });
    expect(await versionOf(orders.place(draft({ id: 'o2' }), agent))).toEqual({
      found: needed + 7,
      needed,
    });
    expect(await catalogOf(one, schema)).toEqual(before);
    expect(await one.run(`select id from ${schema}.cod_orders`)).toEqual([{ id: 'o1' }]);
  });

  it('OS-14 are told by 0 where there are none, nor a schema, and are looked for again after they were made', async () => {
    const schema = freshSchema();
    const store = storeOn(await opened(), { schema });
    const orders = createOrders({ lifecycle: cod(), store });
    expect(await versionOf(orders.get('o1'))).toEqual({ found: 0, needed });
    expect(await versionOf(orders.effects.drain())).toEqual({ found: 0, needed });
    await store.migrate();
    expect(await orders.get('o1')).toBeNull();
  });
});

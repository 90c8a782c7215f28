import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { OptionsError, assertApplied, cod, createOrders } from 'cod-lifecycle';
import { postgresPartitions, postgresStore } from 'cod-lifecycle/postgres';
import type { ArchivedPostgresStore } from 'cod-lifecycle/postgres';
import { storeChecks, storeContract } from 'cod-lifecycle/testing';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { contractStores } from './contract-stores.ts';
import type { StoreOn } from './contract-stores.ts';
import type { Library, Transaction } from './libraries/library.ts';
import { drizzleWithPg, drizzleWithPostgresJs } from './libraries/drizzle.ts';
import { kysely } from './libraries/kysely.ts';
import { pgClients, pgPools } from './libraries/pg.ts';
import { pglite } from './libraries/pglite.ts';
import { postgresJs } from './libraries/postgres-js.ts';
import { prisma } from './libraries/prisma.ts';
import { serverUrl } from './server-url.ts';
import { openFor, openShop } from './shop.ts';
import type { ShopOptions } from './shop.ts';
import { freshSchema } from './swept-schemas.ts';

const agent = { actor: actor('agent') };
const lifecycle = cod();
const note = { type: 'add_note', text: 'The customer has called.' } as const;

const stores = (library: Library, storeOn: StoreOn) => {
  const emptied = (schema: string) => [
    `delete from ${schema}.old_orders`,
    `delete from ${schema}.old_history`,
  ];
  const made = contractStores(library, { storeOn, emptied });
  afterAll(async () => {
    await made.end();
    await library.end?.();
  });
  return made;
};

const archivedIn = (schema: string) => ({ schema, archive: { prefix: 'old_' } });

describe('a store with an archive behind it', () => {
  const { open } = stores(pgPools, (client, schema) => postgresStore(client, archivedIn(schema)));
  storeContract({ describe, it: it.concurrent }, { name: 'PostgreSQL', open });
});

/** What every order is moved by, whatever is still expected of it, as soon as it is written. */
const everything = (schema: string): string => `do $$ begin
  with gone as (delete from ${schema}.cod_orders returning *)
    insert into ${schema}.old_orders select * from gone;
  with gone as (delete from ${schema}.cod_history returning *)
    insert into ${schema}.old_history select * from gone;
end $$`;

describe('a store whose every order is in the archive when it is asked for', () => {
  const { open } = stores(pgPools, (client, schema) => {
    const store = postgresStore(client, archivedIn(schema));
    const sweepUp = { name: 'archive_everything', text: everything(schema) };
    return {
      ...store,
      async commit(changes, tx) {
        const verdicts = await store.commit(changes, tx);
        if (verdicts.includes('applied')) await client.query(sweepUp, null, tx);
        return verdicts;
      },
    };
  });
  // What is archived is in no list, and races would be run against the statement that moves all of them.
  const askingLists = [
    'every-field',
    'any-number-of-changes',
    'alike-names',
    'repeat-writes-nothing',
    'conflict-writes-nothing',
    'usable-after-many-conflicts',
    'usable-after-many-duplicates',
    'usable-after-a-duplicate',
    'usable-after-a-taken-source',
  ];
  const asked = ['OS-1', 'OS-2', 'OS-3', 'OS-5', 'OS-6', 'OS-7', 'OS-8'];
  const kept = storeChecks.filter(
    ({ id, rules, group }) =>
      group !== 'concurrency' &&
      !askingLists.includes(id) &&
      rules.some((rule) => asked.includes(rule)),
  );
  it('is held to most of what is promised', () => {
    expect(kept.length).toBeGreaterThan(20);
  });
  it.concurrent.each(kept)('$id: $title', async ({ run }) => {
    await expect(run({ open, lacks: {} })).resolves.toBeUndefined();
  });
});

/** A shop of some years, whose orders are moved to an archive and asked for all the same. */
async function oldShop(library: Library = pgPools, options: ShopOptions = {}) {
  const schema = freshSchema();
  const old = `${schema}_old`;
  const asked: string[] = [];
  const shop = await openShop(library, {
    schema,
    archive: { schema: old },
    client: (client) => ({
      async query(statement, input, tx) {
        asked.push(statement.text);
        return client.query(statement, input, tx);
      },
    }),
    ...options,
  });
  const { clock, run, orders } = shop;
  const store = shop.store as ArchivedPostgresStore<Transaction>;
  return {
    ...shop,
    store,
    old,
    archive: store.archive,
    /** Every statement so far. */
    asked,
    /** Carries out what is owed, lets a year pass, and moves what is done with. */
    async years(limit = 500): Promise<number> {
      await orders.effects.drain();
      clock.pass({ minutes: 365 * 24 * 60 });
      return store.archive.keep({ tenant: 'default', enteredBefore: clock.now(), limit });
    },
    /** How many rows of an order are where. */
    async rowsOf(id: string) {
      const count = (table: string, column: string): string =>
        `(select count(*)::integer from ${table} where ${column} = '${id}')`;
      const [row] = await run(`select
        ${count(`${schema}.cod_orders`, 'id')} as live,
        ${count(`${schema}.cod_history`, 'order_id')} as live_lines,
        ${count(`${old}.cod_orders`, 'id')} as old,
        ${count(`${old}.cod_history`, 'order_id')} as old_lines`);
      return row;
    },
  };
}

describe('orders that are done with', () => {
  it('are moved with their histories; what is open stays', async () => {
    const { orders, live, years, archive, rowsOf } = await oldShop();
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await live('open', lifeTo.confirmed);
    await live('delivered', lifeTo.delivered);
    const history = await orders.history('a');
    expect(await years()).toBe(2);
    expect(await rowsOf('a')).toEqual({ live: 0, live_lines: 0, old: 1, old_lines: 2 });
    expect(await rowsOf('open')).toMatchObject({ live: 1, live_lines: 2, old: 0 });
    // Its cash is still to be counted.
    expect(await rowsOf('delivered')).toMatchObject({ live: 1, old: 0 });
    expect(await orders.counts()).toMatchObject({ cancelled: 0, confirmed: 1, delivered: 1 });
    expect(await orders.get('a')).toMatchObject({ id: 'a', status: 'cancelled' });
    expect(await orders.history('a')).toEqual(history);
    const old = createOrders({ lifecycle, store: archive.store });
    expect((await old.list()).rows.map(({ order }) => order.id)).toEqual(['a', 'b']);
  });

  it('are moved oldest first, a few at a time, and only those from before', async () => {
    const { live, years, archive, clock, rowsOf } = await oldShop();
    for (const id of ['a', 'b', 'c']) await live(id, lifeTo.cancelled);
    expect(await years(2)).toBe(2);
    expect(await rowsOf('c')).toMatchObject({ live: 1 });
    await live('d', lifeTo.cancelled);
    const enteredBefore = new Date(Date.parse(clock.now()) - 3_600_000).toISOString();
    expect(await archive.keep({ tenant: 'default', enteredBefore })).toBe(1);
    expect(await archive.keep({ tenant: 'default', enteredBefore })).toBe(0);
    expect(await archive.keep({ tenant: 'another', enteredBefore: clock.now() })).toBe(0);
    expect(await rowsOf('d')).toMatchObject({ live: 1 });
  });

  it('stay while an effect is to be carried out, or a contradiction to be settled', async () => {
    const { orders, live, archive, clock, years, store, rowsOf } = await oldShop();
    await live('owing', lifeTo.cancelled);
    await live('doubted', lifeTo.cancelled);
    clock.pass({ minutes: 365 * 24 * 60 });
    const pick = { tenant: 'default', enteredBefore: clock.now() };
    expect(await archive.keep(pick)).toBe(0);
    await store.contradictions.keep({
      contradictionId: 'doubt',
      tenant: 'default',
      id: 'doubted',
      recordedAt: clock.now(),
    } as never);
    expect(await years()).toBe(1);
    expect(await rowsOf('doubted')).toMatchObject({ live: 1 });
    await store.contradictions.settle({ tenant: 'default', contradictionId: 'doubt' });
    expect(await archive.keep(pick)).toBe(1);
    expect(await orders.get('doubted')).toMatchObject({ id: 'doubted' });
  });

  it('are still known by their source and their commands', async () => {
    const { orders, live, years } = await oldShop();
    await live('a', lifeTo.new);
    const command = { ...agent, commandId: 'once' };
    assertApplied(await orders.send('a', usual.cancel, command));
    await years();
    expect(await orders.send('a', usual.cancel, command)).toMatchObject({ kind: 'duplicate' });
    expect(await orders.place(draft({ id: 'a' }), agent)).toMatchObject({ kind: 'duplicate' });
    expect(await orders.counts()).toMatchObject({ cancelled: 0 });
  });

  it('keep their ids and sources to themselves', async () => {
    const { orders, live, years, rowsOf } = await oldShop();
    await live('a', lifeTo.cancelled);
    await years();
    const ofAnotherSource = { kind: 'shopify', shop: 'zahra', externalId: '1', reference: null };
    const taken = await orders.place(draft({ id: 'a', source: ofAnotherSource }), agent);
    expect(taken).toMatchObject({ kind: 'refused', refusal: { code: 'invalid' } });
    assertApplied(await orders.place(draft({ id: 'b' }), agent));
    expect(await rowsOf('a')).toEqual({ live: 0, live_lines: 0, old: 1, old_lines: 2 });
    const other = { ...agent, tenant: 'another' };
    assertApplied(await orders.place(draft({ id: 'a' }), other));
    expect(await orders.get('a', { tenant: 'another' })).toMatchObject({ status: 'new' });
    expect(await orders.get('a')).toMatchObject({ status: 'cancelled' });
  });

  it('are answered for once, should one of their ids be there twice all the same', async () => {
    const { orders, live, years, run, schema, old, archive, clock } = await oldShop();
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await years();
    await run(`insert into ${schema}.cod_orders select * from ${old}.cod_orders where id = 'a'`);
    await run(`insert into ${schema}.cod_history
      select * from ${old}.cod_history where order_id = 'a' and version = 2`);
    const many = await orders.sendMany(['a', 'b'], note, agent);
    expect(many.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'applied', order: { id: 'a', version: 3 } },
      { kind: 'applied', order: { id: 'b', version: 3 } },
    ]);
    expect((await orders.history('a')).rows.map(({ version }) => version)).toEqual([2, 3]);
    clock.pass({ minutes: 365 * 24 * 60 });
    expect(await archive.keep({ tenant: 'default', enteredBefore: clock.now() })).toBe(1);
  });

  it('come back when they move again, whole, and are of the day again', async () => {
    const { orders, live, years, rowsOf } = await oldShop();
    await live('a', lifeTo.cancelled);
    await years();
    assertApplied(await orders.send('a', note, agent));
    expect(await rowsOf('a')).toEqual({ live: 1, live_lines: 3, old: 0, old_lines: 0 });
    expect((await orders.history('a')).rows.map(({ event }) => event.type)).toEqual([
      'place',
      'cancel',
      'add_note',
    ]);
    const many = await orders.sendMany(['a', 'nobody'], note, agent);
    expect(many.map(({ outcome }) => outcome.kind)).toEqual(['applied', 'refused']);
    expect(await years()).toBe(1);
  });

  it('are brought back by hand, those that are there', async () => {
    const { orders, live, years, archive } = await oldShop();
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await years();
    const keys = ['b', 'nobody'].map((id) => ({ tenant: 'default', id }));
    expect(await archive.bringBack(keys)).toEqual([{ tenant: 'default', id: 'b' }]);
    expect(await archive.bringBack(keys)).toEqual([]);
    expect(await archive.bringBack([])).toEqual([]);
    expect(await orders.counts()).toMatchObject({ cancelled: 1 });
  });

  it('stay in the archive when the host undoes the transaction in which they moved', async () => {
    const { orders, live, years, transaction, rowsOf } = await oldShop();
    await live('a', lifeTo.cancelled);
    await years();
    await transaction(async (tx) => {
      assertApplied(await orders.within(tx).send('a', note, agent));
      throw new Error('undone');
    }).catch(() => undefined);
    expect(await rowsOf('a')).toMatchObject({ live: 0, old: 1, old_lines: 2 });
  });

  it('come back to tables that are held to the lifecycle, and only with all of their lines', async () => {
    const { orders, live, years, run, old, archive } = await oldShop(pgPools, {
      enforce: lifecycle,
    });
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await years();
    assertApplied(await orders.send('a', note, agent));
    await run(`delete from ${old}.cod_history where order_id = 'b' and version = 1`);
    await expect(archive.bringBack([{ tenant: 'default', id: 'b' }])).rejects.toMatchObject({
      verdict: 'not_applied',
      reason: '23514',
    });
  });

  it('are passed by where somebody is bringing them back, when several are asked for', async () => {
    const { orders, live, years, transaction, archive } = await oldShop();
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await years();
    const keys = ['a', 'b'].map((id) => ({ tenant: 'default', id }));
    await transaction(async (tx) => {
      assertApplied(await orders.within(tx).send('a', note, agent));
      // Nobody waits here for what is not committed yet.
      expect(await archive.bringBack(keys)).toEqual([{ tenant: 'default', id: 'b' }]);
    });
    expect((await orders.history('a')).rows).toHaveLength(3);
  });

  it('do not take along what was applied with them, when they cannot be brought back', async () => {
    const { orders, live, years, run, old } = await oldShop();
    await live('a', lifeTo.cancelled);
    await years();
    await live('b', lifeTo.new);
    await run(`create function ${old}.refuse() returns trigger language plpgsql as
      'begin raise exception using errcode = ''42501''; end'`);
    await run(`create trigger refuse before delete on ${old}.cod_orders
      for each row execute function ${old}.refuse()`);
    const [ofA, ofB] = await orders.sendMany(['a', 'b'], note, agent);
    expect(ofB).toMatchObject({ outcome: { kind: 'applied' } });
    expect(ofA).toMatchObject({
      outcome: { kind: 'failed', error: { verdict: 'not_applied', reason: '42501' } },
    });
  });

  it('are moved and brought back in tables that are split', async () => {
    const { orders, live, years, run, schema, old, rowsOf } = await oldShop();
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await run(postgresPartitions({ by: 'tenant', partitions: 4, schema }));
    await run(postgresPartitions({ by: 'month', from: '2026-01', months: 3, schema: old }));
    expect(await years()).toBe(2);
    assertApplied(await orders.send('a', note, agent));
    expect(await rowsOf('a')).toEqual({ live: 1, live_lines: 3, old: 0, old_lines: 0 });
  });

  it('are moved by one role and brought back by another, who have no more than they need', async () => {
    const { live, orders, clock, run, schema, old, rowsOf } = await oldShop();
    await live('a', lifeTo.cancelled);
    await orders.effects.drain();
    clock.pass({ minutes: 365 * 24 * 60 });
    const [desk, night] = [`desk_${schema}`, `night_${schema}`];
    await run(`create role ${desk} login password 'secret'; create role ${night} login password 'secret';
      grant usage on schema ${schema}, ${old} to ${desk}, ${night};
      grant select, insert, update on all tables in schema ${schema} to ${desk};
      grant select, update, delete on all tables in schema ${old} to ${desk};
      grant select, insert on all tables in schema ${old} to ${night};
      grant select, update, delete on all tables in schema ${schema} to ${night}`);
    const storeOf = async (role: string) => {
      const url = new URL(serverUrl());
      url.username = role;
      url.password = 'secret';
      const { client } = await openFor(pgPools, url.href);
      return postgresStore(client, { schema, archive: { schema: old }, now: clock.now });
    };
    const { archive } = await storeOf(night);
    expect(await archive.keep({ tenant: 'default', enteredBefore: clock.now() })).toBe(1);
    const store = await storeOf(desk);
    const ofDesk = createOrders({ lifecycle, store, handOver: 'by_drain' });
    assertApplied(await ofDesk.send('a', note, agent));
    expect(await rowsOf('a')).toMatchObject({ live: 1, old: 0 });
    await run(`drop owned by ${desk}, ${night}; drop role ${desk}, ${night}`);
  });

  it('are nowhere twice and lose no line, however many move while they are moved', async () => {
    const { live, schema, old, run, store, archive, clock, orders } = await oldShop(pgPools, {
      most: 8,
    });
    const ids = Array.from({ length: 40 }, (_, index) => `o${index}`);
    for (const id of ids) await live(id, lifeTo.cancelled);
    await orders.effects.drain();
    clock.pass({ minutes: 365 * 24 * 60 });
    const pick = { tenant: 'default', enteredBefore: clock.now() };
    const work = { moved: 0, said: 0, talkers: 2, odd: [] as unknown[] };
    const keep = async (): Promise<void> => {
      while (work.talkers > 0) {
        work.moved += await archive.keep({ ...pick, limit: 5 });
        await pause(5);
      }
    };
    const talk = async (): Promise<void> => {
      const desk = createOrders({ lifecycle, store, handOver: 'by_drain' });
      try {
        for (const id of [...ids, ...ids, ...ids, ...ids]) {
          const outcome = await desk.send(id, note, agent);
          if (outcome.kind === 'applied') work.said += 1;
          else work.odd.push(outcome);
        }
      } finally {
        work.talkers -= 1;
      }
    };
    await Promise.all([keep(), talk(), keep(), talk()]);
    expect(work.odd).toEqual([]);
    expect(work.moved).toBeGreaterThan(ids.length);
    const lines = (where: string): string =>
      `(select count(*)::integer from ${where}.cod_history where order_id = o.id)`;
    const rows = await run(`select id, version, live + old as lines, live * old as torn from (
        select o.id, o.version, ${lines(schema)} as live, ${lines(old)} as old
        from (table ${schema}.cod_orders union all table ${old}.cod_orders) as o) as each`);
    const found: readonly Readonly<Record<string, unknown>>[] = rows;
    expect(found.map(({ id }) => String(id)).toSorted()).toEqual(ids.toSorted());
    for (const row of found) expect([row['lines'], row['torn']]).toEqual([row['version'], 0]);
    const versions = found.reduce((sum, { version }) => sum + Number(version), 0);
    expect(versions).toBe(2 * ids.length + work.said);
  });
});

describe.each([
  pgClients,
  postgresJs,
  pglite,
  kysely,
  drizzleWithPg,
  drizzleWithPostgresJs,
  prisma,
])('orders that are done with, through $name', (library) => {
  afterAll(async () => library.end?.());

  it('are moved, found, and brought back', async () => {
    const { orders, live, years, rowsOf, asked } = await oldShop(library);
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    expect(await years()).toBe(2);
    expect(await orders.get('b')).toMatchObject({ status: 'cancelled' });
    const many = await orders.sendMany(['a', 'b'], note, agent);
    expect(many.map(({ outcome }) => outcome.kind)).toEqual(['applied', 'applied']);
    expect(await rowsOf('a')).toEqual({ live: 1, live_lines: 3, old: 0, old_lines: 0 });
    // What every wrapper may count on.
    expect(asked.filter((text) => text.split('$1').length > 2)).toEqual([]);
  });
});

it.each([
  ['archive', { archive: {} }],
  ['archive', { schema: 'shop', archive: { schema: 'shop' } }],
  ['schema', { archive: { schema: 'a"b' } }],
])('an archive with a wrong %s is refused by its name', (field, options) => {
  const make = () => postgresStore({ query: async () => [] }, options);
  expect(make).toThrow(OptionsError);
  expect(make).toThrow(new RegExp(`^${field} must`));
});

it.each([
  ['pick.limit', { limit: 0 }],
  ['pick.limit', { limit: 10_001 }],
  ['pick.enteredBefore', { enteredBefore: 'yesterday' }],
  ['pick.enteredBefore', { enteredBefore: '2026-01-01T00:00:00' }],
  ['pick.tenant', { tenant: '' }],
])('a pick with a wrong %s is refused by its name', async (field, pick) => {
  const { archive } = postgresStore({ query: async () => [] }, { archive: { prefix: 'old_' } });
  const usualPick = { tenant: 'default', enteredBefore: '2026-01-01T00:00:00.000Z' };
  await expect(archive.keep({ ...usualPick, ...pick })).rejects.toThrow(
    new RegExp(`^${field} must`),
  );
});

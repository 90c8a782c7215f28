import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { OptionsError, assertApplied, cod, createOrders } from 'cod-lifecycle';
import { postgresArchive, postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresArchive, PostgresArchiveOptions } from 'cod-lifecycle/postgres';
import { storeContract } from 'cod-lifecycle/testing';
import { leading } from '../shop-on.ts';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { contractStores } from './contract-stores.ts';
import type { Transaction } from './libraries/library.ts';
import { pgPools } from './libraries/pg.ts';
import { openShop } from './shop.ts';
import type { ShopOptions } from './shop.ts';
import { freshSchema } from './swept-schemas.ts';

const agent = { actor: actor('agent') };
const lifecycle = cod();
const note = { type: 'add_note', text: 'The customer has called.' } as const;

describe('a store with an archive behind it', () => {
  const stores = contractStores(pgPools, {
    storeOn: (client, schema) => {
      const store = postgresStore(client, { schema });
      const archive = postgresArchive(client, { from: { schema }, to: { schema, prefix: 'old_' } });
      return {
        ...archive.behind(store),
        async migrate() {
          await store.migrate();
          await archive.migrate();
        },
      };
    },
  });
  afterAll(stores.end);
  storeContract({ describe, it: it.concurrent }, { name: 'PostgreSQL', open: stores.open });
});

/** A shop of some years, whose orders are moved to an archive and asked for all the same. */
async function oldShop(options: ShopOptions = {}) {
  const shop = await openShop(pgPools, { schema: freshSchema(), ...options });
  const { client, schema, clock, store, run } = shop;
  const archive = postgresArchive(client, { from: { schema }, to: { schema: `${schema}_old` } });
  await archive.migrate();
  const orders = createOrders({ lifecycle, store: archive.behind(store), handOver: 'by_drain' });
  const live = leading(orders, clock);
  return {
    ...shop,
    archive,
    orders,
    live,
    /** Carries out what is owed, lets a year pass, and moves what is done with. */
    async years(limit = 500): Promise<number> {
      await orders.effects.drain();
      clock.pass({ minutes: 365 * 24 * 60 });
      return archive.keep({ tenant: 'default', enteredBefore: clock.now(), limit });
    },
    /** How many rows of an order are where. */
    async rowsOf(id: string) {
      const count = (table: string, column: string): string =>
        `(select count(*)::integer from ${table} where ${column} = '${id}')`;
      const [row] = await run(`select
        ${count(`${schema}.cod_orders`, 'id')} as live, ${count(`${schema}.cod_history`, 'order_id')} as live_lines,
        ${count(`${schema}_old.cod_orders`, 'id')} as old, ${count(`${schema}_old.cod_history`, 'order_id')} as old_lines`);
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
    const { orders, live, years, clock } = await oldShop();
    await live('a', lifeTo.new);
    const command = { ...agent, commandId: 'once' };
    assertApplied(await orders.send('a', usual.cancel, command));
    await years();
    expect(await orders.send('a', usual.cancel, command)).toMatchObject({ kind: 'duplicate' });
    expect(await orders.place(draft({ id: 'a' }), agent)).toMatchObject({ kind: 'duplicate' });
    expect(await orders.counts()).toMatchObject({ cancelled: 0 });
    expect(clock.now() > '2026').toBe(true);
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
    const { orders, live, years, run, schema, archive } = await oldShop({ enforce: lifecycle });
    for (const id of ['a', 'b']) await live(id, lifeTo.cancelled);
    await years();
    assertApplied(await orders.send('a', note, agent));
    await run(`delete from ${schema}_old.cod_history where order_id = 'b' and version = 1`);
    await expect(archive.bringBack([{ tenant: 'default', id: 'b' }])).rejects.toMatchObject({
      verdict: 'not_applied',
    });
  });

  it(
    'are nowhere twice and lose no line, however many move while they are moved',
    { timeout: 60_000 },
    async () => {
      const { live, schema, run, store, client, clock, orders } = await oldShop({ most: 8 });
      const ids = Array.from({ length: 40 }, (_, index) => `o${index}`);
      for (const id of ids) await live(id, lifeTo.cancelled);
      await orders.effects.drain();
      clock.pass({ minutes: 365 * 24 * 60 });
      const pick = { tenant: 'default', enteredBefore: clock.now() };
      const archives = [1, 2].map(() =>
        postgresArchive(client, { from: { schema }, to: { schema: `${schema}_old` } }),
      );
      const work = { moved: 0, said: 0, talkers: 2, odd: [] as unknown[] };
      const keep = async (archive: PostgresArchive<Transaction>): Promise<void> => {
        while (work.talkers > 0) {
          work.moved += await archive.keep({ ...pick, limit: 5 });
          await pause(5);
        }
      };
      const talk = async (archive: PostgresArchive<Transaction>): Promise<void> => {
        const desk = createOrders({
          lifecycle,
          store: archive.behind(store),
          handOver: 'by_drain',
        });
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
      await Promise.all(archives.flatMap((archive) => [keep(archive), talk(archive)]));
      expect(work.odd).toEqual([]);
      expect(work.moved).toBeGreaterThan(ids.length);
      const lines = (where: string): string =>
        `(select count(*)::integer from ${where}.cod_history where order_id = o.id)`;
      const rows = await run(`select id, version, live + old as lines, live * old as torn from (
        select o.id, o.version, ${lines(schema)} as live, ${lines(`${schema}_old`)} as old
        from (table ${schema}.cod_orders union all table ${schema}_old.cod_orders) as o) as each`);
      const found: readonly Readonly<Record<string, unknown>>[] = rows;
      expect(found.map(({ id }) => String(id)).toSorted()).toEqual(ids.toSorted());
      for (const row of found) expect([row['lines'], row['torn']]).toEqual([row['version'], 0]);
      const versions = found.reduce((sum, { version }) => sum + Number(version), 0);
      expect(versions).toBe(2 * ids.length + work.said);
    },
  );
});

it.each([
  ['to', { to: {} }],
  ['to', { from: { schema: 'shop' }, to: { schema: 'shop' } }],
  ['schema', { to: { schema: 'a"b' } }],
  ['timeoutMs', { to: { schema: 'old' }, timeoutMs: 0 }],
])('an archive with a wrong %s is refused by its name', (field, options) => {
  const make = () => postgresArchive({ query: async () => [] }, options as PostgresArchiveOptions);
  expect(make).toThrow(OptionsError);
  expect(make).toThrow(new RegExp(`^${field} must`));
});

it.each([
  ['limit', { limit: 0 }],
  ['limit', { limit: 10_001 }],
  ['enteredBefore', { enteredBefore: 'yesterday' }],
])('a pick with a wrong %s is refused by its name', async (field, pick) => {
  const archive = postgresArchive({ query: async () => [] }, { to: { schema: 'old' } });
  const usualPick = { tenant: 'default', enteredBefore: '2026-01-01T00:00:00.000Z' };
  await expect(archive.keep({ ...usualPick, ...pick })).rejects.toThrow(
    new RegExp(`^${field} must`),
  );
});

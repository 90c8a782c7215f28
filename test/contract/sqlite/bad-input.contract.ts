import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { changeOf, stored } from '../../support/changes.ts';
import { actor, address, customer, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { letters, oddCursors, oddNames, oddVersions } from '../postgres/odd-names.ts';
import { answerOf, leaksIn, secrets, thrown } from '../postgres/told.ts';
import { drivers, folder } from './drivers.ts';
import type { HostDatabase } from './drivers.ts';
import { openShop } from './shop.ts';

const agent = { actor: actor('agent') };
const tenant = 'default';

/** A draft that holds what no error may tell. */
const secret = {
  customer: { ...customer, name: secrets.name, phone: secrets.phone },
  address: { ...address, line1: secrets.line1 },
};
const change = changeOf(stored('a', secret));

describe.each(drivers)('by $name', (driver) => {
  /** What a read and a commit come to, on a store that has been at work. */
  const answersOf = async (store: ReturnType<typeof sqliteStore>) => [
    await answerOf(async () => store.load([{ tenant, id: 'a' }])),
    await answerOf(async () => store.commit([change])),
  ];

  it.each(Object.entries(oddNames))(
    'an order is kept, moved, listed and found again whose names are %s',
    async (_, name) => {
      const { store } = openShop(driver);
      const inventory = memoryInventory({ OIL: 1 });
      const orders = createOrders({ lifecycle: cod(), store, inventory, tenant: name });
      const source = { kind: 'site', shop: name, externalId: name };
      const given = draft({ id: name, source, metadata: { [name.slice(0, 100)]: name } });
      const placed = assertApplied(await orders.place(given, { ...agent, commandId: name }));
      expect(placed).toMatchObject({ id: name, tenant: name, source });
      const entries = (await orders.history(name)).rows;
      expect(entries.map(({ commandId }) => commandId)).toEqual([name, 'cod-lifecycle:1/0']);
      expect((await orders.place(given, { ...agent, commandId: name })).kind).toBe('duplicate');
      assertApplied(await orders.send(name, usual.cancel, agent));
      const { rows } = await orders.list({ status: ['cancelled'], limit: 1 });
      expect(rows.map(({ id }) => id)).toEqual([name]);
      expect((await orders.list({ after: `${placed.placedAt} ${name}` })).rows).toEqual([]);
    },
  );

  it('an order is kept whole with a megabyte of the host’s own strings', async () => {
    const { orders } = openShop(driver);
    const metadata = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`key ${n}`, letters(10_000, 0x0621 + n, 40)]),
    );
    assertApplied(await orders.place(draft({ id: 'o1', metadata }), agent));
    expect(await orders.get('o1')).toMatchObject({ metadata });
  });

  it('a cursor that no page ended with is refused, and that is said', async () => {
    const { orders, store, live } = openShop(driver);
    await live('o1', lifeTo.new);
    const wrong = 'options_invalid: query.after must be the `next` of a page';
    for (const after of oddCursors) {
      const query = { tenant, limit: 1, after };
      expect([after, await answerOf(() => orders.list({ after }))]).toEqual([after, wrong]);
      expect([after, await answerOf(() => store.list(query))]).toEqual([after, wrong]);
    }
    for (const after of oddVersions) {
      expect([after, await answerOf(() => orders.history('o1', { after }))]).toEqual([
        after,
        wrong,
      ]);
    }
  });

  it('a prefix that is not plain, or a wait that is none, is refused, and that is said', async () => {
    const { db } = openShop(driver);
    for (const prefix of ['', 'Cod', '1', 'a-b', 'a b', `"`, 'é', 'a'.repeat(41), '$1', 'x;--']) {
      expect(await answerOf(() => sqliteStore(db, { prefix }))).toMatch(
        /^options_invalid: prefix must be/,
      );
    }
    for (const waitMs of [-1, 0.5, Number.NaN, Infinity, 2 ** 31]) {
      expect(await answerOf(() => sqliteStore(db, { waitMs }))).toMatch(
        /^options_invalid: waitMs must be/,
      );
    }
    expect(await answerOf(() => sqliteStore(db, { prefix: 'select_', waitMs: 0 }))).toBe('done');
  });

  it('tables of another prefix are beside the others, and share nothing', async () => {
    const { orders, db, live, connect } = openShop(driver);
    await live('o1', lifeTo.new);
    const other = createOrders({ lifecycle: cod(), store: sqliteStore(db, { prefix: 'x_' }) });
    expect(await other.get('o1')).toBeNull();
    assertApplied(await other.place(draft({ id: 'o1', ...secret }), agent));
    expect(await orders.get('o1')).toMatchObject({ customer });
    const tables = connect().prepare(`select name from sqlite_schema where type = 'table'`).all();
    expect(tables).toHaveLength(11);
  });

  it('a file that was closed is answered with not_applied', async () => {
    const { file, remove } = folder(driver);
    onTestFinished(remove);
    const db = driver.open(file);
    const store = sqliteStore(db);
    await store.commit([changeOf(stored('b'))]);
    db.close();
    const [read, written] = await answersOf(store);
    expect(read).toMatch(/^not_applied \w+$/);
    expect(written).toMatch(/^not_applied \w+$/);
  });

  it('a file of a newer release is refused, and left as it is', async () => {
    const { db, connect, live, orders } = openShop(driver);
    await live('o1', lifeTo.new);
    db.exec(`insert into cod_migrations values (99, '2030-01-01T00:00:00.000Z')`);
    expect(await answerOf(() => sqliteStore(connect()))).toBe('schema_version found 99');
    expect(await orders.get('o1')).toMatchObject({ status: 'new' });
    db.exec('delete from cod_migrations where number = 99');
    expect(await answerOf(() => sqliteStore(connect()))).toBe('done');
  });

  it('a file that is none of SQLite’s is refused', async () => {
    const { file, connect, remove } = folder(driver);
    onTestFinished(remove);
    writeFileSync(file, `${secrets.name}, ${secrets.phone}\n`.repeat(100));
    expect(await answerOf(() => sqliteStore(connect()))).toBe('not_applied SQLITE_NOTADB');
  });

  it('a database that cannot write ahead is refused, and one in memory is taken', async () => {
    const unnamed = driver.open('');
    const memory = driver.open(':memory:');
    onTestFinished(() => {
      unnamed.close();
      memory.close();
    });
    expect(await answerOf(() => sqliteStore(unnamed))).toMatch(/^options_invalid: db must be/);
    expect(await answersOf(sqliteStore(memory))).toEqual(['done', 'done']);
  });

  it('a row that the file refuses is not passed on with its answer', async () => {
    const { db, store } = openShop(driver);
    db.exec(`create trigger refuse before insert on cod_orders when new.id = 'a'
      begin select raise(abort, 'Zaynab Chafik lives here'); end`);
    expect(await answerOf(() => store.commit([change]))).toMatch(/^not_applied SQLITE_CONSTRAINT/);
    expect(await answerOf(() => store.commit([changeOf(stored('b')), change]))).toMatch(
      /^not_applied SQLITE_CONSTRAINT/,
    );
    expect(await store.counts({ tenant })).toEqual({});
  });
});

const readers: Readonly<Record<string, (path: string) => HostDatabase>> = {
  'node:sqlite': (path) => new DatabaseSync(path, { readOnly: true }),
  'better-sqlite3': (path) => new BetterSqlite(path, { readonly: true }),
};

const bigReaders: Readonly<Record<string, (path: string) => HostDatabase>> = {
  'node:sqlite': (path) => new DatabaseSync(path, { readBigInts: true }),
  'better-sqlite3': (path) => new BetterSqlite(path).defaultSafeIntegers(true),
};

describe.each(drivers)('by a connection of $name', (driver) => {
  it('that was opened for reading, what is asked is answered and what is written is refused', async () => {
    const { file, live } = openShop(driver);
    await live('o1', lifeTo.new);
    const db = readers[driver.name]?.(file);
    if (!db) throw new Error('There is no such driver');
    onTestFinished(() => void db.close());
    const store = sqliteStore(db);
    expect(await store.counts({ tenant })).toEqual({ new: 1 });
    const answer = await answerOf(async () => store.commit([change]));
    expect(answer).toBe('not_applied SQLITE_READONLY');
  });

  it('that gives whole numbers as big ones, a whole life is led', async () => {
    const { file, remove } = folder(driver);
    onTestFinished(remove);
    const db = bigReaders[driver.name]?.(file);
    if (!db) throw new Error('There is no such driver');
    onTestFinished(() => void db.close());
    const store = sqliteStore(db);
    const orders = createOrders({
      lifecycle: cod(),
      store,
      inventory: memoryInventory({ OIL: 9 }),
    });
    for (const [event, by] of lifeTo.delivered) {
      assertApplied(
        event.type === 'place'
          ? await orders.place(draft({ id: 'o1' }), { actor: actor(by) })
          : await orders.send('o1', event, { actor: actor(by) }),
      );
    }
    expect(await orders.counts()).toMatchObject({ delivered: 1 });
    expect((await orders.history('o1')).rows.map(({ version }) => version)).toContain(6);
    const [owed] = await orders.effects.list({ state: 'done' });
    expect(owed).toMatchObject({ version: 1, index: 0, failures: 0 });
  });
});

it('no error of all these tells a name, a number or an address', () => {
  expect(thrown.length).toBeGreaterThan(50);
  expect(thrown.flatMap(leaksIn)).toEqual([]);
});

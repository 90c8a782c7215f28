import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { changeOf, stored } from '../../support/changes.ts';
import { actor, customer, lifeTo } from '../../support/life.ts';
import { draft, handClock } from '../../support/shop.ts';
import { takesOddInput } from '../odd-input.ts';
import { answerOf, leaksIn, secrets, thrown } from '../postgres/told.ts';
import { expectRefused, oddTableNames } from '../refused-options.ts';
import { secretFacts } from '../secret-facts.ts';
import { leading } from '../shop-on.ts';
import { drivers, folder } from './drivers.ts';
import type { HostDatabase } from './drivers.ts';
import { openShop } from './shop.ts';

const agent = { actor: actor('agent') };
const tenant = 'default';
const change = changeOf(stored('a', secretFacts));

describe.each(drivers)('by $name', (driver) => {
  /** What a read and a commit come to, on a store that has been at work. */
  const answersOf = async (store: ReturnType<typeof sqliteStore>) => [
    await answerOf(async () => store.load([{ tenant, id: 'a' }])),
    await answerOf(async () => store.commit([change])),
  ];

  takesOddInput(async () => {
    const shop = openShop(driver);
    const count = shop.db.prepare('select count(*) as orders from cod_orders');
    return { ...shop, counted: async () => count.all() };
  });

  it('a prefix that is not plain, or a wait that is none, is refused, and that is said', async () => {
    const { db } = openShop(driver);
    const waits = [-1, 0.5, Number.NaN, Infinity, 2 ** 31];
    await expectRefused('prefix', oddTableNames, (prefix) => sqliteStore(db, { prefix }));
    await expectRefused('waitMs', waits, (waitMs) => sqliteStore(db, { waitMs }));
    expect(await answerOf(() => sqliteStore(db, { prefix: 'select_', waitMs: 0 }))).toBe('done');
  });

  it('tables of another prefix are beside the others, and share nothing', async () => {
    const { orders, db, live, connect } = openShop(driver);
    await live('o1', lifeTo.new);
    const other = createOrders({ lifecycle: cod(), store: sqliteStore(db, { prefix: 'x_' }) });
    expect(await other.get('o1')).toBeNull();
    assertApplied(await other.place(draft({ id: 'o1', ...secretFacts }), agent));
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
    await leading(orders, handClock())('o1', lifeTo.delivered);
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

import { describe, expect, it, onTestFinished } from 'vitest';
import { OptionsError, SchemaVersionError } from 'cod-lifecycle';
import { sqliteInventory, sqliteStore } from 'cod-lifecycle/sqlite';
import { drivers, folder } from '../sqlite/drivers.ts';
import type { Driver } from '../sqlite/drivers.ts';

const receipt = { sku: 'OIL', units: 5, receiptId: 'delivery-1' };
const line = { lineId: '1', sku: 'OIL', quantity: 2, from: 'available' } as const;
const request = { effectId: 'e1', order: { tenant: 'default', id: 'o1' }, lines: [line] };

function file(driver: Driver) {
  const made = folder(driver);
  onTestFinished(made.remove);
  return made;
}

describe.each(drivers)('a file, by $name', (driver) => {
  it('holds the stock and the orders on one connection, each with its own tables', async () => {
    const { connect } = file(driver);
    const db = connect();
    const [inventory, store] = [sqliteInventory(db), sqliteStore(db)];
    await Promise.all([inventory.receive(receipt), store.counts({ tenant: 'default' })]);
    const tables = db.prepare(`select name from sqlite_schema where type = 'table' order by name`);
    const names = (tables.all() as { name: string }[]).map(({ name }) => name);
    const stock = ['', '_calls', '_held', '_migrations', '_receipts'];
    expect(names.filter((name) => name.startsWith('cod_stock'))).toEqual(
      stock.map((name) => `cod_stock${name}`),
    );
    expect(names.length).toBeGreaterThan(stock.length);
    expect(await inventory.stock('OIL')).toMatchObject({ available: 5 });
  });

  it('is there for the next process, and for one of another prefix', async () => {
    const { connect } = file(driver);
    await sqliteInventory(connect()).receive(receipt);
    const next = sqliteInventory(connect());
    await next.reserve(request);
    const other = sqliteInventory(connect(), { prefix: 'test_' });
    expect(await other.receive(receipt)).toBe(true);
    expect(await next.stock('OIL')).toMatchObject({ available: 3, reserved: 2 });
    expect(await other.stock('OIL')).toMatchObject({ available: 5, reserved: 0 });
  });

  it('of a newer release is refused, and left as it is', () => {
    const { connect } = file(driver);
    const db = connect();
    sqliteInventory(db);
    db.exec(`insert into cod_stock_migrations values (7, '2030-01-01T00:00:00.000Z')`);
    expect(() => sqliteInventory(connect())).toThrow(SchemaVersionError);
    expect(() => sqliteStore(connect())).not.toThrow();
  });

  it.each(['available', 'reserved', 'out', 'written_off', 'missing'])(
    'lets nobody set %s below zero',
    async (column) => {
      const { connect } = file(driver);
      await sqliteInventory(connect()).receive(receipt);
      expect(() => connect().exec(`update cod_stock set ${column} = -1`)).toThrow('CHECK');
    },
  );

  it('waits for who writes to it, without holding the process up', async () => {
    const { connect } = file(driver);
    const [inventory, other] = [sqliteInventory(connect()), connect()];
    await inventory.receive(receipt);
    other.exec('begin immediate');
    const reserved = inventory.reserve(request);
    const told: string[] = [];
    void reserved.then(() => told.push('reserved'));
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    told.push('committed');
    other.exec('commit');
    expect(await reserved).toEqual({ lines: [{ lineId: '1', held: 2 }] });
    expect(told).toEqual(['committed', 'reserved']);
  });

  it('that stays locked fails as the store does, and has moved nothing', async () => {
    const { connect } = file(driver);
    const [inventory, other] = [sqliteInventory(connect(), { waitMs: 5 }), connect()];
    await inventory.receive(receipt);
    other.exec('begin immediate');
    const busy = { code: 'store_failed', verdict: 'not_applied', reason: 'SQLITE_BUSY' };
    await expect(inventory.reserve(request)).rejects.toMatchObject(busy);
    await expect(inventory.receive({ ...receipt, units: 7 })).rejects.toMatchObject(busy);
    expect(await inventory.stock('OIL')).toMatchObject({ available: 5, reserved: 0 });
    other.exec('rollback');
    expect(await inventory.reserve(request)).toEqual({ lines: [{ lineId: '1', held: 2 }] });
  });

  it('is not written to inside a transaction of somebody else', async () => {
    const { connect } = file(driver);
    const db = connect();
    const inventory = sqliteInventory(db);
    db.exec('begin');
    const open = { code: 'store_failed', verdict: 'not_applied', reason: 'transaction_open' };
    await expect(inventory.receive(receipt)).rejects.toMatchObject(open);
    db.exec('rollback');
    expect(await inventory.receive(receipt)).toBe(true);
  });

  it.each([
    ['prefix', { prefix: 'a b' }],
    ['waitMs', { waitMs: -1 }],
  ])('is not opened with a %s that makes no sense', (option, options) => {
    const open = () => sqliteInventory(file(driver).connect(), options);
    expect(open).toThrow(OptionsError);
    expect(open).toThrow(option);
  });
});

import { describe, expect, it } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import type { SqliteDatabase } from 'cod-lifecycle/sqlite';
import { changeOf, next, stored } from '../../support/changes.ts';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { drivers } from './drivers.ts';
import { openShop } from './shop.ts';

const agent = { actor: actor('agent') };
const tenant = 'default';

/** A connection that writes down every statement. */
function recorded(db: SqliteDatabase, said: string[]): SqliteDatabase {
  return {
    exec: (sql) => {
      said.push(sql);
      return db.exec(sql);
    },
    prepare: (sql) => {
      said.push(sql);
      return db.prepare(sql);
    },
    get isTransaction() {
      return db.isTransaction ?? db.inTransaction ?? false;
    },
  };
}

describe.each(drivers)('inside a transaction of $name', (driver) => {
  it('OS-15 an order that is placed and moved commits with the host’s own row', async () => {
    const { orders, transaction, note, notes } = openShop(driver);
    await transaction(async (tx) => {
      note('before', tx);
      const within = orders.within(tx);
      assertApplied(await within.place(draft({ id: 'o1' }), agent));
      assertApplied(await within.send('o1', usual.confirm, agent));
      note('after', tx);
      expect(await within.get('o1')).toMatchObject({ status: 'confirmed', version: 2 });
      expect(await orders.get('o1')).toBeNull();
      expect(await orders.effects.drain()).toEqual({ done: 0, retried: 0, dead: 0, nextAt: null });
    });
    expect(notes()).toEqual(['after', 'before']);
    expect(await orders.get('o1')).toMatchObject({ status: 'confirmed', version: 2 });
    expect((await orders.history('o1')).rows.map(({ to }) => to)).toEqual(['new', 'confirmed']);
    const owed = await orders.effects.list({ state: 'pending' });
    expect(owed.length).toBeGreaterThan(0);
    expect((await orders.effects.drain()).done).toBe(owed.length);
  });

  it('OS-15 nothing is left of either when the host rolls back, and the command can come again', async () => {
    const { orders, live, transaction, note, notes } = openShop(driver);
    await live('o1', lifeTo.new);
    const command = { ...agent, commandId: 'c1' };
    const work = transaction(async (tx) => {
      note('gone', tx);
      assertApplied(await orders.within(tx).place(draft({ id: 'o2' }), agent));
      assertApplied(await orders.within(tx).send('o1', usual.confirm, command));
      throw new Error('The host changed its mind');
    });
    await expect(work).rejects.toThrow('The host changed its mind');
    expect(notes()).toEqual([]);
    expect(await orders.get('o2')).toBeNull();
    expect((await orders.history('o1')).rows).toHaveLength(1);
    expect(await orders.counts()).toMatchObject({ new: 1, confirmed: 0 });
    expect((await orders.send('o1', usual.confirm, command)).kind).toBe('applied');
  });

  it('OS-16 a refusal, a duplicate, a conflict and a failure leave it usable', async () => {
    const { orders, store, live, transaction, note, notes } = openShop(driver);
    const held = await live('o1', lifeTo.confirmed);
    await transaction(async (tx) => {
      const within = orders.within(tx);
      expect((await within.send('o1', usual.deliver, agent)).kind).toBe('refused');
      note('after a refusal', tx);
      expect((await within.place(draft({ source: held.source }), agent)).kind).toBe('duplicate');
      note('after a duplicate', tx);
      const late = changeOf(next(held), { expectedVersion: 1 });
      expect(await store.commit([late, late], tx)).toEqual(['conflict', 'conflict']);
      note('after a conflict', tx);
      const { rows } = await store.history({ tenant, id: 'o1', limit: 1 }, tx);
      const repeat = changeOf(next(held), { commandId: known(rows[0]).commandId });
      expect(await store.commit([repeat], tx)).toEqual(['duplicate']);
      note('after a repeat', tx);
      const unkeepable = changeOf(stored('o3', { metadata: { big: 1n } as never }));
      const failing = store.commit([changeOf(stored('o2')), unkeepable], tx);
      await expect(failing).rejects.toMatchObject({ verdict: 'not_applied' });
      note('after a failure', tx);
      assertApplied(await within.send('o1', usual.cancel, agent));
    });
    expect(notes()).toHaveLength(5);
    expect(await orders.get('o2')).toBeNull();
    expect(await orders.get('o1')).toMatchObject({ status: 'cancelled', version: 3 });
  });

  it('OS-15 the library says nothing that begins or ends it', async () => {
    const { orders, live, transaction } = openShop(driver);
    await live('o1', lifeTo.delivered);
    await transaction(async (tx) => {
      const said: string[] = [];
      const within = orders.within(recorded(tx, said));
      assertApplied(await within.place(draft({ id: 'o2' }), agent));
      assertApplied(await within.send('o2', usual.confirm, agent));
      expect((await within.send('o1', usual.fail, { actor: actor('driver') })).kind).toBe(
        'refused',
      );
      expect(await within.sendMany(['o1', 'o2'], usual.cancel, agent)).toHaveLength(2);
      expect((await within.list()).rows).toHaveLength(2);
      expect((await within.history('o2')).rows).toHaveLength(3);
      expect(said.length).toBeGreaterThan(10);
      const ending = /^\s*(?:begin|commit|end|rollback(?!\s+to\b)|pragma|attach)\b/i;
      expect(said.filter((sql) => ending.test(sql))).toEqual([]);
      expect(tx.isTransaction ?? tx.inTransaction).toBe(true);
    });
    expect(await orders.contradictions.list()).toHaveLength(1);
  });

  it('a connection on which nobody has begun one is refused, and nothing is written', async () => {
    const { orders, connect } = openShop(driver);
    const within = orders.within(connect());
    await expect(within.place(draft({ id: 'o1' }), agent)).rejects.toMatchObject({
      verdict: 'not_applied',
      reason: 'no_transaction',
    });
    expect(await orders.get('o1')).toBeNull();
  });

  it('the store’s own connection is refused while one is open on it', async () => {
    const { orders, db } = openShop(driver);
    db.exec('begin');
    const refused = { verdict: 'not_applied', reason: 'transaction_open' };
    await expect(orders.place(draft({ id: 'o1' }), agent)).rejects.toMatchObject(refused);
    await expect(orders.get('o1')).rejects.toMatchObject(refused);
    db.exec('rollback');
    expect((await orders.place(draft({ id: 'o1' }), agent)).kind).toBe('applied');
  });

  it('who comes meanwhile waits for its end, and holds nobody up', async () => {
    const { orders, live, transaction } = openShop(driver);
    await live('o1', lifeTo.new);
    const waiting: Promise<{ readonly kind: string }>[] = [];
    await transaction(async (tx) => {
      assertApplied(await orders.within(tx).send('o1', usual.confirm, agent));
      waiting.push(orders.send('o1', usual.cancel, agent));
      expect(await orders.get('o1')).toMatchObject({ status: 'new' });
    });
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(['applied']);
    expect((await orders.history('o1')).rows.map(({ to }) => to)).toEqual([
      'new',
      'confirmed',
      'cancelled',
    ]);
  });

  it('who has waited long enough is told that nothing was written, and can come again', async () => {
    const { orders, live, transaction } = openShop(driver, { waitMs: 30 });
    await live('o1', lifeTo.new);
    await transaction(async (tx) => {
      assertApplied(await orders.within(tx).send('o1', usual.confirm, agent));
      const meanwhile = orders.send('o1', usual.cancel, agent);
      await expect(meanwhile).rejects.toMatchObject({
        verdict: 'not_applied',
        reason: 'SQLITE_BUSY',
      });
    });
    expect((await orders.send('o1', usual.cancel, agent)).kind).toBe('applied');
  });
});

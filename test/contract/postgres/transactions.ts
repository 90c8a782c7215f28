import { describe, expect, it } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { changeOf, next } from '../../support/changes.ts';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import type { Library } from './libraries/library.ts';
import { openShop } from './shop.ts';
import { tapped } from './wire-tap.ts';

const agent = { actor: actor('agent') };
const dispatcher = { actor: actor('dispatcher') };
const tenant = 'default';

/** What begins or ends a transaction, or a part of one, or changes how it runs. */
const ofTransactions =
  /^\s*(?:begin|start|commit|end|rollback|abort|savepoint|release|set|reset|prepare|lock|discard)\b/i;

/** What every library does inside a transaction of its own. */
export function insideTransactions(library: Library): void {
  describe('inside a transaction of the host', () => {
    it('OS-15 an order that is placed and moved commits with the host’s own row', async () => {
      const { orders, transaction, note, notes } = await openShop(library);
      await transaction(async (tx) => {
        await note('before', tx);
        const within = orders.within(tx);
        assertApplied(await within.place(draft({ id: 'o1' }), agent));
        assertApplied(await within.send('o1', usual.confirm, agent));
        await note('after', tx);
        expect(await within.get('o1')).toMatchObject({ status: 'confirmed', version: 2 });
      });
      expect(await notes()).toEqual(['after', 'before']);
      expect(await orders.get('o1')).toMatchObject({ status: 'confirmed', version: 2 });
      expect((await orders.history('o1')).rows.map(({ to }) => to)).toEqual(['new', 'confirmed']);
    });

    it('OS-15 nothing is left of either when the host rolls back, and the command can come again', async () => {
      const { orders, live, transaction, note, notes } = await openShop(library);
      await live('o1', lifeTo.new);
      const command = { ...agent, commandId: 'c1' };
      const work = transaction(async (tx) => {
        await note('gone', tx);
        assertApplied(await orders.within(tx).place(draft({ id: 'o2' }), agent));
        assertApplied(await orders.within(tx).send('o1', usual.confirm, command));
        throw new Error('The host changed its mind');
      });
      await expect(work).rejects.toThrow('The host changed its mind');
      expect(await notes()).toEqual([]);
      expect(await orders.get('o2')).toBeNull();
      expect(await orders.get('o1')).toMatchObject({ status: 'new', version: 1 });
      expect((await orders.history('o1')).rows).toHaveLength(1);
      expect((await orders.history('o2')).rows).toEqual([]);
      expect(await orders.counts()).toMatchObject({ new: 1, confirmed: 0 });
      expect((await orders.send('o1', usual.confirm, command)).kind).toBe('applied');
    });

    it('OS-16 a refusal, a duplicate and a conflict leave it usable', async () => {
      const { orders, store, live, transaction, note, notes } = await openShop(library);
      const held = await live('o1', lifeTo.confirmed);
      await transaction(async (tx) => {
        const within = orders.within(tx);
        expect((await within.send('o1', usual.deliver, agent)).kind).toBe('refused');
        await note('after a refusal', tx);
        expect((await within.place(draft({ source: held.source }), agent)).kind).toBe('duplicate');
        await note('after a duplicate', tx);
        const late = changeOf(next(held), { expectedVersion: 1 });
        expect(await store.commit([late], tx)).toEqual(['conflict']);
        expect(await store.commit([late, late], tx)).toEqual(['conflict', 'conflict']);
        await note('after a conflict', tx);
        const { rows } = await store.history({ tenant, id: 'o1', limit: 1 }, tx);
        const repeat = changeOf(next(held), { commandId: known(rows[0]).commandId });
        expect(await store.commit([repeat], tx)).toEqual(['duplicate']);
        await note('after a repeat', tx);
        assertApplied(await within.send('o1', usual.assign, dispatcher));
      });
      expect(await notes()).toHaveLength(4);
      expect(await orders.get('o1')).toMatchObject({ version: 3 });
    });

    it('what an order owes is handed over once the host has committed', async () => {
      const { orders, live, transaction, sms } = await openShop(library);
      await live('o1', lifeTo.shipped);
      await orders.effects.drain();
      const sent = sms.sent.length;
      await transaction(async (tx) => {
        assertApplied(await orders.within(tx).send('o1', usual.setOut, { actor: actor('driver') }));
        expect(sms.sent).toHaveLength(sent);
      });
      const owed = await orders.effects.list({ state: 'pending' });
      expect(owed.map(({ effect }) => effect.type)).toContain('notify_customer');
      expect(await orders.effects.drain()).toEqual({
        done: owed.length,
        retried: 0,
        dead: 0,
        nextAt: null,
      });
      expect(sms.sent).toHaveLength(sent + 1);
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
    });

    it('commands that are sent at once are all done in it', async () => {
      const { orders, live, transaction } = await openShop(library);
      for (const id of ['o1', 'o2', 'o3']) await live(id, lifeTo.new);
      await transaction(async (tx) => {
        const within = orders.within(tx);
        const sent = ['o1', 'o2', 'o3', 'o1'].map(async (id) =>
          within.send(id, { type: 'add_note', text: 'Call after six' }, agent),
        );
        expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual([
          'applied',
          'applied',
          'applied',
          'applied',
        ]);
      });
      expect(await orders.get('o1')).toMatchObject({ version: 3 });
    });
  });
}

/** What others see of it meanwhile, and what goes over the wire. */
export function aroundTransactions(library: Library): void {
  describe('around a transaction of the host', () => {
    it('OS-15 nobody else sees an order, its history or its effects before the commit', async () => {
      const { orders, live, transaction, sms } = await openShop(library);
      await live('o1', lifeTo.new);
      await orders.effects.drain();
      const sent = sms.sent.length;
      await transaction(async (tx) => {
        const within = orders.within(tx);
        assertApplied(await within.place(draft({ id: 'o2' }), agent));
        assertApplied(await within.send('o1', usual.confirm, agent));
        expect(await orders.get('o2')).toBeNull();
        expect(await orders.get('o1')).toMatchObject({ status: 'new' });
        expect((await orders.history('o1')).rows).toHaveLength(1);
        expect(await orders.counts()).toMatchObject({ new: 1, confirmed: 0 });
        expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
        expect(await orders.effects.drain()).toEqual({
          done: 0,
          retried: 0,
          dead: 0,
          nextAt: null,
        });
      });
      expect(sms.sent).toHaveLength(sent);
      expect((await orders.effects.drain()).done).toBeGreaterThan(0);
    });

    it('OS-15 the library sends nothing that begins, ends or sets anything, and needs no second connection', async () => {
      const tap = await tapped();
      const { orders, live, transaction, note } = await openShop(library, {
        url: tap.url,
        most: 1,
      });
      await live('o1', lifeTo.delivered);
      await transaction(async (tx) => {
        const within = orders.within(tx);
        await note('first', tx);
        tap.clear();
        assertApplied(await within.place(draft({ id: 'o2' }), agent));
        assertApplied(await within.send('o2', usual.confirm, agent));
        expect((await within.send('o1', usual.fail, { actor: actor('driver') })).kind).toBe(
          'refused',
        );
        expect((await within.sendMany(['o1', 'o2'], usual.cancel, agent)).length).toBe(2);
        expect(await within.explain('o2', agent)).not.toBeNull();
        expect((await within.list()).rows).toHaveLength(2);
        expect(await within.counts()).toMatchObject({ delivered: 1, cancelled: 1 });
        expect((await within.history('o2')).rows).toHaveLength(3);
        const news = {
          kind: 'change',
          topic: 'orders/cancelled',
          source: { kind: 'shopify', shop: 'a', externalId: '1', reference: null },
          draft: null,
          occurredAt: null,
          cancelled: true,
          paid: false,
        } as const;
        expect(await within.receive(news as never)).toMatchObject({ reason: 'unknown_order' });
        expect(tap.executed.length).toBeGreaterThan(10);
        expect(tap.executed.filter((text) => ofTransactions.test(text))).toEqual([]);
        expect(tap.connections).toBe(0);
      });
      expect(await orders.contradictions.list()).toHaveLength(1);
    });

    it('OS-15 a store that was never used before looks at its tables inside it as well', async () => {
      const tap = await tapped();
      const { orders, transaction } = await openShop(library, { url: tap.url, most: 1 });
      await transaction(async (tx) => {
        tap.clear();
        assertApplied(await orders.within(tx).place(draft({ id: 'o1' }), agent));
        expect(tap.executed).toHaveLength(4);
        expect(tap.connections).toBe(0);
      });
      expect(await orders.get('o1')).not.toBeNull();
    });

    it('OS-4 an order that somebody else moved meanwhile is decided again, as it stands', async () => {
      const meanwhile: (() => Promise<void>)[] = [];
      const { orders, live, transaction, another } = await openShop(library, {
        client: (client) => ({
          async query(statement, input, tx) {
            if (tx !== undefined && statement.text.includes('insert into'))
              await meanwhile.pop()?.();
            return client.query(statement, input, tx);
          },
        }),
      });
      await live('o1', lifeTo.new);
      const other = await another();
      meanwhile.push(async () => {
        assertApplied(await other.orders.send('o1', usual.confirm, agent));
      });
      await transaction(async (tx) => {
        const note = { type: 'add_note', text: 'Call after six' } as const;
        expect(await orders.within(tx).send('o1', note, agent)).toMatchObject({
          kind: 'applied',
          order: { status: 'confirmed', version: 3 },
        });
      });
      expect((await orders.history('o1')).rows.map(({ version }) => version)).toEqual([1, 2, 3]);
    });
  });
}

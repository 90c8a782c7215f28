import { describe, expect, it } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import type { ConfirmedOrder, NewOrder } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import type { Library } from './libraries/library.ts';
import { openShop } from './shop.ts';
import { kindsOf, tapped } from './wire-tap.ts';

const agent = { actor: actor('agent') };

/** What the server keeps prepared on the one connection. */
const kept = `select name, statement from pg_prepared_statements where statement like '%cod_%'`;

/** What is sent for a transition. */
export function statementsOfTransitions(library: Library): void {
  describe('over the wire', () => {
    it('a transition is one load and one statement, and one statement alone where the order is held', async () => {
      const tap = await tapped();
      const { orders, live } = await openShop(library, { url: tap.url, most: 1 });
      await live('o0', lifeTo.new);
      tap.clear();
      const placed = assertApplied(await orders.place(draft({ id: 'o1' }), agent)) as NewOrder;
      expect(kindsOf(tap)).toEqual(['load', 'commit']);
      tap.clear();
      const confirmed = assertApplied(
        await orders.send('o1', usual.confirm, agent),
      ) as ConfirmedOrder;
      expect(kindsOf(tap)).toEqual(['load', 'commit']);
      tap.clear();
      assertApplied(await orders.send(confirmed, usual.assign, { actor: actor('dispatcher') }));
      expect(kindsOf(tap)).toEqual(['commit']);
      tap.clear();
      expect((await orders.send(placed, usual.cancel, agent)).kind).toBe('applied');
      expect(kindsOf(tap)).toEqual(['commit', 'load', 'commit']);
      expect(tap.connections).toBe(0);
    });

    it('a refusal is one load', async () => {
      const tap = await tapped();
      const { orders, live } = await openShop(library, { url: tap.url, most: 1 });
      await live('o1', lifeTo.new);
      tap.clear();
      expect((await orders.send('o1', usual.deliver, agent)).kind).toBe('refused');
      expect(kindsOf(tap)).toEqual(['load']);
    });
  });
}

/** What the server keeps, by a library that prepares. */
export function preparedStatements(library: Library): void {
  describe('on one connection', () => {
    it('the server parses each statement once a connection, however many transitions there are', async () => {
      const tap = await tapped();
      const { orders, live, run } = await openShop(library, { url: tap.url, most: 1 });
      await live('o1', lifeTo.new);
      const before = await run(kept);
      tap.clear();
      for (let count = 0; count < 20; count += 1) {
        const note = { type: 'add_note', text: `Note ${count}` } as const;
        assertApplied(await orders.send('o1', note, agent));
      }
      expect(tap.executed).toHaveLength(40);
      expect(tap.parsed).toEqual([]);
      expect(await run(kept)).toEqual(before);
      const prepared = before.map(({ statement }) => String(statement));
      expect(prepared.filter((text) => text.includes('with change as'))).toHaveLength(1);
      expect(prepared.filter((text) => text.includes(`'earlier'`))).toHaveLength(1);
    });
  });
}

/** What it keeps, by one that was told not to. */
export function unpreparedStatements(library: Library): void {
  describe(`by ${library.name}`, () => {
    it('nothing is kept prepared, and a whole life is led', async () => {
      const tap = await tapped();
      const { live, orders, run } = await openShop(library, { url: tap.url, most: 1 });
      expect(await live('o1', lifeTo.delivered)).toMatchObject({ status: 'delivered' });
      expect((await orders.effects.drain()).done).toBeGreaterThan(0);
      expect(await run(kept)).toEqual([]);
      const named = tap.parsed.filter(({ name, text }) => name !== '' && text.includes('cod_'));
      expect(named).toEqual([]);
    });
  });
}

import { expect, it } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type { OrderStore } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { actor, lifeTo, start, usual } from '../support/life.ts';
import { draft, known } from '../support/shop.ts';
import { letters, oddCursors, oddNames, oddVersions } from './postgres/odd-names.ts';
import { answerOf } from './postgres/told.ts';
import type { shopOn } from './shop-on.ts';

interface Shop extends Pick<ReturnType<typeof shopOn>, 'orders' | 'live'> {
  readonly store: OrderStore;
  /** What a statement of the host's own counts, as `orders`, in the table of the orders. */
  readonly counted: () => Promise<readonly unknown[]>;
}

const agent = { actor: actor('agent') };
const tenant = 'default';

/** What comes of odd names, long strings and wrong cursors in a database that speaks SQL. */
export function takesOddInput(open: () => Promise<Shop>): void {
  it.each(Object.entries(oddNames))(
    'an order is kept, moved, listed and found again whose names are %s',
    async (_, name) => {
      const { store, counted } = await open();
      // Too few are there: the lifecycle sends the order a command of its own.
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
      await store.contradictions.keep({
        tenant: name,
        id: name,
        contradictionId: `${name}/${'f'.repeat(32)}`,
        event: usual.deliver,
        actor: actor('driver'),
        status: 'cancelled',
        codes: [name],
        occurredAt: start,
        recordedAt: start,
      });
      const [kept] = await orders.contradictions.list({ orderId: name });
      expect(await orders.contradictions.settle(known(kept).contradictionId)).toBe(true);
      const { rows } = await orders.list({ status: ['cancelled'], limit: 1 });
      expect(rows.map(({ order }) => order.id)).toEqual([name]);
      expect((await orders.list({ after: `placed_at ${placed.placedAt} ${name}` })).rows).toEqual(
        [],
      );
      expect(await orders.effects.list({ state: 'done' })).not.toEqual([]);
      expect(await counted()).toEqual([{ orders: 1 }]);
    },
  );

  it('an order is kept whole with a megabyte of the host’s own strings', async () => {
    const { orders } = await open();
    const metadata = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`key ${n}`, letters(10_000, 0x0621 + n, 40)]),
    );
    const place = await orders.place(draft({ id: 'o1', metadata }), agent);
    expect(assertApplied(place).metadata).toEqual(metadata);
    expect(await orders.get('o1')).toMatchObject({ metadata });
    expect((await orders.send('o1', usual.confirm, agent)).kind).toBe('applied');
  });

  it('a cursor that no page ended with is refused, and that is said', async () => {
    const { orders, store, live } = await open();
    await live('o1', lifeTo.new);
    const wrong = 'options_invalid: query.after must be the `next` of a page';
    const listed = `${wrong} of the same list`;
    for (const written of oddCursors) {
      const after = `placed_at ${written}`;
      const query = { tenant, limit: 1, after };
      expect([after, await answerOf(() => orders.list({ after }))]).toEqual([after, listed]);
      expect([after, await answerOf(() => store.list(query))]).toEqual([after, listed]);
    }
    for (const after of ['', 'placed_at', `entered_at 2026-01-15T09:00:00.000Z o1`]) {
      expect([after, await answerOf(() => orders.list({ after }))]).toEqual([after, listed]);
    }
    for (const after of oddVersions) {
      expect([after, await answerOf(() => orders.history('o1', { after }))]).toEqual([
        after,
        wrong,
      ]);
    }
    expect(await answerOf(() => orders.list({ after: 'x\0' }))).toMatch(
      /^options_invalid: query\.after/,
    );
  });
}

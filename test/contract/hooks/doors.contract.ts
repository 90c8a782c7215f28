import { describe, expect, it } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import type { Cod, Hooks, News } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { eachHandOver, eachStore, inPostgres, inSqlite, shopAt } from './each-store.ts';
import { oddFailings, usualFailings } from './thrown.ts';

const agent = { actor: actor('agent') };
const source = { kind: 'shopify', shop: 'zahra', externalId: '1', reference: '#1' };
const placed: News = { kind: 'place', draft: { ...draft({ id: 'o1' }), source }, deliveryId: 'd1' };
const cancelled: News = {
  kind: 'change',
  source,
  deliveryId: 'd2',
  occurredAt: null,
  draft: null,
  cancelled: true,
  paid: false,
};

/** Hooks of an order's beginning and of its end which fail the first time, in every way in turn. */
function failingAtFirst(calls: string[]): Hooks<Cod> {
  const ways = [...usualFailings.filter(({ reason }) => reason !== 'timeout'), ...oddFailings];
  const hook =
    (place: string) =>
    ({ effectId }: { readonly effectId: string }): void | Promise<void> => {
      const name = `${place} ${effectId}`;
      const isFirst = !calls.includes(name);
      calls.push(name);
      return isFirst ? known(ways[calls.length % ways.length]).fail() : undefined;
    };
  return {
    event: { place: hook('placed'), cancel: hook('cancelled') },
    left: { new: hook('left') },
    entered: { new: hook('entered'), cancelled: hook('ended') },
  };
}

const twiceEach = (names: readonly string[]) => names.flatMap((name) => [name, name]);

describe.each(eachStore)('hooks that fail on $name', ({ open }) => {
  it.each(eachHandOver)('refuse no news of a shop, %s', async (handOver) => {
    const calls: string[] = [];
    const shop = shopAt(await open(), { handOver, on: failingAtFirst(calls) });
    for (const [news, status] of [
      [placed, 'new'],
      [cancelled, 'cancelled'],
    ] as const) {
      expect(await shop.orders.receive(news)).toMatchObject({
        status: 200,
        reason: null,
        outcomes: [{ kind: 'applied', order: { status } }],
      });
      await shop.quiet();
      // The shop tells it again, as long as it was not heard; here it was.
      const again = await shop.orders.receive(news);
      expect(again.outcomes.every(({ kind }) => kind === 'duplicate')).toBe(true);
      await shop.settled();
    }
    expect(calls).toEqual(
      twiceEach([
        'placed default/o1/1/1',
        'entered default/o1/1/2',
        'cancelled default/o1/2/1',
        'left default/o1/2/2',
        'ended default/o1/2/3',
      ]),
    );
  });

  it.each(eachHandOver)(
    'leave every order of a bulk command as it should be, %s',
    async (handOver) => {
      const calls: string[] = [];
      const shop = shopAt(await open(), { handOver, on: failingAtFirst(calls) });
      const ids = Array.from({ length: 12 }, (_, number) => `o${number}`);
      for (const id of ids) assertApplied(await shop.orders.place(draft({ id }), agent));
      await shop.settled();
      calls.length = 0;

      const receipts = await shop.orders.sendMany(ids, usual.cancel, agent);
      expect(receipts.map(({ id, outcome }) => [id, outcome.kind])).toEqual(
        ids.map((id) => [id, 'applied']),
      );
      await shop.settled();
      expect(await shop.orders.counts()).toMatchObject({ new: 0, cancelled: 12 });
      for (const id of ids) {
        const own = calls.filter((name) => name.includes(`/${id}/`));
        expect(own.map((name) => name.split(' ')[0])).toEqual(
          twiceEach(['cancelled', 'left', 'ended']),
        );
      }
    },
  );
});

describe.each([inSqlite, inPostgres])(
  'hooks of what was done inside a transaction on $name',
  ({ open }) => {
    it('are called once it is committed, and again when they fail', async () => {
      const calls: string[] = [];
      const opened = await open();
      const shop = shopAt(opened, { on: failingAtFirst(calls) });
      await known(opened.transaction)(async (tx) => {
        const within = shop.orders.within(tx);
        assertApplied(await within.place(draft({ id: 'o1' }), agent));
        assertApplied(await within.send('o1', usual.cancel, agent));
        await shop.orders.effects.drain();
        expect(calls).toEqual([]);
      });
      await shop.settled();
      expect(calls.map((name) => name.split(' ')[0])).toEqual(
        twiceEach(['placed', 'entered', 'cancelled', 'left', 'ended']),
      );
      expect(await shop.orders.get('o1')).toMatchObject({ status: 'cancelled', version: 2 });
    });

    it('are never called where it was rolled back', async () => {
      const calls: string[] = [];
      const opened = await open();
      const shop = shopAt(opened, { on: failingAtFirst(calls) });
      const work = known(opened.transaction)(async (tx) => {
        assertApplied(await shop.orders.within(tx).place(draft({ id: 'o1' }), agent));
        throw new Error('The host changed its mind');
      });
      await expect(work).rejects.toThrow('The host changed its mind');
      await shop.settled();
      expect(calls).toEqual([]);
      expect(await shop.orders.get('o1')).toBeNull();
    });
  },
);

describe.each(eachStore)('hooks that send on $name', ({ open }) => {
  it.each(eachHandOver)(
    'move their own order on, %s, once, although they fail then',
    async (handOver) => {
      const told: string[] = [];
      const shop = shopAt(await open(), {
        handOver,
        on: {
          entered: {
            new: async ({ effectId, order }) => {
              const sent = await shop.orders.send(order.id, usual.confirm, {
                ...agent,
                commandId: effectId,
              });
              told.push(`new ${sent.kind}`);
              if (sent.kind === 'applied') throw new Error('after it was sent');
            },
            confirmed: async ({ order }) => {
              told.push(`confirmed ${order.version}`);
            },
          },
        },
      });
      const outcome = await shop.orders.place(draft({ id: 'o1' }), agent);
      // What it came to by its own event, whatever its hooks have done since.
      expect(outcome).toMatchObject({ kind: 'applied', order: { status: 'new', version: 1 } });
      await shop.settled();
      expect(told).toEqual(['new applied', 'new duplicate', 'confirmed 2']);
      const { rows } = await shop.orders.history('o1');
      expect(rows.map(({ to }) => to)).toEqual(['new', 'confirmed']);
    },
  );

  it.each(eachHandOver)(
    'move each other’s orders, %s, and nobody waits for anybody',
    async (handOver) => {
      const told: string[] = [];
      const other = { o1: 'o2', o2: 'o1' } as const;
      const shop = shopAt(await open(), {
        handOver,
        on: {
          entered: {
            cancelled: async ({ order: { id } }) => {
              await shop.orders.effects.drain();
              const sent = await shop.orders.send(
                other[id as keyof typeof other],
                usual.cancel,
                agent,
              );
              told.push(`${id} ${sent.kind}`);
            },
          },
        },
      });
      for (const id of ['o1', 'o2']) await shop.live(id, lifeTo.new);
      await shop.settled();
      assertApplied(await shop.orders.send('o1', usual.cancel, agent));
      await shop.settled();
      expect(told.toSorted()).toEqual(['o1 applied', 'o2 duplicate']);
      expect(await shop.orders.counts()).toMatchObject({ cancelled: 2 });
      expect((await shop.orders.history('o1')).rows).toHaveLength(2);
      expect((await shop.orders.history('o2')).rows).toHaveLength(2);
    },
  );

  it('make a bulk command of their own, and every order has its hook', async () => {
    const ids = Array.from({ length: 10 }, (_, number) => `o${number}`);
    const told: string[] = [];
    const shop = shopAt(await open(), {
      on: {
        event: {
          add_note: async () => {
            const receipts = await shop.orders.sendMany(ids, usual.cancel, agent);
            told.push(receipts.map(({ outcome }) => outcome.kind).join(' '));
          },
        },
        entered: { cancelled: ({ order }) => void told.push(order.id) },
      },
    });
    for (const id of ids) assertApplied(await shop.orders.place(draft({ id }), agent));
    const note = { type: 'add_note', text: 'Call it off' } as const;
    assertApplied(await shop.orders.send('o3', note, agent));
    // Its own order owes this very call first.
    const others = ids.filter((id) => id !== 'o3');
    expect(told.slice(0, 9).toSorted()).toEqual(others);
    expect(told.slice(9)).toEqual([ids.map(() => 'applied').join(' '), 'o3']);
  });
});

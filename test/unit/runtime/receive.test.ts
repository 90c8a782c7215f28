import { describe, expect, it } from 'vitest';
import type { News, NewsOfChange } from 'cod-lifecycle';
import { actor, address, customer, lifeTo, line, mad, minute } from '../../support/life.ts';
import { draft, known, openShop } from '../../support/shop.ts';
import type { ShopOptions } from '../../support/shop.ts';

const source = { kind: 'shopify', shop: 'zahra', externalId: '1', reference: '#1' };
const shopDraft = (fields: object = {}) => ({ ...draft(), source, ...fields });
const placed: News = { kind: 'place', draft: shopDraft(), deliveryId: 'd1' };
const change = (fields: Partial<NewsOfChange>): News => ({
  kind: 'change',
  source,
  deliveryId: 'd2',
  occurredAt: null,
  draft: null,
  cancelled: false,
  paid: false,
  ...fields,
});

async function shopWithOrder(status: keyof typeof lifeTo = 'new', options: ShopOptions = {}) {
  const shop = openShop(options);
  const { outcomes } = await shop.orders.receive(placed);
  const { id } = known(known(outcomes[0]).order);
  await shop.live(id, lifeTo[status]);
  return { ...shop, id, order: () => shop.get(id) };
}

describe('news of an order', () => {
  it('places it, in the name of the shop', async () => {
    const { orders } = openShop();
    expect(await orders.receive(placed)).toMatchObject({
      status: 200,
      reason: null,
      outcomes: [
        {
          kind: 'applied',
          order: { status: 'new', source },
          entry: { actor: { kind: 'integration', id: 'shopify' } },
        },
      ],
    });
  });

  it('told twice places it once', async () => {
    const { orders } = openShop();
    await orders.receive(placed);
    const again = await orders.receive({ ...placed, deliveryId: 'd9' });
    expect(again).toMatchObject({ status: 200, outcomes: [{ kind: 'duplicate' }] });
    expect((await orders.list()).rows).toHaveLength(1);
  });

  it('never leads an order back to New', async () => {
    const shop = await shopWithOrder('delivered');
    await shop.orders.receive(placed);
    expect((await shop.order()).status).toBe('delivered');
  });

  it('that cannot be read is answered with 400', async () => {
    const { orders } = openShop();
    const news: News = { kind: 'place', draft: shopDraft({ lines: [] }), deliveryId: null };
    expect(await orders.receive(news)).toMatchObject({
      status: 400,
      outcomes: [{ refusal: { code: 'invalid', issues: [{ path: ['lines'] }] } }],
    });
  });

  it('that the policy refuses is answered with 200: a retry would not help', async () => {
    const { orders } = openShop({ policy: { automatic: { shopify: false } } });
    expect(await orders.receive(placed)).toMatchObject({
      status: 200,
      outcomes: [{ refusal: { blockers: [{ code: 'automatic_update_off' }] } }],
    });
  });

  it('belongs to the tenant that it is received for', async () => {
    const { orders } = openShop();
    await orders.receive(placed, { tenant: 'zahra' });
    expect((await orders.list()).rows).toEqual([]);
    expect((await orders.list({ tenant: 'zahra' })).rows).toHaveLength(1);
  });
});

describe('news that asks for nothing', () => {
  it.each<News>([
    { kind: 'ignore', status: 200, reason: 'ping' },
    { kind: 'ignore', status: 200, reason: 'test_delivery' },
    { kind: 'refuse', status: 401, reason: 'signature_invalid', issues: [] },
    { kind: 'refuse', status: 413, reason: 'body_too_large', issues: [] },
  ])('is answered as it says: $reason', async (news) => {
    const { orders } = openShop();
    const { status, reason } = news as { status: number; reason: string };
    expect(await orders.receive(news)).toEqual({ status, reason, outcomes: [] });
    expect((await orders.list()).rows).toEqual([]);
  });
});

describe('news that the shop has cancelled', () => {
  it.each(['new', 'no_answer', 'confirmed', 'processing'] as const)(
    'cancels an order in %s',
    async (status) => {
      const shop = await shopWithOrder(status);
      expect(await shop.orders.receive(change({ cancelled: true }))).toMatchObject({
        status: 200,
        outcomes: [{ kind: 'applied' }],
      });
      expect(await shop.order()).toMatchObject({
        status: 'cancelled',
        cancellation: { reason: 'source_cancelled', by: { kind: 'integration', id: 'shopify' } },
      });
    },
  );

  it('says when', async () => {
    const shop = await shopWithOrder();
    shop.clock.pass({ minutes: 60 });
    await shop.orders.receive(change({ cancelled: true, occurredAt: minute(30) }));
    expect((await shop.order()).cancellation).toMatchObject({ at: minute(30) });
  });

  it.each(['shipped', 'out_for_delivery', 'delivered', 'returned'] as const)(
    'is kept for a person to look at, where the order is %s',
    async (status) => {
      const shop = await shopWithOrder(status);
      expect(await shop.orders.receive(change({ cancelled: true }))).toMatchObject({
        status: 200,
        outcomes: [{ kind: 'refused' }],
      });
      expect((await shop.order()).status).toBe(status);
      expect(await shop.orders.contradictions.list()).toMatchObject([
        { event: { type: 'cancel', reason: 'source_cancelled' }, status },
      ]);
    },
  );

  it('told twice is a duplicate', async () => {
    const shop = await shopWithOrder();
    await shop.orders.receive(change({ cancelled: true }));
    expect(await shop.orders.receive(change({ cancelled: true }))).toMatchObject({
      outcomes: [{ kind: 'duplicate' }],
    });
  });
});

describe('news that the shop was paid', () => {
  it('leaves nothing due at the door', async () => {
    const shop = await shopWithOrder('confirmed');
    await shop.orders.receive(change({ paid: true }));
    expect(await shop.order()).toMatchObject({
      amountDue: mad(0),
      cash: { state: 'not_applicable' },
      needsReconfirmation: true,
    });
  });

  it('is kept for a person to look at, where the order is on its way', async () => {
    const shop = await shopWithOrder('out_for_delivery');
    await shop.orders.receive(change({ paid: true }));
    expect((await shop.order()).amountDue).toEqual(mad(24_000));
    expect(await shop.orders.contradictions.list()).toMatchObject([
      { event: { type: 'amend', amountDue: mad(0) } },
    ]);
  });
});

describe('news that the shop has changed the order', () => {
  it('changes what differs, and nothing else', async () => {
    const shop = await shopWithOrder();
    const fields = {
      lines: [line('1', 'OIL', 3)],
      amountDue: mad(30_000),
      address: { ...address, city: 'Rabat' },
      customer: { ...customer, phone: '+212600000002' },
    };
    for (const [name, value] of Object.entries(fields)) {
      const news = change({ draft: shopDraft({ ...fields, [name]: value }) });
      expect((await shop.orders.receive(news)).status).toBe(200);
    }
    expect(await shop.order()).toMatchObject({ ...fields, status: 'new', version: 2 });
    expect(shop.stock.stock('OIL')).toMatchObject({ reserved: 3 });
  });

  it('names only the part that differs', async () => {
    const shop = await shopWithOrder();
    const moved = { ...address, city: 'Rabat' };
    const { outcomes } = await shop.orders.receive(
      change({ draft: shopDraft({ address: moved }) }),
    );
    expect(outcomes).toMatchObject([{ kind: 'applied' }]);
    const { rows } = await shop.orders.history(shop.id);
    expect(known(rows.at(-1)).event).toEqual({ type: 'amend', address: moved });
  });

  it('is nothing, where nothing differs', async () => {
    const shop = await shopWithOrder();
    const before = await shop.order();
    for (const news of [change({ draft: shopDraft() }), change({})])
      expect(await shop.orders.receive(news)).toEqual({
        status: 200,
        reason: 'unchanged',
        outcomes: [],
      });
    expect(await shop.order()).toEqual(before);
  });

  it.each([
    ['newer', minute(3), [line('1', 'OIL', 4)], 'stale'],
    ['the same', minute(2), [line('1', 'OIL', 3)], 'unchanged'],
  ])(
    'is looked at again, where %s news comes in while it is read',
    async (_, occurredAt, lines, reason) => {
      let meanwhile: (() => Promise<unknown>) | null = null;
      const shop = await shopWithOrder('new', {
        store: (store) => ({
          ...store,
          history: async (query) => {
            const page = await store.history(query);
            const other = meanwhile;
            meanwhile = null;
            await other?.();
            return page;
          },
        }),
      });
      shop.clock.pass({ minutes: 60 });
      meanwhile = async () =>
        shop.orders.receive(change({ draft: shopDraft({ lines }), occurredAt }));
      const news = { draft: shopDraft({ lines: [line('1', 'OIL', 3)] }), occurredAt: minute(2) };
      expect(await shop.orders.receive(change(news))).toMatchObject({ reason, outcomes: [] });
      expect(await shop.order()).toMatchObject({ lines, version: 2 });
    },
  );

  it('is kept for a person to look at, where the order is on its way', async () => {
    const shop = await shopWithOrder('shipped');
    await shop.orders.receive(change({ draft: shopDraft({ amountDue: mad(1) }) }));
    expect(await shop.orders.contradictions.list()).toHaveLength(1);
  });
});

describe('news of an order that is not here', () => {
  const news = change({ draft: shopDraft() });

  it('is ignored', async () => {
    const { orders } = openShop();
    expect(await orders.receive(news)).toEqual({
      status: 200,
      reason: 'unknown_order',
      outcomes: [],
    });
    expect((await orders.list()).rows).toEqual([]);
  });

  it('places it, where the host wants that', async () => {
    const { orders } = openShop();
    expect(await orders.receive(news, { unknownOrder: 'place' })).toMatchObject({
      outcomes: [{ kind: 'applied', order: { status: 'new', source } }],
    });
  });

  it.each([
    ['it is cancelled', change({ draft: shopDraft(), cancelled: true })],
    ['it cannot be read', change({ paid: true })],
  ])('places nothing, where %s', async (_, gone) => {
    const { orders } = openShop();
    expect(await orders.receive(gone, { unknownOrder: 'place' })).toMatchObject({
      reason: 'unknown_order',
    });
  });

  it('places it with nothing due, where the shop was paid', async () => {
    const { orders } = openShop();
    const paid = change({ draft: shopDraft(), paid: true });
    expect(await orders.receive(paid, { unknownOrder: 'place' })).toMatchObject({
      outcomes: [{ kind: 'applied', order: { amountDue: mad(0) } }],
    });
  });
});

describe('an order of the shop', () => {
  it('can be sent on by people as any other', async () => {
    const shop = await shopWithOrder('delivered');
    expect(await shop.order()).toMatchObject({ status: 'delivered', source });
    expect((await shop.orders.history(shop.id)).rows[0]?.actor).toEqual({
      ...actor('integration'),
      id: 'shopify',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { cod, orderStatuses } from 'cod-lifecycle';
import { shopify } from 'cod-lifecycle/shopify';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import * as fromShopify from '../../fixtures/shopify/delivery.ts';
import * as fromWooCommerce from '../../fixtures/woocommerce/delivery.ts';
import { actor, ask, lifeTo, mad, orderIn, usual } from '../../support/life.ts';
import { draft, known, openShop } from '../../support/shop.ts';

/** A shop with one order in each status, named after it. */
async function busyShop() {
  const shop = openShop({ shelf: { OIL: 100 } });
  for (const status of orderStatuses) {
    await shop.place(status);
    await shop.live(status, lifeTo[status]);
  }
  return shop;
}

describe('what was promised of daily work', () => {
  it('R41 filters by status, with a tab and a count for each', async () => {
    const { orders } = await busyShop();
    for (const status of orderStatuses) {
      const { rows, next } = await orders.list({ status: [status] });
      expect({ ids: rows.map(({ order }) => order.id), next }).toEqual({
        ids: [status],
        next: null,
      });
    }
    const several = await orders.list({ status: ['shipped', 'out_for_delivery'] });
    expect(several.rows.map(({ order }) => order.id).toSorted()).toEqual([
      'out_for_delivery',
      'shipped',
    ]);
    expect(Object.values(await orders.counts())).toEqual(orderStatuses.map(() => 1));
  });

  it('R42 lists the calls to make in the morning: the new orders', async () => {
    const { orders } = await busyShop();
    const { rows } = await orders.list({ status: ['new'] });
    expect(rows.map(({ order }) => order.customer.phone)).toEqual(['+212600000001']);
    const view = known(await orders.explain('new', { actor: actor('agent') }));
    expect(view.actions).toEqual(['contact_customer']);
  });

  it('R43 lists what is ready to package: the confirmed orders', async () => {
    const { orders } = await busyShop();
    const { rows } = await orders.list({ status: ['confirmed'] });
    expect(
      rows.map(({ order }) => order.lines.map(({ sku, quantity }) => [sku, quantity])),
    ).toEqual([[['OIL', 2]]]);
    const view = known(await orders.explain('confirmed', { actor: actor('warehouse') }));
    expect(view.actions).toContain('prepare_package');
  });

  it('R44 lists the cash of the day to reconcile: the delivered orders, each with its collection', async () => {
    const { orders } = await busyShop();
    const { rows } = await orders.list({ status: ['delivered'] });
    expect(rows).toMatchObject([
      {
        order: {
          id: 'delivered',
          collection: { amount: mad(24_000), at: known(rows[0]).order.enteredAt },
        },
      },
    ]);
    const receipts = await orders.sendMany(
      rows.map(({ order }) => order.id),
      { type: 'reconcile_cash', amount: mad(24_000) },
      { actor: actor('finance') },
    );
    expect(receipts).toMatchObject([
      { outcome: { kind: 'applied', order: { cash: { state: 'reconciled' } } } },
    ]);
  });

  it('R45 lists the returns to analyse, each with its reason', async () => {
    const { orders } = await busyShop();
    const { rows } = await orders.list({ status: ['returned'] });
    expect(rows).toMatchObject([{ order: { return: { reason: 'refused', by: actor('driver') } } }]);
  });
});

const shops = {
  shopify: {
    reader: shopify({ secrets: [fromShopify.secret] }),
    delivery: () =>
      fromShopify.delivery(fromShopify.orderWith({ fulfillment_status: 'fulfilled' })),
  },
  woocommerce: {
    reader: woocommerce({ secrets: [fromWooCommerce.secret] }),
    delivery: () => fromWooCommerce.delivery(fromWooCommerce.orderWith({ status: 'completed' })),
  },
};

describe('what was promised of automatic updates', () => {
  it.each(['shopify', 'woocommerce'] as const)(
    'R46 starts an order from %s as New, whatever its status there',
    async (platform) => {
      const { reader, delivery } = shops[platform];
      const { orders } = openShop();
      const received = await orders.receive(await reader.read(delivery()));
      expect(received).toMatchObject({
        status: 200,
        outcomes: [
          {
            kind: 'applied',
            order: { status: 'new', source: { kind: platform } },
            entry: { actor: { kind: 'integration', id: platform } },
          },
        ],
      });
    },
  );

  it('R47 makes an order Delivered when the driver marks the delivery complete', () => {
    for (const status of ['shipped', 'out_for_delivery'] as const)
      expect(ask(orderIn(status), usual.deliver, 'driver')).toMatchObject({
        ok: true,
        order: { status: 'delivered' },
      });
  });

  it('R48 makes an order Returned when the driver reports a failed delivery, and logs the reason', () => {
    const failed = { type: 'report_failed_delivery', reason: 'no_cash', note: 'Tomorrow' } as const;
    expect(ask(orderIn('out_for_delivery'), failed, 'driver')).toMatchObject({
      ok: true,
      order: {
        status: 'returned',
        return: { reason: 'no_cash', note: 'Tomorrow', by: actor('driver') },
      },
      entry: { event: failed },
    });
  });

  it.each(['shopify', 'woocommerce'] as const)(
    'R49 switches the orders of %s off, and no other’s',
    async (platform) => {
      const off = [{ code: 'automatic_update_off', params: { update: platform } }];
      const { orders } = openShop({ policy: { automatic: { [platform]: false } } });
      const from = (kind: string) => ({ source: { kind, shop: 's', externalId: '1' } });
      for (const kind of ['shopify', 'woocommerce', 'youcan']) {
        const placed = await orders.place(draft(from(kind)), { actor: actor('integration') });
        const refused = { kind: 'refused', refusal: { blockers: off } };
        expect(placed).toMatchObject(kind === platform ? refused : { kind: 'applied' });
      }
    },
  );

  it.each([
    ['driverDelivered', usual.deliver],
    ['driverFailed', usual.fail],
  ] as const)('R49 switches %s off, and nothing else', (update, event) => {
    const lifecycle = cod({ automatic: { [update]: false } });
    const order = orderIn('out_for_delivery', lifecycle);
    const other = event === usual.deliver ? usual.fail : usual.deliver;
    expect(ask(order, event, 'driver', lifecycle)).toMatchObject({
      refusal: { blockers: [{ code: 'automatic_update_off', params: { update } }] },
    });
    expect(ask(order, event, 'carrier', lifecycle).ok).toBe(true);
    expect(ask(order, other, 'driver', lifecycle).ok).toBe(true);
  });
});

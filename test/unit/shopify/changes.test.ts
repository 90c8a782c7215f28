import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, orderWith, secret, text } from '../../fixtures/shopify/delivery.ts';
import type { Fields } from '../../fixtures/signed.ts';

const shop = shopify({ secrets: [secret] });
const change = (fields: Fields, topic = 'orders/updated') =>
  shop.read(delivery(orderWith(fields), topic));
const source = {
  kind: 'shopify',
  shop: 'zahra-maroc.myshopify.com',
  externalId: '5512340098765',
  reference: '#2107',
};

describe('a change of an order', () => {
  it('carries the order as it is now, and never leads back to New', async () => {
    expect(await change({ total_outstanding: '600.00' })).toMatchObject({
      kind: 'change',
      source,
      deliveryId: '5f0c9a52-41d5-4a4b-9d0e-6a7d11c0b001',
      occurredAt: '2026-02-03T17:41:09.000Z',
      draft: { source, amountDue: { amount: 60000 } },
      cancelled: false,
      paid: false,
    });
  });

  it.each(['orders/updated', 'orders/cancelled'])('that %s cancels is told', async (topic) => {
    const cancelled = { cancelled_at: '2026-02-04T08:00:00+01:00', financial_status: 'voided' };
    expect(await change(cancelled, topic)).toMatchObject({
      kind: 'change',
      occurredAt: '2026-02-04T07:00:00.000Z',
      cancelled: true,
      paid: false,
    });
  });

  it.each([
    ['orders/paid', 'paid'],
    ['orders/updated', 'paid'],
    ['orders/updated', 'partially_refunded'],
    ['orders/updated', 'refunded'],
  ])('that %s says was %s leaves nothing due', async (topic, financial_status) => {
    expect(await change({ financial_status }, topic)).toMatchObject({ kind: 'change', paid: true });
  });

  it('of an order that was paid with a card gets through, but could create none', async () => {
    const card = { financial_status: 'paid', payment_gateway_names: ['shopify_payments'] };
    expect(await change(card)).toMatchObject({ kind: 'change', paid: true, draft: null });
  });

  it('of an unpaid order that is not cash on delivery is ignored', async () => {
    expect(await change({ payment_gateway_names: ['Bank Deposit'] })).toEqual({
      kind: 'ignore',
      status: 200,
      reason: 'not_cash_on_delivery',
    });
  });

  it('whose customer was erased still cancels', async () => {
    const erased = { shipping_address: null, billing_address: null, customer: null, phone: null };
    const cancelled = { ...erased, cancelled_at: '2026-02-04T08:00:00Z' };
    expect(await change(cancelled)).toMatchObject({ kind: 'change', cancelled: true, draft: null });
    expect(await change(erased)).toMatchObject({ kind: 'refuse', reason: 'body_invalid' });
  });

  it('that leaves no line is ignored', async () => {
    expect(await change({ line_items: [] })).toMatchObject({ kind: 'ignore', reason: 'no_lines' });
  });

  it.each([
    ['a time with nanoseconds', '2026-02-03T17:41:09.123456789Z', '2026-02-03T17:41:09.123Z'],
    ['no time', null, null],
    ['a time that is none', '2026-13-45T00:00:00Z', null],
    ['a day alone', '2026-02-03', null],
  ])('with %s is still a change', async (_, updated_at, occurredAt) => {
    expect(await change({ updated_at })).toMatchObject({ kind: 'change', occurredAt });
  });
});

describe('a deleted order', () => {
  it('is cancelled, and nothing more is known of it', async () => {
    expect(await shop.read(delivery('{"id":820982911946154509}', 'orders/delete'))).toEqual({
      kind: 'change',
      source: { ...source, externalId: '820982911946154509', reference: null },
      deliveryId: '5f0c9a52-41d5-4a4b-9d0e-6a7d11c0b001',
      occurredAt: '2026-02-03T17:41:09.123Z',
      draft: null,
      cancelled: true,
      paid: false,
    });
  });

  it('is named by its signed body, not by a header', async () => {
    const news = await shop.read(delivery('{}', 'orders/delete', { 'X-Shopify-Order-Id': '1' }));
    expect(news).toMatchObject({ kind: 'refuse', issues: [{ path: ['id'] }] });
  });
});

describe('a topic that someone has exchanged, for it is not signed', () => {
  it('cannot make a deletion of an order', async () => {
    expect(await shop.read(delivery(text, 'orders/delete'))).toMatchObject({
      kind: 'refuse',
      reason: 'body_invalid',
      issues: [{ path: ['line_items'] }],
    });
  });

  it.each(['orders/cancelled', 'orders/paid'])(
    '%s cannot do what the body does not say',
    async (topic) => {
      expect(await shop.read(delivery(text, topic))).toMatchObject({
        kind: 'change',
        cancelled: false,
        paid: false,
      });
    },
  );
});

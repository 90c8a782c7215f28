import { describe, expect, it, vi } from 'vitest';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import { delivery, orderWith, secret, text } from '../../fixtures/woocommerce/delivery.ts';
import type { Fields } from '../../fixtures/signed.ts';

const shop = woocommerce({ secrets: [secret] });
const change = (fields: Fields) => shop.read(delivery(orderWith(fields), 'order.updated'));
const source = {
  kind: 'woocommerce',
  shop: 'boutique.example',
  externalId: '4088',
  reference: '4088',
};

describe('a change of an order', () => {
  it('carries the order as it is now, with a time in UTC', async () => {
    expect(await change({ total: '6100.00' })).toMatchObject({
      kind: 'change',
      source,
      occurredAt: '2026-02-03T18:12:45.000Z',
      draft: { source, amountDue: { amount: 610000 } },
      cancelled: false,
      paid: false,
    });
  });

  it('is dated in UTC wherever it is read, though its date names no zone', async () => {
    vi.stubEnv('TZ', 'Asia/Riyadh');
    expect(new Date(0).getHours()).toBe(3);
    expect(await change({})).toMatchObject({ occurredAt: '2026-02-03T18:12:45.000Z' });
    vi.unstubAllEnvs();
  });

  it('that cancels is told', async () => {
    expect(await change({ status: 'cancelled' })).toMatchObject({
      kind: 'change',
      cancelled: true,
    });
  });

  it.each([
    ['date_paid_gmt', { date_paid_gmt: '2026-02-05T10:00:00' }],
    ['date_paid, as in stores without the other', { date_paid: '2026-02-05T11:00:00' }],
  ])('to another method with a %s is paid', async (_, fields) => {
    expect(await change({ payment_method: 'stripe', ...fields })).toMatchObject({ paid: true });
  });

  it('that is dated as paid because somebody marked it completed is still paid at the door', async () => {
    const completed = { status: 'completed', date_paid_gmt: '2026-02-05T10:00:00' };
    expect(await change(completed)).toMatchObject({ kind: 'change', paid: false });
  });

  it('that was completed without a payment is not paid', async () => {
    expect(await change({ status: 'completed' })).toMatchObject({ kind: 'change', paid: false });
  });

  it('to another method that has been paid gets through, but could create no order', async () => {
    const card = { payment_method: 'stripe', date_paid_gmt: '2026-02-05T10:00:00' };
    expect(await change(card)).toMatchObject({ kind: 'change', source, paid: true, draft: null });
  });

  it('to another method that has not been paid is ignored', async () => {
    expect(await change({ payment_method: 'bacs' })).toMatchObject({
      kind: 'ignore',
      reason: 'not_cash_on_delivery',
    });
  });

  it.each(['checkout-draft', 'trash'])('of an order that is %s is ignored', async (status) => {
    expect(await change({ status })).toMatchObject({ kind: 'ignore', reason: 'draft' });
  });

  it.each([null, '', 'yesterday'])(
    'at the time %j is still a change',
    async (date_modified_gmt) => {
      expect(await change({ date_modified_gmt })).toMatchObject({
        kind: 'change',
        occurredAt: null,
      });
    },
  );
});

describe('a deleted order', () => {
  it('is cancelled, and nothing more is known of it', async () => {
    expect(await shop.read(delivery('{"id":4088}', 'order.deleted'))).toEqual({
      kind: 'change',
      source: { ...source, reference: null },
      deliveryId: expect.any(String),
      occurredAt: null,
      draft: null,
      cancelled: true,
      paid: false,
    });
  });

  it('is not made of a whole order, for the topic is not signed', async () => {
    expect(await shop.read(delivery(text, 'order.deleted'))).toMatchObject({
      kind: 'refuse',
      issues: [{ path: ['line_items'] }],
    });
  });

  it('has to be named', async () => {
    expect(await shop.read(delivery('[]', 'order.deleted'))).toMatchObject({
      kind: 'refuse',
      reason: 'body_invalid',
    });
  });
});

describe('a body', () => {
  it.each([
    ['half an order', text.slice(0, 400)],
    ['a form', 'webhook_id=9'],
    ['a key twice', text.replace('{', '{"id":1,')],
  ])('of %s cannot be read', async (_, body) => {
    expect(await shop.read(delivery(body))).toMatchObject({
      status: 400,
      reason: 'body_unreadable',
    });
  });

  it('in the wrapper of the legacy API is no order', async () => {
    expect(await shop.read(delivery({ order: orderWith() }))).toMatchObject({
      reason: 'body_invalid',
      issues: [{ path: ['id'] }, { path: ['line_items'] }],
    });
  });
});

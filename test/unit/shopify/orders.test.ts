import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { readDraft } from '../../../src/schemas/door.ts';
import { delivery, lineWith, orderWith, secret } from '../../fixtures/shopify/delivery.ts';
import type { Fields } from '../../fixtures/signed.ts';

const shop = shopify({ secrets: [secret] });
const read = (fields: Fields = {}, headers = {}) =>
  shop.read(delivery(orderWith(fields), 'orders/create', headers));
const { shipping_address: shipping, billing_address: billing } = orderWith() as Record<
  string,
  Fields
>;

describe('an order of the shop', () => {
  it('is placed, whole', async () => {
    expect(await shop.read(delivery())).toEqual({
      kind: 'place',
      deliveryId: '5f0c9a52-41d5-4a4b-9d0e-6a7d11c0b001',
      draft: {
        source: {
          kind: 'shopify',
          shop: 'zahra-maroc.myshopify.com',
          externalId: '5512340098765',
          reference: '#2107',
        },
        customer: {
          name: 'Salma Idrissi',
          phone: '+212 661 00 00 01',
          email: 'salma.idrissi@example.org',
          locale: 'fr-MA',
        },
        address: {
          line1: '27, rue des Orangers',
          line2: '3e étage',
          city: 'Casablanca',
          region: 'Casablanca-Settat',
          postalCode: '20250',
          country: 'MA',
        },
        lines: [
          {
            id: '13500000000111',
            sku: 'HUILE-ARGAN-100',
            title: "Huile d'argan - 100 ml",
            quantity: 2,
            unitPrice: { amount: 18975, currency: 'MAD' },
          },
          {
            id: '13500000000222',
            sku: 'shopify:4400110022332',
            title: 'Savon noir',
            quantity: 1,
            unitPrice: { amount: 13500, currency: 'MAD' },
          },
        ],
        amountDue: { amount: 54950, currency: 'MAD' },
      },
    });
  });

  it('is a draft that can be placed', async () => {
    const news = await shop.read(delivery());
    expect(news.kind === 'place' && readDraft(news.draft).ok).toBe(true);
  });

  it('is New whatever the shop has done with it: its status there chooses nothing (R46)', async () => {
    const news = await read({ fulfillment_status: 'fulfilled', closed_at: '2026-02-03T20:00:00Z' });
    expect(news).toEqual(await read());
  });

  it('that is cancelled already is not placed', async () => {
    const cancelled = { cancelled_at: '2026-02-03T19:00:00+01:00', financial_status: 'voided' };
    expect(await read(cancelled)).toEqual({
      kind: 'ignore',
      status: 200,
      reason: 'cancelled_already',
    });
  });

  it('that is paid already has nothing due', async () => {
    const anything = shopify({ secrets: [secret], isCashOnDelivery: () => true });
    const paid = orderWith({ financial_status: 'paid', total_outstanding: null });
    expect(await anything.read(delivery(paid))).toMatchObject({
      kind: 'place',
      draft: { amountDue: { amount: 0, currency: 'MAD' } },
    });
  });
});

describe('a test delivery', () => {
  const sample = orderWith({
    test: true,
    cancelled_at: '2021-12-31T19:00:00-05:00',
    financial_status: 'voided',
    payment_gateway_names: ['visa', 'bogus'],
  });
  const header = { 'X-Shopify-Test': 'true' };

  it.each([
    ['by its header', orderWith(), header],
    ['by its body', orderWith({ test: true }), {}],
    ['by both, as the platform sends it', sample, header],
  ])('is ignored, known %s', async (_, order, headers) => {
    expect(await shop.read(delivery(order, 'orders/create', headers))).toEqual({
      kind: 'ignore',
      status: 200,
      reason: 'test_delivery',
    });
  });

  it('is read like any other on request, though it comes cancelled', async () => {
    const willing = shopify({
      secrets: [secret],
      acceptTests: true,
      isCashOnDelivery: () => true,
    });
    expect(await willing.read(delivery(sample, 'orders/create', header))).toMatchObject({
      kind: 'place',
    });
  });

  it('still has to be cash on delivery', async () => {
    const willing = shopify({ secrets: [secret], acceptTests: true });
    expect(await willing.read(delivery(sample, 'orders/create', header))).toMatchObject({
      reason: 'not_cash_on_delivery',
    });
  });
});

describe('who receives the parcel', () => {
  it.each([
    ['the name of the address', {}, 'Salma Idrissi'],
    ['its two parts', { shipping_address: { ...shipping, name: ' ' } }, 'Salma Idrissi'],
    [
      'the billing address',
      { shipping_address: { address1: 'x', city: 'y', country_code: 'ma' } },
      'Youssef Idrissi',
    ],
  ])('is named by %s', async (_, fields, name) => {
    expect(await read(fields)).toMatchObject({ draft: { customer: { name } } });
  });

  it.each([
    ['shipping address', {}, '+212 661 00 00 01'],
    ['billing address', { shipping_address: { ...shipping, phone: '' } }, '+212 661 00 00 02'],
    [
      'order',
      { shipping_address: { ...shipping, phone: null }, billing_address: null, phone: '0522' },
      '0522',
    ],
    [
      'customer',
      { shipping_address: { ...shipping, phone: null }, billing_address: null },
      '+212 661 00 00 03',
    ],
  ])('is called by the phone of the %s', async (_, fields, phone) => {
    expect(await read(fields)).toMatchObject({ draft: { customer: { phone } } });
  });

  it('lives at the billing address when no other is given, and never half at each', async () => {
    expect(await read({ shipping_address: { ...shipping, address1: '' } })).toMatchObject({
      draft: { address: { line1: '4, avenue des Palmiers', city: 'Rabat', line2: null } },
    });
  });

  it('has a country in capitals', async () => {
    expect(await read({ shipping_address: { ...shipping, country_code: 'ma' } })).toMatchObject({
      draft: { address: { country: 'MA' } },
    });
  });

  it.each([
    ['fr-MA', 'fr-MA'],
    ['', null],
    [null, null],
    ['not a language', null],
  ])('is spoken to in the language %j', async (customer_locale, locale) => {
    expect(await read({ customer_locale })).toMatchObject({ draft: { customer: { locale } } });
  });

  it('is refused with every fault named and no value repeated', async () => {
    const news = await read({
      phone: null,
      customer: null,
      billing_address: {
        ...billing,
        address1: '',
        phone: '',
        name: '',
        first_name: '',
        last_name: '',
      },
      shipping_address: { address1: ' ', city: '', country_code: 'Maroc-ville' },
    });
    expect(news).toMatchObject({ kind: 'refuse', status: 400, reason: 'body_invalid' });
    expect(news.kind === 'refuse' && news.issues.map(({ path }) => path.join('.'))).toEqual([
      'shipping_address.name',
      'shipping_address.phone',
      'shipping_address.address1',
      'shipping_address.city',
      'shipping_address.country_code',
    ]);
    expect(JSON.stringify(news)).not.toContain('Maroc-ville');
  });
});

describe('a line', () => {
  const lineOf = async (fields: Fields) => {
    const news = await read({ line_items: [lineWith(fields)] });
    return news.kind === 'place' ? news.draft.lines[0] : news;
  };

  it.each([
    ['its variant', { sku: '' }, 'shopify:4400110022331'],
    ['its product', { sku: null, variant_id: null }, 'shopify:8011100022233'],
    [
      'itself when it was typed in by hand',
      { sku: null, variant_id: null, product_id: null },
      'shopify:line:13500000000111',
    ],
  ])('without a stock code is kept under %s', async (_, fields, sku) => {
    expect(await lineOf(fields)).toMatchObject({ sku });
  });

  it('has the quantity that edits have left of it', async () => {
    expect(await lineOf({ quantity: 5, current_quantity: 3 })).toMatchObject({ quantity: 3 });
    expect(await lineOf({ quantity: 5, current_quantity: undefined })).toMatchObject({
      quantity: 5,
    });
  });

  it('that was edited away is dropped', async () => {
    const news = await read({ line_items: [lineWith({ current_quantity: 0 }), lineWith()] });
    expect(news.kind === 'place' && news.draft.lines).toHaveLength(1);
  });

  it('is called by its product when it has no name, and by its stock code when it has neither', async () => {
    expect(await lineOf({ name: null })).toMatchObject({ title: "Huile d'argan" });
    expect(await lineOf({ name: '', title: '' })).toMatchObject({ title: 'HUILE-ARGAN-100' });
  });

  it.each([[-1], [1.5], [1e300]])('of %d pieces is refused', async (current_quantity) => {
    expect(await lineOf({ current_quantity })).toMatchObject({
      issues: [
        {
          path: ['line_items', 0, 'current_quantity'],
          message: 'must be a whole number, at least 0',
        },
      ],
    });
  });

  it.each([
    ['more pieces than an order can have', [lineWith({ current_quantity: 1_000_001 })], 'quantity'],
    ['the id of another line', [lineWith(), lineWith()], 'id'],
  ])(
    'with %s could not be placed, and is refused where the draft has it',
    async (_, line_items, field) => {
      const at = line_items.length - 1;
      expect(await read({ line_items })).toMatchObject({
        status: 400,
        reason: 'body_invalid',
        issues: [{ path: ['draft', 'lines', at, field] }],
      });
    },
  );

  it.each([[[]], [[lineWith({ current_quantity: 0 })]]])('has to be left', async (line_items) => {
    expect(await read({ line_items })).toEqual({ kind: 'ignore', status: 200, reason: 'no_lines' });
  });
});

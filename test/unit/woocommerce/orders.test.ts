import { describe, expect, it } from 'vitest';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import { readDraft } from '../../../src/schemas/door.ts';
import { delivery, lineWith, orderWith, secret } from '../../fixtures/woocommerce/delivery.ts';
import type { Fields } from '../../fixtures/signed.ts';

const shop = woocommerce({ secrets: [secret] });
const read = (fields: Fields = {}) => shop.read(delivery(orderWith(fields)));
const { billing } = orderWith() as Record<string, Fields>;
const away = {
  first_name: 'Nadia',
  last_name: 'Khelifi',
  address_1: '8, cité des Pins',
  address_2: 'Bât. C',
  city: 'Oran',
  state: 'DZ-31',
  postcode: '31000',
  country: 'DZ',
};

describe('an order of the shop', () => {
  it('is placed, whole', async () => {
    expect(await shop.read(delivery())).toEqual({
      kind: 'place',
      deliveryId: expect.stringContaining('2f8f6d3c1b0e9a7755aa44bb33cc22dd'),
      draft: {
        source: {
          kind: 'woocommerce',
          shop: 'boutique.example',
          externalId: '4088',
          reference: '4088',
        },
        customer: {
          name: 'أمين بلقاسم',
          phone: '0550 00 00 01',
          email: 'amine.b@example.org',
          locale: null,
        },
        address: {
          line1: '12, rue Didouche Mourad',
          line2: null,
          city: 'Alger',
          region: 'DZ-16',
          postalCode: '16000',
          country: 'DZ',
        },
        lines: [
          {
            id: '71',
            sku: 'ROBE-BB',
            title: "Robe d'été – Bleu & Blanc",
            quantity: 2,
            unitPrice: { amount: 240000, currency: 'DZD' },
          },
          {
            id: '72',
            sku: 'woocommerce:402',
            title: 'Foulard',
            quantity: 3,
            unitPrice: null,
          },
        ],
        amountDue: { amount: 590000, currency: 'DZD' },
      },
    });
  });

  it('is a draft that can be placed', async () => {
    const news = await shop.read(delivery());
    expect(news.kind === 'place' && readDraft(news.draft).ok).toBe(true);
  });

  it.each(['pending', 'on-hold', 'processing', 'completed', 'a-plugin’s-own'])(
    'is New though it is %s there (R46)',
    async (status) => {
      expect(await read({ status })).toMatchObject({ kind: 'place' });
    },
  );

  it.each(['checkout-draft', 'auto-draft', 'draft', 'trash'])(
    'is none while it is %s',
    async (status) => {
      expect(await read({ status })).toEqual({ kind: 'ignore', status: 200, reason: 'draft' });
    },
  );

  it('that is cancelled already is not placed', async () => {
    expect(await read({ status: 'cancelled' })).toMatchObject({ reason: 'cancelled_already' });
  });

  it('is cash on delivery by the id of its method, whatever its title', async () => {
    const renamed = { payment_method: 'cod', payment_method_title: 'Carte bancaire' };
    const likeIt = { payment_method: 'bacs', payment_method_title: 'Cash on delivery' };
    expect(await read(renamed)).toMatchObject({ kind: 'place' });
    expect(await read(likeIt)).toMatchObject({ reason: 'not_cash_on_delivery' });
  });

  it('is cash on delivery as a host sees it', async () => {
    const isCashOnDelivery = (order: Fields) => order['payment_method'] === 'cod_alger';
    const own = woocommerce({ secrets: [secret], isCashOnDelivery });
    const order = orderWith({ payment_method: 'cod_alger' });
    expect(await own.read(delivery(order))).toMatchObject({ kind: 'place' });
    expect(await own.read(delivery())).toMatchObject({ reason: 'not_cash_on_delivery' });
  });

  it('of an older store, which lacks fields, is placed alike', async () => {
    const newer = [
      'payment_url',
      'is_editable',
      'needs_payment',
      'needs_processing',
      'currency_symbol',
    ];
    const lines = orderWith()['line_items'] as readonly Fields[];
    const without = (fields: Fields, names: readonly string[]) =>
      Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
    const older = without(orderWith(), newer);
    const line_items = lines.map((line) => without(line, ['image', 'parent_name']));
    const news = await shop.read(delivery({ ...older, line_items }));
    const { draft } = (await read()) as { draft?: unknown };
    expect(news).toMatchObject({ kind: 'place', draft });
  });

  it('with an id beyond 2^53 keeps every digit of it', async () => {
    const order = JSON.stringify(orderWith()).replace('"id":4088', '"id":9007199254740993');
    expect(await shop.read(delivery(order))).toMatchObject({
      draft: { source: { externalId: '9007199254740993' } },
    });
  });
});

describe('who receives the parcel', () => {
  it('lives at the shipping address when there is one', async () => {
    expect(await read({ shipping: away })).toMatchObject({
      draft: {
        customer: { name: 'Nadia Khelifi', phone: '0550 00 00 01' },
        address: { line1: '8, cité des Pins', line2: 'Bât. C', city: 'Oran', region: 'DZ-31' },
      },
    });
  });

  it('is called at the shipping address when that has a phone', async () => {
    const shipping = { ...away, phone: '0770 00 00 09' };
    expect(await read({ shipping })).toMatchObject({
      draft: { customer: { phone: shipping.phone } },
    });
  });

  it('may be a company', async () => {
    const company = { ...billing, first_name: '', last_name: ' ', company: 'Atlas & fils' };
    expect(await read({ billing: company })).toMatchObject({
      draft: { customer: { name: 'Atlas & fils' } },
    });
  });

  it('is refused with every fault named and no value repeated', async () => {
    const news = await read({
      billing: { email: 'a@b.example', country: 'Algérie' },
      shipping: null,
    });
    expect(news).toMatchObject({ kind: 'refuse', status: 400, reason: 'body_invalid' });
    expect(news.kind === 'refuse' && news.issues.map(({ path }) => path.join('.'))).toEqual([
      'billing.first_name',
      'billing.phone',
      'billing.address_1',
      'billing.city',
      'billing.country',
    ]);
    expect(JSON.stringify(news)).not.toMatch(/Algérie|b\.example/);
  });
});

describe('a line', () => {
  const lineOf = async (fields: Fields, order: Fields = {}) => {
    const news = await read({ line_items: [lineWith(fields)], ...order });
    return news.kind === 'place' ? news.draft.lines[0] : news;
  };

  it.each([
    ['its variation', { sku: '' }, 'woocommerce:318'],
    ['its product when it has no variation', { sku: null, variation_id: 0 }, 'woocommerce:310'],
    [
      'itself when its product is gone',
      { sku: '', variation_id: 0, product_id: 0 },
      'woocommerce:line:71',
    ],
  ])('without a stock code is kept under %s', async (_, fields, sku) => {
    expect(await lineOf(fields)).toMatchObject({ sku });
  });

  it.each([
    ['Caf&eacute; &ndash; &#8217;&#x2019;&hellip;', 'Caf&eacute; – ’’…'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&#0;&#xD800;&#1114112;&;&nope;', '&#0;&#xD800;&#1114112;&;&nope;'],
    ['A&nbsp;B &laquo;C&raquo;', 'A\u00A0B «C»'],
    ['', 'ROBE-BB'],
  ])('called %j is titled %j', async (name, title) => {
    expect(await lineOf({ name })).toMatchObject({ title });
  });

  it.each([
    ['2400.00', 'MAD', 2, 120000],
    ['5.000', 'TND', 2, 2500],
    ['5.001', 'TND', 2, null],
    ['3000', 'XOF', 3, 1000],
    ['10.00', 'SAR', 3, null],
    ['10.005', 'SAR', 1, null],
    ['0.00', 'SAR', 3, 0],
    ['-4.00', 'SAR', 2, null],
  ])('of %s %s for %d pieces costs each %j', async (total, currency, quantity, amount) => {
    const line = await lineOf({ total, quantity, price: 0.1 }, { currency, total: '9' });
    expect(line).toMatchObject({ unitPrice: amount === null ? null : { amount, currency } });
  });

  it('is priced by what it was before discounts only when nothing else is known', async () => {
    expect(await lineOf({ total: null })).toMatchObject({ unitPrice: { amount: 250000 } });
    expect(await lineOf({ total: null, subtotal: null })).toMatchObject({ unitPrice: null });
  });

  it('of no pieces is dropped, and without lines there is nothing to deliver', async () => {
    expect(await lineOf({ quantity: 0 })).toEqual({
      kind: 'ignore',
      status: 200,
      reason: 'no_lines',
    });
  });

  it('of half a piece is refused', async () => {
    expect(await lineOf({ quantity: 0.5 })).toMatchObject({
      issues: [
        { path: ['line_items', 0, 'quantity'], message: 'must be a whole number, at least 0' },
      ],
    });
  });
});

describe('the amount due', () => {
  it.each([
    ['DZD', '5900.00', 590000],
    ['TND', '89.500', 89500],
    ['BHD', '7.250', 7250],
    ['XOF', '15000', 15000],
    ['SAR', '29.35', 2935],
  ])('in %s of %s is %d minor units', async (currency, total, amount) => {
    expect(await read({ currency, total })).toMatchObject({
      draft: { amountDue: { amount, currency } },
    });
  });

  it('stays due when the shop dates a payment that only the driver can bring', async () => {
    const total = { currency: 'DZD', total: '4350.00' };
    expect(await read({ ...total, date_paid_gmt: '2026-02-03T18:13:00' })).toMatchObject({
      draft: { amountDue: { amount: 435000, currency: 'DZD' } },
    });
  });

  it.each([29.35, '29,35', '29.355', '', null])('is refused when it is %j', async (total) => {
    expect(await read({ currency: 'SAR', total })).toMatchObject({
      reason: 'body_invalid',
      issues: [{ path: ['total'] }],
    });
  });
});

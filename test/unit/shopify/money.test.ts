import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, lineWith, orderWith, secret } from '../../fixtures/shopify/delivery.ts';
import type { Fields } from '../../fixtures/signed.ts';

const shop = shopify({ secrets: [secret] });
const read = (fields: Fields) => shop.read(delivery(orderWith(fields)));

describe('the amount due', () => {
  it.each([
    ['MAD', '549.50', 54950],
    ['TND', '89.500', 89500],
    ['TND', '89.5', 89500],
    ['KWD', '0.005', 5],
    ['XOF', '15000', 15000],
    ['XOF', '15000.00', 15000],
    ['SAR', '1234567.89', 123456789],
    ['SAR', '0.10', 10],
  ])('in %s of %s is %d minor units', async (currency, total_outstanding, amount) => {
    expect(await read({ currency, total_outstanding })).toMatchObject({
      draft: { amountDue: { amount, currency } },
    });
  });

  it('is what is outstanding, after a deposit', async () => {
    const deposit = { financial_status: 'partially_paid', total_outstanding: '349.50' };
    expect(await read(deposit)).toMatchObject({ draft: { amountDue: { amount: 34950 } } });
  });

  it.each([null, undefined, ''])('is the total where %j is outstanding', async (outstanding) => {
    const fields = { total_outstanding: outstanding, total_price: '120.00' };
    expect(await read(fields)).toMatchObject({ draft: { amountDue: { amount: 12000 } } });
  });

  it('is in the currency of the shop, not in the one shown to the customer', async () => {
    const fields = { presentment_currency: 'EUR' };
    expect(await read(fields)).toMatchObject({ draft: { amountDue: { currency: 'MAD' } } });
  });

  it('is never less than nothing', async () => {
    expect(await read({ total_outstanding: '-20.00' })).toMatchObject({
      draft: { amountDue: { amount: 0 } },
    });
  });

  it.each([
    ['total_outstanding', { total_outstanding: '12,50' }],
    ['total_outstanding', { total_outstanding: '12.505' }],
    ['total_outstanding', { total_outstanding: '1e3' }],
    ['total_outstanding', { total_outstanding: 549.5 }],
    ['total_outstanding', { total_outstanding: '99999999999999999' }],
    ['total_price', { total_outstanding: null, total_price: null }],
    ['currency', { currency: 'dirham' }],
    ['currency', { currency: null }],
  ])('is refused at %s when it is %j', async (field, fields) => {
    const news = await read(fields);
    expect(news).toMatchObject({ kind: 'refuse', status: 400, reason: 'body_invalid' });
    expect(news.kind === 'refuse' && news.issues.map(({ path }) => path)).toEqual([[field]]);
    expect(JSON.stringify(news)).not.toMatch(/dirham|12,50|12\.505|1e3|549|9999999999/);
  });
});

describe('the price of a unit', () => {
  it.each([
    ['189.75', { amount: 18975, currency: 'MAD' }],
    ['0.00', { amount: 0, currency: 'MAD' }],
    ['189.755', null],
    ['-1.00', null],
    [null, null],
  ])('written %j is %j: nobody loses an order for it', async (price, unitPrice) => {
    expect(await read({ line_items: [lineWith({ price })] })).toMatchObject({
      draft: { lines: [{ unitPrice }] },
    });
  });

  it('is no number: a float is refused', async () => {
    expect(await read({ line_items: [lineWith({ price: 189.75 })] })).toMatchObject({
      issues: [{ path: ['line_items', 0, 'price'], message: 'must be text' }],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, orderWith, secret, text } from '../../fixtures/shopify/delivery.ts';

const shop = shopify({ secrets: [secret] });
const huge = '820982911946154509';
const orderId = (id: string, global: string | null) =>
  text
    .replace('"id": 5512340098765,', id && `"id": ${id},`)
    .replace('"gid://shopify/Order/5512340098765"', JSON.stringify(global));
const externalId = async (order: string, headers = {}) => {
  const news = await shop.read(delivery(order, 'orders/create', headers));
  return news.kind === 'place' ? news.draft.source.externalId : news;
};
const header = { 'X-Shopify-Order-Id': '77' };

describe('the id of an order', () => {
  it('is taken from its global form, whatever became of the number', async () => {
    expect(await externalId(orderId('820982911946154500', `gid://shopify/Order/${huge}`))).toBe(
      huge,
    );
  });

  it('is exact as a number beyond 2^53', async () => {
    expect(String(Number(huge))).not.toBe(huge);
    expect(await externalId(orderId(huge, null))).toBe(huge);
    expect(await externalId(orderId('9007199254740993', null))).toBe('9007199254740993');
  });

  it('is its digits when it is small, or text', async () => {
    expect(await externalId(orderId('450789469', null))).toBe('450789469');
    expect(await externalId(orderId(`"${huge}"`, null))).toBe(huge);
  });

  it('is not taken from the global id of something else', async () => {
    expect(await externalId(orderId('1', 'gid://shopify/DraftOrder/2'))).toBe('1');
    expect(await externalId(orderId('1', 'gid://shopify/Order/2?key=3'))).toBe('1');
  });

  it('is taken from the header only where the body has none, for the header is not signed', async () => {
    expect(await externalId(orderId('', null), header)).toBe('77');
    expect(await externalId(orderId('1', null), header)).toBe('1');
  });

  it.each(['8.2e17', '-4', '1.5', '"12a"', 'true', '[]'])('is refused as %s', async (id) => {
    expect(await externalId(orderId(id, null), header)).toMatchObject({
      status: 400,
      reason: 'body_invalid',
      issues: [{ path: ['id'], message: 'must be an id of digits' }],
    });
  });

  it('is refused when it is nowhere', async () => {
    const nowhere = await externalId(orderId('', null), { 'X-Shopify-Order-Id': '7x' });
    expect(nowhere).toMatchObject({ reason: 'body_invalid', issues: [{ path: ['id'] }] });
  });
});

describe('the other ids', () => {
  it('of lines and variants are exact too', async () => {
    const order = text
      .replace('"id": 13500000000222', '"id": 866550311766439021')
      .replace('"gid://shopify/LineItem/13500000000222"', 'null')
      .replace('4400110022332', '808950810808950811');
    expect(await shop.read(delivery(order))).toMatchObject({
      draft: {
        lines: [
          { id: '13500000000111' },
          { id: '866550311766439021', sku: 'shopify:808950810808950811' },
        ],
      },
    });
  });

  it('reach the predicate as text when they are long, and digits inside a text stay as they are', async () => {
    const seen: unknown[] = [];
    const watching = shopify({
      secrets: [secret],
      isCashOnDelivery: (order) => seen.push(order['app_id'], order['note']) > 0,
    });
    const note = '\\" 1234567890123456789 : "';
    const order = JSON.stringify(orderWith({ note })).replace('580111', '1234567890123456789');
    await watching.read(delivery(order));
    expect(seen).toEqual(['1234567890123456789', note]);
  });

  it('that a line lacks are asked for', async () => {
    const order = orderWith({ line_items: [{ sku: 'A', quantity: 1 }] });
    expect(await shop.read(delivery(order))).toMatchObject({
      issues: [{ path: ['line_items', 0, 'id'], message: 'must be an id of digits' }],
    });
  });
});

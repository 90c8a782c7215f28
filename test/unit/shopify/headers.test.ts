import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, secret, text } from '../../fixtures/shopify/delivery.ts';

const shop = shopify({ secrets: [secret] });
const given = delivery();
const pairs = Object.entries(given.headers).flatMap(([name, value]): [string, string][] =>
  value === undefined ? [] : [[name, value]],
);
const renamed = (rename: (name: string) => string) =>
  Object.fromEntries(pairs.map(([name, value]) => [rename(name), value]));

describe('headers', () => {
  it.each([
    ['with X- before their names', renamed(String)],
    ['without X-, as newer deliveries have them', renamed((name) => name.replace(/^X-/, ''))],
    ['in lower case', renamed((name) => name.toLowerCase())],
    ['in capitals', renamed((name) => name.toUpperCase())],
    ['of Fetch', new Headers(pairs)],
    ['as lists', Object.fromEntries(pairs.map(([name, value]) => [name, [value]]))],
  ])('are read %s', async (_, headers) => {
    const news = await shop.read({ ...given, headers });
    expect(news).toMatchObject({
      kind: 'place',
      deliveryId: given.headers['X-Shopify-Webhook-Id'],
    });
  });

  it('are preferred with X- where a delivery has both', async () => {
    const headers = { ...given.headers, 'Shopify-Topic': 'products/update' };
    expect(await shop.read({ ...given, headers })).toMatchObject({ kind: 'place' });
  });

  it('that are inherited are none', async () => {
    const headers = Object.create(given.headers) as Record<string, string>;
    expect(await shop.read({ ...given, headers })).toMatchObject({ reason: 'signature_missing' });
  });
});

const withHeader = (name: string, value: string | undefined) =>
  shop.read(delivery(text, 'orders/create', { [name]: value }));

describe('the shop', () => {
  it('is its permanent domain in lower case', async () => {
    expect(await withHeader('X-Shopify-Shop-Domain', 'Zahra-MAROC.myshopify.com')).toMatchObject({
      draft: { source: { shop: 'zahra-maroc.myshopify.com' } },
    });
  });

  it.each([
    undefined,
    '',
    'zahra.example',
    'myshopify.com',
    '.myshopify.com',
    '-a.myshopify.com',
    'a.b.myshopify.com',
    'zahra.myshopify.com.evil.example',
    'https://zahra.myshopify.com',
    'zahra.myshopify.com/',
    'zahra.myshopify.com, other.myshopify.com',
    `${'a'.repeat(64)}.myshopify.com`,
  ])('is refused when it is %j', async (domain) => {
    expect(await withHeader('X-Shopify-Shop-Domain', domain)).toEqual({
      kind: 'refuse',
      status: 400,
      reason: 'header_invalid',
      issues: [
        {
          path: ['headers', 'x-shopify-shop-domain'],
          message: 'must be the shop\'s domain, such as "zahra.myshopify.com"',
        },
      ],
    });
  });

  it('is believed only when it is on the list, where there is one', async () => {
    const listed = shopify({ secrets: [secret], shops: ['ZAHRA-maroc.myshopify.com'] });
    const unlisted = shopify({ secrets: [secret], shops: ['other.myshopify.com'] });
    expect(await listed.read(delivery())).toMatchObject({ kind: 'place' });
    expect(await unlisted.read(delivery())).toEqual({
      kind: 'refuse',
      status: 401,
      reason: 'shop_unknown',
      issues: [],
    });
  });
});

describe('the topic', () => {
  it.each([
    'products/update',
    'orders/fulfilled',
    'orders/edited',
    'orders/create, orders/create',
    'constructor',
    '__proto__',
  ])('%s is none of ours', async (topic) => {
    expect(await shop.read(delivery(text, topic))).toEqual({
      kind: 'ignore',
      status: 200,
      reason: 'topic',
    });
  });

  it('of another kind is not even parsed', async () => {
    expect(await shop.read(delivery('{', 'products/update'))).toMatchObject({ reason: 'topic' });
  });

  it('has to be there, for an order would be lost without a word', async () => {
    expect(await withHeader('X-Shopify-Topic', undefined)).toMatchObject({
      status: 400,
      reason: 'header_invalid',
      issues: [{ path: ['headers', 'x-shopify-topic'] }],
    });
  });
});

describe('the id of a delivery', () => {
  it('is its event when it has no webhook id', async () => {
    expect(await withHeader('X-Shopify-Webhook-Id', undefined)).toMatchObject({
      deliveryId: given.headers['X-Shopify-Event-Id'],
    });
  });

  it('is null when it has neither', async () => {
    const bare = { 'X-Shopify-Webhook-Id': undefined, 'X-Shopify-Event-Id': undefined };
    expect(await shop.read(delivery(text, 'orders/create', bare))).toMatchObject({
      deliveryId: null,
    });
  });
});

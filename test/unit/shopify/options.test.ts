import { describe, expect, it } from 'vitest';
import { shopify, type ShopifyOptions } from 'cod-lifecycle/shopify';
import { delivery, secret } from '../../fixtures/shopify/delivery.ts';
import { mistakeIn } from '../../fixtures/signed.ts';

const secrets = [secret];
const made = (options: object) => mistakeIn(() => shopify(options as ShopifyOptions));

describe('a reader of a shop', () => {
  it.each([
    ['no secrets', {}],
    ['an empty list', { secrets: [] }],
    ['an empty secret', { secrets: [''] }],
    ['a blank one among others', { secrets: [secret, ' '] }],
    ['a missing environment variable', { secrets: [undefined] }],
    ['a text for a list, whose letters would each be a secret', { secrets: secret }],
  ])('is not made with %s', (_, options) => {
    expect(made(options)).toEqual({
      code: 'options_invalid',
      message: 'secrets must be at least one secret, and none of them blank',
    });
  });

  it.each([
    ['maxBytes', { maxBytes: 0 }],
    ['maxBytes', { maxBytes: 1.5 }],
    ['maxBytes', { maxBytes: Number.NaN }],
    ['maxBytes', { maxBytes: '5mb' }],
    ['shops', { shops: [] }],
    ['shops', { shops: ['zahra.example'] }],
    ['shops', { shops: ['zahra.myshopify.com', ''] }],
    ['shops', { shops: 'zahra.myshopify.com' }],
    ['isCashOnDelivery', { isCashOnDelivery: true }],
  ])('is not made with a wrong %s', (option, options) => {
    const mistake = made({ secrets, ...options });
    expect(mistake.code).toBe('options_invalid');
    expect(mistake.message).toMatch(new RegExp(`^${option} must be `));
    expect(mistake.message).not.toContain(secret);
  });

  it('takes an option that is undefined as left out', async () => {
    const options = { secrets, isCashOnDelivery: undefined, acceptTests: undefined };
    const shop = shopify({ ...options, shops: undefined, maxBytes: undefined } as never);
    expect(await shop.read(delivery())).toMatchObject({ kind: 'place' });
  });

  it('keeps its secrets when the list is emptied afterwards', async () => {
    const list = [secret];
    const shop = shopify({ secrets: list });
    list.length = 0;
    expect(await shop.read(delivery())).toMatchObject({ kind: 'place' });
  });
});

import { describe, expect, it } from 'vitest';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import { delivery, secret, text } from '../../fixtures/woocommerce/delivery.ts';
import { mistakeIn } from '../../fixtures/signed.ts';

const shop = woocommerce({ secrets: [secret] });
const from = (url: string | undefined) =>
  delivery(text, 'order.created', { 'X-WC-Webhook-Source': url });

describe('the shop', () => {
  it.each([
    ['https://boutique.example/', 'boutique.example'],
    ['https://boutique.example', 'boutique.example'],
    ['http://boutique.example/', 'boutique.example'],
    ['HTTPS://Boutique.Example/Alger/', 'boutique.example/Alger'],
    ['https://boutique.example/alger//', 'boutique.example/alger'],
    ['https://boutique.example:8443/', 'boutique.example:8443'],
    ['https://boutique.example:443/', 'boutique.example'],
    ['http://localhost:8080/', 'localhost:8080'],
    ['https://دكان.example/', 'xn--mgbp4dn.example'],
  ])('%s is %s', async (url, name) => {
    expect(await shop.read(from(url))).toMatchObject({ draft: { source: { shop: name } } });
  });

  it.each([
    undefined,
    '',
    'boutique.example',
    'ftp://boutique.example/',
    'https://',
    'https:///',
    'https://user:word@boutique.example/',
    'https://boutique.example/?a=b',
    'https://boutique.example/#top',
    'https://boutique.example\\@evil.example/',
    'https://a.example/, https://b.example/',
    'https://[1::2/',
  ])('is refused when it is %j', async (url) => {
    expect(await shop.read(from(url))).toEqual({
      kind: 'refuse',
      status: 400,
      reason: 'header_invalid',
      issues: [
        {
          path: ['headers', 'x-wc-webhook-source'],
          message: 'must be the URL of the shop, such as "https://zahra.example/"',
        },
      ],
    });
  });

  it.each(['boutique.example', 'https://Boutique.example/', 'http://boutique.example'])(
    'is believed when the list names it %s',
    async (name) => {
      const listed = woocommerce({ secrets: [secret], shops: ['other.example', name] });
      expect(await listed.read(delivery())).toMatchObject({ kind: 'place' });
    },
  );

  it('is not believed when the list names others', async () => {
    const unlisted = woocommerce({ secrets: [secret], shops: ['boutique.example/alger'] });
    expect(await unlisted.read(delivery())).toMatchObject({ status: 401, reason: 'shop_unknown' });
  });
});

describe('the topic', () => {
  it.each(['product.updated', 'order.restored', 'action.woocommerce_pay', 'order.created '])(
    '%j is none of ours',
    async (topic) => {
      expect(await shop.read(delivery(text, topic))).toEqual({
        kind: 'ignore',
        status: 200,
        reason: 'topic',
      });
    },
  );
});

describe('a reader of a shop', () => {
  it.each([
    ['secrets', {}],
    ['secrets', { secrets: [''] }],
    ['shops', { secrets: [secret], shops: ['not a shop'] }],
    ['maxBytes', { secrets: [secret], maxBytes: -1 }],
  ])('is not made with wrong %s', (option, options) => {
    const mistake = mistakeIn(() => woocommerce(options as never));
    expect(mistake.code).toBe('options_invalid');
    expect(mistake.message).toMatch(new RegExp(`^${option} must be `));
    expect(mistake.message).not.toContain(secret);
  });
});

import { describe, expect, it } from 'vitest';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import { delivery, secret, text } from '../../fixtures/woocommerce/delivery.ts';
import { bytesOf, signatureOf } from '../../fixtures/signed.ts';

const shop = woocommerce({ secrets: [secret] });
const readWith = (given: string, signing: string) =>
  woocommerce({ secrets: [given] }).read(
    delivery(text, 'order.created', {
      'X-WC-Webhook-Signature': signatureOf(bytesOf(text), signing),
    }),
  );

describe('a signature', () => {
  it('covers the raw bytes: escaped slashes and letters written anew break it', async () => {
    expect(text).toContain(String.raw`https:\/\/boutique.example`);
    expect(text).toContain(String.raw`\u062f`);
    const body = bytesOf(JSON.stringify(JSON.parse(text)));
    expect(await shop.read(delivery())).toMatchObject({ kind: 'place' });
    expect(await shop.read({ ...delivery(), body })).toMatchObject({
      status: 401,
      reason: 'signature_invalid',
    });
  });

  it('has to be there for anything but a ping', async () => {
    const unsigned = delivery(text, 'order.created', { 'X-WC-Webhook-Signature': undefined });
    expect(await shop.read(unsigned)).toEqual({
      kind: 'refuse',
      status: 401,
      reason: 'signature_missing',
      issues: [],
    });
  });
});

describe('a secret that WordPress has encoded', () => {
  it.each([
    ['a&amp;b', 'a&b'],
    ['a&#038;b', 'a&b'],
    ['say &quot;no&quot;', 'say "no"'],
    ['it&#039;s', "it's"],
    ['it&#39;s &#x27;so&#X27;', "it's 'so'"],
    ['&lt;key&gt;', '<key>'],
    ['&amp;lt;', '&lt;'],
    ['&ndash;&eacute;&#65;', '&ndash;&eacute;&#65;'],
  ])('as %s signs as %s', async (stored, signing) => {
    expect(await readWith(stored, signing)).toMatchObject({ kind: 'place' });
  });

  it('signs as it is in old stores', async () => {
    expect(await readWith('a&amp;b', 'a&amp;b')).toMatchObject({ kind: 'place' });
  });

  it('signs in no third way', async () => {
    expect(await readWith('a&amp;amp;b', 'a&b')).toMatchObject({ reason: 'signature_invalid' });
  });
});

describe('a ping', () => {
  const ping = (body: string, headers = {}) => shop.read({ headers, body: bytesOf(body) });

  it.each(['webhook_id=9', 'webhook_id=18446744073709551615'])('%s is ignored', async (body) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await ping(body, headers)).toEqual({ kind: 'ignore', status: 200, reason: 'ping' });
  });

  it.each([
    '',
    'webhook_id=',
    'webhook_id=9&',
    'webhook_id=9\n',
    ' webhook_id=9',
    'webhook_id=9&id=1',
    'webhook_id=-9',
    'webhook_id=٩',
    `webhook_id=${'9'.repeat(21)}`,
    '{"webhook_id":9}',
  ])('is nothing but its one field: %j is not', async (body) => {
    expect(await ping(body)).toMatchObject({ status: 401, reason: 'signature_missing' });
  });

  it.each([
    ['x-wc-webhook-topic', 'order.created', 'signature_missing'],
    ['x-wc-webhook-signature', 'AAAA', 'signature_invalid'],
  ])('has no %s', async (name, value, reason) => {
    expect(await ping('webhook_id=9', { [name]: value })).toMatchObject({ reason });
  });
});

describe('a repeat', () => {
  const deliveryId = async (order: unknown, headers = {}) => {
    const news = await shop.read(delivery(order, 'order.updated', headers));
    return news.kind === 'change' ? news.deliveryId : news;
  };

  it('has the id of the first', async () => {
    expect(await deliveryId(text)).toBe(await deliveryId(text));
    expect(await deliveryId(text)).toMatch(/^2f8f6d3c1b0e9a7755aa44bb33cc22dd:[\da-f]{16}$/);
  });

  it('is told from another delivery of the same second, whose id the shop makes alike', async () => {
    const other = text.replaceAll('4088', '4089');
    expect(await deliveryId(other)).not.toBe(await deliveryId(text));
  });

  it('cannot be known without an id', async () => {
    expect(await deliveryId(text, { 'X-WC-Webhook-Delivery-ID': undefined })).toBeNull();
  });
});

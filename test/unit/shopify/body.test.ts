import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, orderWith, secret, text } from '../../fixtures/shopify/delivery.ts';
import { bytesOf } from '../../fixtures/signed.ts';

const shop = shopify({ secrets: [secret] });
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const withField = (field: string) => text.replace('{', `{${field},`);

describe('a signed body', () => {
  it.each([
    ['nothing', ''],
    ['half an object', '{"id":1'],
    ['two values', '{}{}'],
    ['a form', 'id=1&name=2'],
    ['a number with a leading zero, however long', withField('"x":0123456789012345678')],
    ['a byte order mark', `\uFEFF${text}`],
    ['bytes that are not UTF-8', Uint8Array.of(...bytesOf('{"name":"'), 0xff, ...bytesOf('"}'))],
    ['half a character in UTF-8', Uint8Array.of(...bytesOf('"'), 0xc3, ...bytesOf('"'))],
    ['a key twice', withField('"currency":"USD"')],
    ['a key twice in two spellings', withField(String.raw`"curr\u0065ncy":"USD"`)],
    ['a key twice further down', withField('"x":[{"y":{"z":1,"z":1}}]')],
    ['a prototype', withField('"__proto__":{"test":true}')],
    ['a prototype further down', withField(String.raw`"x":{"_\u005fproto__":1}`)],
    ['too many levels', withField(`"x":${nested(64)}`)],
    ['a hundred thousand levels', nested(100_000)],
  ])('that is %s cannot be read', async (_, body) => {
    expect(await shop.read(delivery(body))).toEqual({
      kind: 'refuse',
      status: 400,
      reason: 'body_unreadable',
      issues: [
        {
          path: ['body'],
          message:
            'must be JSON in UTF-8, with no key twice, none "__proto__", and at most 64 levels',
        },
      ],
    });
  });

  it.each([
    ['63 levels further down', withField(`"x":${nested(63)}`)],
    ['one key in two objects', withField('"x":[{"id":1},{"id":1}]')],
    ['keys that objects inherit', withField('"constructor":{"prototype":1},"toString":1')],
    ['half a character where nobody reads', withField(String.raw`"x":"\ud83d"`)],
    ['a body of a million escapes', withField(`"x":"${String.raw`\u0041`.repeat(600_000)}"`)],
  ])('with %s is read', async (_, body) => {
    expect(await shop.read(delivery(body))).toMatchObject({ kind: 'place' });
  });

  it.each([
    ['null', [], 'must be an object'],
    ['[]', [], 'must be an object'],
    ['"text"', [], 'must be an object'],
    ['12345678901234567890', [], 'must be an object'],
    ['{"id":1}', ['line_items'], 'must be a list'],
    [withField('"order":{}').replace('"line_items"', '"lines"'), ['line_items'], 'must be a list'],
  ])('that is %.20s… is no order', async (body, path, message) => {
    expect(await shop.read(delivery(body))).toEqual({
      kind: 'refuse',
      status: 400,
      reason: 'body_invalid',
      issues: [{ path, message }],
    });
  });

  it.each(['\uD83D', 'a\uDC00', 'a\0b'])(
    'with a name that no database keeps is refused at its field',
    async (name) => {
      const shipping_address = { ...(orderWith()['shipping_address'] as object), name };
      expect(await shop.read(delivery(orderWith({ shipping_address })))).toMatchObject({
        reason: 'body_invalid',
        issues: [
          {
            path: ['shipping_address', 'name'],
            message: 'must not hold null bytes or lone surrogates',
          },
        ],
      });
    },
  );

  it('is refused without a word of what it holds', async () => {
    const order = orderWith({ email: 7, phone: ['0600000000'], customer: 'Salma' });
    const news = await shop.read(delivery(order));
    expect(news).toMatchObject({ reason: 'body_invalid' });
    expect(JSON.stringify(news)).not.toMatch(/0600000000|Salma/);
  });
});

describe('a body that is no bytes', () => {
  it.each([undefined, null, text, {}, [1, 2], { byteLength: 3 }])(
    'is refused: %.20j',
    async (body) => {
      const news = await shop.read({ ...delivery(), body: body as never });
      expect(news).toMatchObject({
        kind: 'refuse',
        status: 400,
        reason: 'body_unreadable',
        issues: [{ path: ['body'] }],
      });
    },
  );

  it.each([undefined, null, 7, 'delivery', {}])('nor is %j a delivery', async (given) => {
    expect(await shop.read(given as never)).toMatchObject({ reason: 'body_unreadable' });
  });

  it.each([undefined, null, 'headers', 7])('nor are %j its headers', async (headers) => {
    const news = await shop.read({ ...delivery(), headers: headers as never });
    expect(news).toMatchObject({ reason: 'signature_missing' });
  });

  it('but bytes that were given away are empty', async () => {
    const { headers, body } = delivery();
    structuredClone(body.buffer, { transfer: [body.buffer] });
    expect(await shop.read({ headers, body })).toMatchObject({ reason: 'signature_invalid' });
  });
});

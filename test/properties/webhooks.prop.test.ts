import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import type { News } from '../../src/ports/news.ts';
import { readDraft } from '../../src/schemas/door.ts';
import * as shopifys from '../fixtures/shopify/delivery.ts';
import { bytesOf } from '../fixtures/signed.ts';
import * as woos from '../fixtures/woocommerce/delivery.ts';

const shops = [
  { name: 'Shopify', reader: shopify({ secrets: [shopifys.secret] }), ...shopifys },
  { name: 'WooCommerce', reader: woocommerce({ secrets: [woos.secret] }), ...woos },
];

const bytes = fc.uint8Array({ maxLength: 400 });

/** The names that mean something, in any case, with values that could mean something. */
const headers = fc.dictionary(
  fc.oneof(
    fc.mixedCase(
      fc.constantFrom(
        'x-shopify-topic',
        'shopify-hmac-sha256',
        'x-shopify-shop-domain',
        'x-wc-webhook-topic',
        'x-wc-webhook-source',
        'x-wc-webhook-signature',
      ),
    ),
    fc.string(),
  ),
  fc.oneof(
    fc.constantFrom('orders/create', 'order.created', 'a.myshopify.com', 'https://a.example/'),
    fc.base64String({ minLength: 44, maxLength: 44 }),
    fc.string({ unit: 'binary' }),
    fc.array(fc.string()),
    fc.anything(),
  ),
);

const isBelieved = ({ kind }: News) => kind === 'place' || kind === 'change';

/** What would betray a value, or what nothing contains: short values are found in any sentence. */
const telling = (value: unknown) =>
  typeof value === 'string' && value.length > 8 ? value : 'nothing of the kind';

/** Changes anywhere in an order: a field of any depth gets any value, or goes. */
function withValueAt(order: unknown, path: readonly number[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof order !== 'object' || order === null) return value;
  const keys = Object.keys(order);
  const key = keys[step % keys.length];
  if (key === undefined) return value;
  const inner: unknown = (order as Record<string, unknown>)[key];
  const changed = withValueAt(inner, rest, value);
  return Array.isArray(order)
    ? order.map((item: unknown, index) => (String(index) === key ? changed : item))
    : { ...order, [key]: changed };
}

describe.each(shops)('$name', ({ reader, delivery, text, orderWith }) => {
  it('answers whatever comes in, and believes none of it', () =>
    fc.assert(
      fc.asyncProperty(headers, bytes, async (given, body) => {
        const news = await reader.read({ headers: given as Record<string, string>, body });
        expect(isBelieved(news)).toBe(false);
      }),
    ));

  it('answers even what is no delivery', () =>
    fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (given, body) => {
        expect((await reader.read(given as never)).kind).toBe('refuse');
        const news = await reader.read({ headers: given as never, body: body as never });
        expect(isBelieved(news)).toBe(false);
      }),
    ));

  it('believes no order of which a byte was changed, added or lost', () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(2),
        fc.uint8Array({ minLength: 0, maxLength: 3 }),
        async (at, lost, added) => {
          const given = delivery();
          const place = at % given.body.length;
          const body = Uint8Array.of(
            ...given.body.subarray(0, place),
            ...added,
            ...given.body.subarray(place + lost),
          );
          fc.pre(!Buffer.from(body).equals(given.body));
          const news = await reader.read({ ...given, body });
          expect(news).toMatchObject({ status: 401, reason: 'signature_invalid' });
        },
      ),
    ));

  it('believes no other spelling of a signature', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(43), fc.string({ unit: 'binary', maxLength: 2 }), async (at, put) => {
        const given = delivery();
        const [name = '', signature = ''] =
          Object.entries(given.headers).find(([key]) => /Hmac|Signature/.test(key)) ?? [];
        const other = signature.slice(0, at) + put + signature.slice(at + 1);
        fc.pre(other !== signature);
        const news = await reader.read({ ...given, headers: { ...given.headers, [name]: other } });
        expect(news).toMatchObject({ status: 401 });
      }),
    ));

  it('answers a signed body of any kind', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(bytes, fc.json().map(bytesOf)), async (body) => {
        expect(await reader.read(delivery(body))).toMatchObject({ kind: 'refuse', status: 400 });
      }),
    ));

  it('places an order, or says what is wrong with it, whatever becomes of one of its fields', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
        fc.jsonValue(),
        async (path, value) => {
          const news = await reader.read(delivery(withValueAt(orderWith(), path, value)));
          const faults = news.kind === 'refuse' ? news.issues : [{ message: '' }];
          expect(faults).not.toEqual([]);
          expect(JSON.stringify(faults)).not.toContain(telling(value));
          expect(news.kind !== 'place' || readDraft(news.draft).ok).toBe(true);
        },
      ),
      { numRuns: 500 },
    ));

  it('reads an id of any length to its last digit', () =>
    fc.assert(
      fc.asyncProperty(fc.bigInt({ min: 1n, max: 10n ** 30n }), async (id) => {
        const order = text
          .replace(/"gid:\/\/shopify\/Order\/\d+"/, 'null')
          .replace(/"id": (5512340098765|4088),/, `"id": ${id},`);
        const source = { externalId: String(id) };
        expect(await reader.read(delivery(order))).toMatchObject({ draft: { source } });
      }),
    ));

  it('reads an amount of any size to its last minor unit', () =>
    fc.assert(
      fc.asyncProperty(fc.maxSafeNat(), async (amount) => {
        const written = String(amount)
          .padStart(4, '0')
          .replace(/(...)$/, '.$1');
        const fields = { currency: 'TND', total: written, total_outstanding: written };
        expect(await reader.read(delivery(orderWith(fields)))).toMatchObject({
          draft: { amountDue: { amount, currency: 'TND' } },
        });
      }),
    ));
});

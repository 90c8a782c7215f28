import { describe, expect, it, vi } from 'vitest';
import { shopify } from 'cod-lifecycle/shopify';
import { delivery, secret, text } from '../../fixtures/shopify/delivery.ts';
import { bytesOf, signatureOf } from '../../fixtures/signed.ts';

const shop = shopify({ secrets: [secret] });
const signedAs = (signature: string) =>
  shop.read(delivery(text, 'orders/create', { 'X-Shopify-Hmac-Sha256': signature }));
const right = signatureOf(bytesOf(text), secret);

describe('a signature', () => {
  it('is an HMAC-SHA256: the second test case of RFC 4231 passes', async () => {
    const published = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const signature = Buffer.from(published, 'hex').toString('base64');
    const news = await shopify({ secrets: ['Jefe'] }).read({
      headers: { 'x-shopify-hmac-sha256': signature },
      body: bytesOf('what do ya want for nothing?'),
    });
    expect(news).toMatchObject({ kind: 'refuse', status: 400, reason: 'header_invalid' });
  });

  it('is missed before anything else is', async () => {
    const news = await shop.read({ headers: {}, body: bytesOf('no JSON at all') });
    expect(news).toEqual({ kind: 'refuse', status: 401, reason: 'signature_missing', issues: [] });
  });

  it('by another secret is not believed', async () => {
    expect(await signedAs(signatureOf(bytesOf(text), 'another'))).toEqual({
      kind: 'refuse',
      status: 401,
      reason: 'signature_invalid',
      issues: [],
    });
  });

  it('over other bytes that mean the same is not believed', async () => {
    const rewritten = bytesOf(JSON.stringify(JSON.parse(text)));
    const news = await shop.read({ ...delivery(), body: rewritten });
    expect(news).toMatchObject({ reason: 'signature_invalid' });
  });

  it('is proved before the body is read', async () => {
    const news = await shop.read({ ...delivery(), body: bytesOf('{') });
    expect(news).toMatchObject({ status: 401, reason: 'signature_invalid' });
  });

  it.each([
    ['without its padding', right.slice(0, -1)],
    ['with a blank before it', ` ${right}`],
    ['with a line break after it', `${right}\n`],
    ['in the alphabet of URLs', right.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')],
    ['in hexadecimal', Buffer.from(right, 'base64').toString('hex')],
    ['of fewer bytes', Buffer.from(right, 'base64').subarray(1).toString('base64')],
    [
      'of more bytes',
      Buffer.concat([Buffer.from(right, 'base64'), Buffer.of(0)]).toString('base64'),
    ],
    ['given twice', `${right}, ${right}`],
    ['of no base64', 'x'.repeat(44)],
  ])('%s is not believed', async (_, signature) => {
    expect(await signedAs(signature)).toMatchObject({ status: 401, reason: 'signature_invalid' });
  });

  it('has one spelling: a last letter with the same four bits is not believed', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const twin = letters[letters.indexOf(right.at(-2) ?? '') + 1];
    const respelled = `${right.slice(0, -2)}${twin}=`;
    expect(Buffer.from(respelled, 'base64')).toEqual(Buffer.from(right, 'base64'));
    expect(await signedAs(respelled)).toMatchObject({ reason: 'signature_invalid' });
  });

  it('by any of several secrets is believed, as after a rotation', async () => {
    const rotated = shopify({ secrets: ['the new one', secret, 'a third'] });
    expect(await rotated.read(delivery())).toMatchObject({ kind: 'place' });
  });

  it('is compared with every secret, whichever of them fits', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify');
    await shopify({ secrets: [secret, 'two', 'three'] }).read(delivery());
    expect(verify).toHaveBeenCalledTimes(3);
    verify.mockRestore();
  });
});

describe('what was signed', () => {
  it('is what is read, even if the caller reuses the buffer meanwhile', async () => {
    const { headers, body } = delivery();
    const reading = shop.read({ headers, body });
    body.fill(32);
    expect(await reading).toMatchObject({ kind: 'place' });
  });

  it('may be a part of a larger buffer', async () => {
    const { headers, body } = delivery();
    const larger = Buffer.concat([Buffer.from('before'), body, Buffer.from('after')]);
    const part = larger.subarray(6, 6 + body.length);
    expect(await shop.read({ headers, body: part })).toMatchObject({ kind: 'place' });
  });

  it('is not looked at beyond the largest size', async () => {
    const { headers, body } = delivery();
    const small = shopify({ secrets: [secret], maxBytes: body.length - 1 });
    const exact = shopify({ secrets: [secret], maxBytes: body.length });
    expect(await small.read({ headers, body })).toEqual({
      kind: 'refuse',
      status: 413,
      reason: 'body_too_large',
      issues: [],
    });
    expect(await exact.read({ headers, body })).toMatchObject({ kind: 'place' });
  });

  it('is at most 5 MB when nothing else is said', async () => {
    const limit = 5 * 1024 * 1024;
    const read = (size: number) => shop.read({ headers: {}, body: new Uint8Array(size) });
    expect(await read(limit)).toMatchObject({ status: 401 });
    expect(await read(limit + 1)).toMatchObject({ status: 413 });
  });
});

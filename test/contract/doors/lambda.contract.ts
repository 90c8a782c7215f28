import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  LambdaFunctionURLEvent,
} from 'aws-lambda';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ordersApi } from 'cod-lifecycle/http';
import { toLambda } from 'cod-lifecycle/lambda';
import type { LambdaEvent, LambdaResult } from 'cod-lifecycle/lambda';
import { shopify } from 'cod-lifecycle/shopify';
import * as fromShopify from '../../fixtures/shopify/delivery.ts';
import { byToken } from '../../support/api.ts';
import { address, customer, line, mad } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const draft = { id: 'o1', customer, address, lines: [line('1', 'OIL', 1)], amountDue: mad(12_000) };

function event(
  method: string,
  rawPath: string,
  { body, ...more }: Partial<LambdaEvent> = {},
  stage = '$default',
): LambdaEvent {
  return {
    version: '2.0',
    rawPath,
    rawQueryString: '',
    isBase64Encoded: false,
    requestContext: { http: { method }, stage },
    ...more,
    headers: {
      authorization: 'Bearer agent',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more.headers,
    },
    ...(body !== undefined && { body }),
  };
}

function onLambda() {
  const shop = openShop();
  const handler = toLambda(
    ordersApi({
      orders: shop.orders,
      authenticate: byToken,
      webhooks: { zahra: { reader: shopify({ secrets: [fromShopify.secret] }), tenant: 'zahra' } },
    }),
  );
  return { ...shop, handler };
}

describe('orders on Lambda', () => {
  it('take and give what API Gateway and function URLs do', () => {
    expectTypeOf<APIGatewayProxyEventV2>().toExtend<LambdaEvent>();
    expectTypeOf<LambdaFunctionURLEvent>().toExtend<LambdaEvent>();
    expectTypeOf<LambdaResult>().toExtend<APIGatewayProxyStructuredResultV2>();
    expect(toLambda(async () => new Response())).toHaveLength(1);
  });

  it('are placed and found', async () => {
    const { handler } = onLambda();
    const placed = await handler(event('POST', '/orders', { body: JSON.stringify(draft) }));
    expect(placed).toMatchObject({
      statusCode: 201,
      isBase64Encoded: false,
      headers: { etag: '"1"', location: 'orders/o1' },
    });
    const found = await handler(event('GET', '/orders', { rawQueryString: 'status=new&limit=1' }));
    expect(JSON.parse(found.body)).toMatchObject({ rows: [{ order: { id: 'o1' } }] });
    const held = event('GET', '/orders/o1', { headers: { 'if-none-match': '"1"' } });
    expect(await handler(held)).toMatchObject({ statusCode: 304, body: '' });
  });

  it('are placed by a body in base64, to the byte', async () => {
    const { handler, orders } = onLambda();
    const { headers, body } = fromShopify.delivery();
    const delivery = event('POST', '/webhooks/zahra', {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    });
    expect(JSON.parse((await handler(delivery)).body)).toEqual({
      reason: null,
      outcomes: [{ kind: 'applied' }],
    });
    expect((await orders.list({ tenant: 'zahra' })).rows).toHaveLength(1);
  });

  it('are found behind a stage, which is not part of the path', async () => {
    const { handler, place } = onLambda();
    await place('o1');
    for (const path of ['/prod/orders/o1', '/orders/o1'])
      expect([path, (await handler(event('GET', path, {}, 'prod'))).statusCode]).toEqual([
        path,
        200,
      ]);
    expect((await handler(event('GET', '/production/orders', {}, 'prod'))).statusCode).toBe(404);
    expect((await handler(event('GET', '/prod', {}, 'prod'))).statusCode).toBe(404);
  });

  it.each([
    [
      'a body that is no base64',
      event('POST', '/orders', { body: '%%%', isBase64Encoded: true }),
      400,
    ],
    [
      'a body of half a base64',
      event('POST', '/orders', { body: 'e30', isBase64Encoded: true }),
      400,
    ],
    ['a header that is none', event('GET', '/health', { headers: { 'x y': 'z' } }), 400],
    ['a body that is no JSON', event('POST', '/orders', { body: '{' }), 400],
    ['no body', event('POST', '/orders', { headers: { 'content-type': 'application/json' } }), 400],
    ['a path of slashes', event('GET', '//evil.example/orders'), 404],
    ['a path in broken encoding', event('GET', '/orders/%ff'), 400],
    ['a method that the Fetch API does not know', event('TRACE', '/orders'), 405],
    ['a token of nobody', event('GET', '/orders', { headers: { authorization: '' } }), 401],
    ['cookies', event('GET', '/health', { cookies: ['a=1', 'b=2'] }), 200],
  ])('stand %s', async (_what, asked, statusCode) => {
    const { handler, orders } = onLambda();
    expect((await handler(asked)).statusCode).toBe(statusCode);
    expect((await orders.list()).rows).toEqual([]);
  });

  it('say which payload format they read', async () => {
    const { handler } = onLambda();
    const old = { ...event('GET', '/health'), version: '1.0' };
    await expect(handler(old)).rejects.toThrow('payload format 2.0');
  });

  it('hand on every cookie as one header', async () => {
    const handler = toLambda(async (request) => new Response(request.headers.get('cookie')));
    const { body } = await handler(event('GET', '/', { cookies: ['a=1', 'b=2'] }));
    expect(body).toBe('a=1; b=2');
  });

  it('give each cookie back by itself', async () => {
    const headers = new Headers({ 'x-seen': 'a' });
    headers.append('set-cookie', 'a=1; Path=/');
    headers.append('set-cookie', 'b=2; Expires=Wed, 25 Nov 2026 00:00:00 GMT');
    headers.append('x-seen', 'b');
    const handler = toLambda(async () => new Response('yes', { headers }));
    expect(await handler(event('GET', '/'))).toMatchObject({
      headers: { 'x-seen': 'a, b' },
      cookies: ['a=1; Path=/', 'b=2; Expires=Wed, 25 Nov 2026 00:00:00 GMT'],
    });
  });

  it('give bytes as base64, and text as text', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const ofType = async (type: string) =>
      toLambda(async () => new Response(bytes, { headers: { 'content-type': type } }))(
        event('GET', '/'),
      );
    expect(await ofType('image/png')).toMatchObject({
      body: Buffer.from(bytes).toString('base64'),
      isBase64Encoded: true,
    });
    for (const type of ['text/csv', 'application/problem+json', 'application/json; charset=utf-8'])
      expect([type, (await ofType(type)).isBase64Encoded]).toEqual([type, false]);
  });

  it('answer HEAD without a body', async () => {
    const { handler, place } = onLambda();
    await place('o1');
    expect(await handler(event('HEAD', '/orders/o1'))).toMatchObject({
      statusCode: 200,
      headers: { etag: '"1"' },
      body: '',
    });
  });
});

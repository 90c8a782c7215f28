import { createServer } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import type { RequestHandler } from 'express';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import { toExpress } from 'cod-lifecycle/express';
import { ordersApi } from 'cod-lifecycle/http';
import { shopify } from 'cod-lifecycle/shopify';
import * as fromShopify from '../../fixtures/shopify/delivery.ts';
import { asking, byToken } from '../../support/api.ts';
import { address, customer, line, mad, usual } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';
import { listening } from './servers.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const draft = { id: 'o1', customer, address, lines: [line('1', 'OIL', 1)], amountDue: mad(12_000) };

/** An Express app with orders behind a path, and whatever else stands before them. */
async function mounted(...before: readonly RequestHandler[]) {
  const shop = openShop();
  const api = ordersApi({
    orders: shop.orders,
    authenticate: byToken,
    webhooks: { zahra: { reader: shopify({ secrets: [fromShopify.secret] }), tenant: 'zahra' } },
  });
  const app = express();
  const failures: unknown[] = [];
  for (const handler of before) app.use(handler);
  app.use('/cod', toExpress(api));
  app.get('/', (_request, response) => void response.send('the rest of the app'));
  const told: express.ErrorRequestHandler = (error, _request, response, _next) => {
    failures.push(error);
    response.status(500).end();
  };
  app.use(told);
  const server = await listening(createServer(app));
  closing.push(server.close);
  const ask = asking(async (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${server.origin}${pathname}${search}`, request));
  });
  return { ...shop, ...server, ask, failures };
}

/** What a server answers to bytes that no client would send. */
async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}

describe('orders in Express', () => {
  it('are mounted as any handler of Express’s is', () => {
    expectTypeOf(toExpress(async () => new Response())).toExtend<RequestHandler>();
    expect(toExpress(async () => new Response())).toHaveLength(3);
  });

  it('are placed, looked at and moved, behind the path of the mount', async () => {
    const { ask, origin } = await mounted();
    const placed = await ask('/cod/orders', { body: draft });
    expect(placed.status).toBe(201);
    const location = new URL(placed.headers.get('location') ?? '', `${origin}/cod/orders`);
    expect(location.pathname).toBe('/cod/orders/o1');
    expect((await ask(location.pathname)).body).toMatchObject({ id: 'o1', status: 'new' });
    const headers = { 'if-match': '"1"' };
    const sent = await ask('/cod/orders/o1/events?dryRun=false', { body: usual.confirm, headers });
    expect([sent.status, sent.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await ask('/cod/orders/o1', { headers: { 'if-none-match': '"2"' } })).status).toBe(304);
    expect((await ask('/cod/orders/o1', { method: 'HEAD' })).body).toBeNull();
    expect(await (await fetch(origin)).text()).toBe('the rest of the app');
  });

  it('take a shop’s webhook by its bytes, also after express.raw()', async () => {
    for (const before of [[], [express.raw({ type: '*/*', limit: '5mb' })]]) {
      const { origin, orders } = await mounted(...before);
      const { headers, body } = fromShopify.delivery();
      const response = await fetch(`${origin}/cod/webhooks/zahra`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: body as Uint8Array<ArrayBuffer>,
      });
      expect(await response.json()).toEqual({ reason: null, outcomes: [{ kind: 'applied' }] });
      expect((await orders.list({ tenant: 'zahra' })).rows).toHaveLength(1);
    }
  });

  it('say what is wrong where a parser before them has read the body', async () => {
    const { ask, failures } = await mounted(express.json());
    expect((await ask('/cod/orders', { body: draft })).status).toBe(500);
    expect(String(failures[0])).toContain('mount this before express.json()');
  });

  it('are refused with the same problems', async () => {
    const { ask, failures } = await mounted();
    await ask('/cod/orders', { body: draft });
    for (const [path, asked, status] of [
      ['/cod/orders', { as: null }, 401],
      ['/cod/orders/o2', {}, 404],
      ['/cod/orders/o1', { method: 'DELETE' }, 405],
      ['/cod/orders/o1/events', { as: 'finance', body: usual.confirm }, 403],
      ['/cod/orders?limit=0', {}, 400],
    ] as const) {
      const answer = await ask(path, asked);
      expect([path, answer.status, answer.type]).toEqual([
        path,
        status,
        'application/problem+json; charset=utf-8',
      ]);
    }
    expect(failures).toEqual([]);
  });

  it.each([
    ['a method that the Fetch API does not know', 'TRACE /cod/orders HTTP/1.1', 405],
    ['another such', 'CONNECT /cod/orders HTTP/1.1', null],
    ['a path of slashes', 'GET /cod//evil.example/orders HTTP/1.1', 404],
    ['a path in broken encoding', 'GET /cod/orders/%ff%fe HTTP/1.1', 400],
    ['a path with a backslash', 'GET /cod\\orders HTTP/1.1', 404],
    ['an address of another host', 'GET http://evil.example/cod/health HTTP/1.1', 404],
    ['a body of GET', 'GET /cod/health HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}', 200],
    [
      'two lengths',
      'POST /cod/orders HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}',
      400,
    ],
    [
      'a length and pieces',
      'POST /cod/orders HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('stand %s', async (_what, request, status) => {
    const { port, failures } = await mounted();
    const lines = request.includes('\r\n\r\n')
      ? request.replace('\r\n', '\r\nHost: x\r\nConnection: close\r\n')
      : `${request}\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const answer = await raw(port, lines);
    const [, code] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
    expect(code === undefined ? null : Number(code)).toBe(status);
    expect(failures).toEqual([]);
  });

  it('set what they say in place of what stood there, and keep every cookie', async () => {
    const { origin } = await mounted((_request, response, next) => {
      response.setHeader('cache-control', 'public, max-age=600');
      response.cookie('session', '1');
      next();
    });
    const { headers } = await fetch(`${origin}/cod/health`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.getSetCookie()).toEqual(['session=1; Path=/']);
  });

  it('change nothing where the body breaks off on its way', async () => {
    const { port, orders, failures } = await mounted();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      'POST /cod/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer agent\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"customer":',
    );
    await wait(50);
    socket.destroy();
    await wait(50);
    expect((await orders.list()).rows).toEqual([]);
    expect(failures).toEqual([]);
  });
});

import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { toExpress } from 'cod-lifecycle/express';
import { ordersApi } from 'cod-lifecycle/http';
import type { Authenticate } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';
import * as fromShopify from '../../fixtures/shopify/delivery.ts';
import { byToken } from '../../support/api.ts';
import { address, customer, lifeTo, line, mad, usual } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';
import { prismBefore, violationsOn } from './prism.ts';
import { listening } from './servers.ts';

const draft = { customer, address, lines: [line('1', 'OIL', 1)], amountDue: mad(12_000) };

/** A checkout’s customers place their own orders, and see none but those. */
const authenticate: Authenticate = async (request) => {
  const who = await byToken(request);
  return who?.actor.kind === 'customer' ? { ...who, sends: ['place'] } : who;
};

/** A shop with an order in each status, its API on a port, and Prism before it. */
async function watchedShop(change: (document: object) => object = (document) => document) {
  const shop = openShop({ shelf: { OIL: 100 } });
  for (const [status, life] of Object.entries(lifeTo)) {
    await shop.place(status, {
      source: { kind: 'manual', shop: 's', externalId: status, reference: `#${status}` },
      metadata: { channel: 'phone' },
    });
    await shop.live(status, life);
  }
  await shop.place('short', { lines: [line('1', 'SOAP', 1)] });
  const api = ordersApi({
    orders: shop.orders,
    authenticate,
    queues,
    reports: { from: createReports({ store: shop.store }), calendar: timeZone('UTC') },
    webhooks: { zahra: { reader: shopify({ secrets: [fromShopify.secret] }), tenant: 'zahra' } },
    maxBodyBytes: 10_000,
  });
  const server = await listening(createServer(express().use(toExpress(api))));
  const document = (await (await fetch(`${server.origin}/openapi.json`)).json()) as object;
  const strict = await prismBefore(server.origin, change(document), { requests: true });
  const lenient = await prismBefore(server.origin, change(document), { requests: false });
  const asking =
    (origin: string) =>
    async (path: string, init: RequestInit = {}) =>
      fetch(`${origin}${path}`, {
        ...init,
        headers: {
          authorization: 'Bearer agent',
          ...(init.body !== undefined && { 'content-type': 'application/json' }),
          ...(init.headers as Record<string, string>),
        },
      });
  return {
    ask: asking(strict.origin),
    askWrongly: asking(lenient.origin),
    close: async () => {
      await strict.close();
      await lenient.close();
      await server.close();
    },
  };
}

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers,
});
const by = (kind: string) => ({ authorization: `Bearer ${kind}` });

const right: readonly (readonly [path: string, init: RequestInit, status: number])[] = [
  ['/health', {}, 200],
  ['/orders', {}, 200],
  ['/orders?status=new&status=confirmed&limit=2&sort=entered_at&direction=desc', {}, 200],
  ['/orders?open=true&placed.from=2026-01-01T00:00:00Z&search=%23new', {}, 200],
  ['/counts?upTo=10', {}, 200],
  ...['calls', 'packages', 'runs', 'cash', 'returns'].map(
    (name) => [`/queues/${name}`, {}, 200] as const,
  ),
  ...Object.keys(lifeTo).flatMap((status) => [
    [`/orders/${status}`, {}, 200] as const,
    [`/orders/${status}/history?limit=50`, {}, 200] as const,
    [`/orders/${status}/explain`, {}, 200] as const,
  ]),
  ['/orders/new', { headers: { 'if-none-match': '"1"' } }, 304],
  ['/orders', post({ ...draft, id: 'placed' }, { 'idempotency-key': 'k0' }), 201],
  ['/orders', post({ ...draft, id: 'placed' }, { 'idempotency-key': 'k0' }), 200],
  ['/orders?dryRun=true', post({ ...draft, id: 'tried' }), 200],
  [
    '/orders/placed/events',
    post(usual.failedCall, { 'idempotency-key': 'k1', 'if-match': '"1"' }),
    200,
  ],
  [
    '/orders/placed/events',
    post(usual.failedCall, { 'idempotency-key': 'k1', 'if-match': '"1"' }),
    200,
  ],
  ['/orders/placed/events?dryRun=true', post(usual.confirm), 200],
  ['/orders/placed/events', post({ type: 'schedule_call', at: '2026-01-16T10:00:00Z' }), 200],
  ['/orders/placed/events', post({ type: 'amend', amountDue: mad(11_000) }), 200],
  ['/orders/placed/events', post(usual.confirm), 200],
  ['/orders/placed/events', post(usual.assign, by('dispatcher')), 200],
  ['/orders/placed/events', post(usual.prepare, by('warehouse')), 200],
  [
    '/orders/placed/events',
    post(
      { type: 'ship', tracking: { number: 'AB1', carrier: 'Amana', url: null } },
      by('warehouse'),
    ),
    200,
  ],
  [
    '/orders/placed/events',
    post({ type: 'record_delivery_attempt', outcome: 'no_cash' }, by('driver')),
    200,
  ],
  ['/orders/placed/events', post({ type: 'deliver', collected: mad(11_000) }, by('driver')), 200],
  ['/orders/placed/events', post({ type: 'remit_cash', amount: mad(11_000) }, by('driver')), 200],
  [
    '/orders/returned/events',
    post(
      { type: 'receive_return', lines: [{ lineId: '1', quantity: 2, condition: 'damaged' }] },
      by('warehouse'),
    ),
    200,
  ],
  ['/bulk', post({ ids: ['new', 'delivered', 'nowhere'], event: usual.confirm }), 200],
  [
    '/bulk',
    post(
      { commands: [{ id: 'placed', event: { type: 'reconcile_cash', amount: mad(10_000) } }] },
      by('finance'),
    ),
    200,
  ],
  ...['cash', 'returns', 'cancellations', 'funnel', 'stays', 'calls', 'visits', 'drivers'].map(
    (name) => [`/reports/${name}?from=2026-01-15&to=2026-01-16&unit=day`, {}, 200] as const,
  ),
  ['/reports/waits?by=source', {}, 200],
];

const wrong: readonly (readonly [path: string, init: RequestInit, status: number])[] = [
  ['/orders/none', {}, 404],
  ['/orders/none/history', {}, 404],
  ['/orders/none/explain', {}, 404],
  ['/orders/none/events', post(usual.confirm), 404],
  ['/orders?limit=0', {}, 400],
  ['/orders?status=lost', {}, 400],
  ['/orders', { headers: by('customer') }, 403],
  ['/counts?upTo=0', {}, 400],
  ['/queues/lunch', {}, 404],
  ['/reports/cash', {}, 400],
  ['/reports/beauty', {}, 404],
  ['/reports/waits', { headers: by('driver') }, 403],
  ['/orders', post({ ...draft, lines: [] }), 400],
  ['/orders', post(draft, { 'if-match': '"1"' }), 400],
  ['/orders?status=', {}, 400],
  ['/orders/new/history', { headers: by('customer') }, 403],
  ['/orders/new/events', post(usual.cancel, by('customer')), 403],
  ['/orders', post(draft, by('driver')), 403],
  [
    '/orders',
    post(
      { ...draft, source: { kind: 'manual', shop: 's', externalId: 'new', reference: null } },
      by('customer'),
    ),
    409,
  ],
  ['/orders/new/events', post({ type: 'cancel', reason: 'moon' }), 400],
  ['/orders/new/events', post({ type: 'explode' }), 400],
  ['/orders/confirmed/events', post(usual.prepare, by('finance')), 403],
  ['/orders/shipped/events', post(usual.cancel), 409],
  ['/orders/delivered/events', post(usual.fail, by('driver')), 409],
  ['/orders/confirmed/events', post(usual.prepare, { ...by('warehouse'), 'if-match': '"1"' }), 412],
  ['/orders/short/events', post(usual.confirm), 422],
  ['/orders/new/events', post({ type: 'add_note', text: 'x'.repeat(20_000) }), 413],
  [
    '/orders/new/events',
    { ...post(usual.confirm), headers: { 'content-type': 'text/plain' } },
    415,
  ],
  ['/bulk', post({ ids: [], event: usual.confirm }), 400],
  ['/orders/new', { headers: { authorization: '' } }, 401],
  ['/webhooks/zahra', post({}), 401],
  ['/webhooks/nobody', post({}), 404],
];

describe('the server, held to its own OpenAPI document by Prism', () => {
  let shop: Awaited<ReturnType<typeof watchedShop>>;
  beforeAll(async () => {
    shop = await watchedShop();
  });
  afterAll(async () => shop.close());

  it.each(right)('is asked and answers as it says: %s', async (path, init, status) => {
    const response = await shop.ask(path, init);
    expect([response.status, violationsOn(response)]).toEqual([status, []]);
  });

  it('takes a shop’s webhook as it says', async () => {
    const { headers, body } = fromShopify.delivery();
    const init = { method: 'POST', headers, body: new TextDecoder().decode(body) };
    const response = await shop.ask('/webhooks/zahra', init);
    // Prism writes the body anew, so the signature no longer fits: the answer is what is looked at.
    expect([response.status, violationsOn(response)]).toEqual([401, []]);
  });

  it.each(wrong)('refuses as it says: %s', async (path, init, status) => {
    const response = await shop.askWrongly(path, init);
    expect([response.status, violationsOn(response)]).toEqual([status, []]);
  });
});

describe('Prism', () => {
  it('sees what is not as the document says', async () => {
    const stricter = (document: object): object => {
      const changed = structuredClone(document) as {
        components: { schemas: Record<string, { required: string[] }> };
      };
      changed.components.schemas['Order']?.required.push('shoeSize');
      changed.components.schemas['Problem']?.required.push('apology');
      return changed;
    };
    const shop = await watchedShop(stricter);
    const seen = async (path: string) =>
      violationsOn(await shop.ask(path)).map(({ message }) => message);
    expect(await seen('/orders/new')).toEqual([expect.stringContaining('shoeSize')]);
    expect(await seen('/orders/none')).toEqual([expect.stringContaining('apology')]);
    await shop.close();
  });
});

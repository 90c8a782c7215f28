import { createServer } from 'node:http';
import express from 'express';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { toExpress } from 'cod-lifecycle/express';
import { ordersApi } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { shopify } from 'cod-lifecycle/shopify';
import { byToken } from '../../support/api.ts';
import { lifeTo } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';
import { rawRequest, smuggling, statusesOf } from './raw-request.ts';
import { listening } from './servers.ts';

const requests = 10_000;
const together = 20;

/** A shop on a port, that notes whatever is written and whatever fails. */
async function watchedShop() {
  const noted = { writes: [] as string[], errors: [] as unknown[] };
  const shop = openShop({
    store: (store) => ({
      ...store,
      commit: async (changes, ...more) => {
        for (const { entry } of changes) {
          noted.writes.push(`${entry.event.type} by ${entry.actor.kind}, as ${entry.commandId}`);
        }
        return store.commit(changes, ...more);
      },
    }),
  });
  for (const status of ['new', 'confirmed', 'delivered'] as const) {
    await shop.place(status);
    await shop.live(status, lifeTo[status]);
  }
  const api = ordersApi({
    orders: shop.orders,
    authenticate: byToken,
    queues,
    reports: { from: createReports({ store: shop.store }), calendar: timeZone('UTC') },
    webhooks: { zahra: { reader: shopify({ secrets: ['a secret'] }), tenant: 'zahra' } },
    maxBodyBytes: 64 * 1024,
    onError: (error) => noted.errors.push(error),
  });
  const app = express().use(toExpress(api));
  const told: express.ErrorRequestHandler = (error, _request, response, _next) => {
    noted.errors.push(error);
    response.status(500).end();
  };
  const server = await listening(createServer(app.use(told)));
  noted.writes.length = 0;
  return { ...shop, ...server, noted };
}

describe('an API under fire', () => {
  it(`stands ${requests} requests that nobody should send: none fails, none changes anything`, async () => {
    const { port, noted, close, orders } = await watchedShop();
    const before = JSON.stringify(await orders.list({ limit: 100 }));
    const answered = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(rawRequest, { minLength: together, maxLength: together }),
        async (batch) => {
          const statuses = await Promise.all(batch.map((request) => statusesOf(port, request)));
          for (const status of statuses.flat()) {
            answered.set(status, (answered.get(status) ?? 0) + 1);
            expect(status).toBeLessThan(500);
          }
          expect(noted).toEqual({ writes: [], errors: [] });
        },
      ),
      { numRuns: requests / together, endOnFailure: true },
    );
    expect(JSON.stringify(await orders.list({ limit: 100 }))).toBe(before);
    // The fire was aimed: every kind of answer was provoked.
    const kinds = [200, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 431];
    const missed = kinds.filter((status) => !answered.has(status));
    expect([missed, [...answered]]).toEqual([[], expect.anything()]);
    await close();
  });

  it.each(smuggling)('carries out nothing that is hidden behind %s', async (_what, request) => {
    const { port, noted, close } = await watchedShop();
    const statuses = await statusesOf(port, request);
    expect([statuses.filter((status) => status !== 400), noted]).toEqual([
      [],
      { writes: [], errors: [] },
    ]);
    await close();
  });

  it('is seen to change where it is hit', async () => {
    const { port, noted, close } = await watchedShop();
    const body = JSON.stringify({ type: 'cancel', reason: 'customer_changed_mind' });
    const request = `POST /orders/new/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer agent\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    expect(await statusesOf(port, request)).toEqual([200]);
    expect(noted.writes).toEqual([expect.stringMatching(/^cancel by agent/)]);
    await close();
  });
});

import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Identity } from 'cod-lifecycle/http';
import * as fromShopify from '../../fixtures/shopify/delivery.ts';
import { asking } from '../../support/api.ts';
import type { Ask } from '../../support/api.ts';
import { address, customer, line, mad, usual } from '../../support/life.ts';

/** A program that listens, until it is stopped. */
export interface Running {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

const [token, forDriver] = [randomUUID(), randomUUID()];

const salma: Identity = { tenant: 'zahra', actor: { kind: 'agent', id: 'salma' } };
const karim: Identity = { tenant: 'zahra', actor: { kind: 'driver', id: 'karim' } };
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the examples read from their environment. */
export const settings = {
  PEOPLE: JSON.stringify({ [digestOf(token)]: salma, [digestOf(forDriver)]: karim }),
  SHOPIFY_SECRET: fromShopify.secret,
};

const mebibyte = 1024 * 1024;
const problem = 'application/problem+json; charset=utf-8';
const unnamed = {
  customer,
  address,
  lines: [line('1', 'OIL', 1)],
  amountDue: mad(12_000),
};
const draft = (id: string) => ({ id, ...unnamed });

interface Sending {
  readonly agent: Agent;
  /** Whether it says how long the body is, does not, or asks first whether to send it at all. */
  readonly by?: 'length' | 'pieces' | 'leave';
  readonly type?: string;
}

async function post(
  url: string,
  body: string,
  { agent, by = 'length', type = 'application/json' }: Sending,
): Promise<readonly [status: number | undefined, body: unknown]> {
  const asked = request(url, {
    method: 'POST',
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': type,
      ...(by !== 'pieces' && { 'content-length': body.length }),
      ...(by === 'leave' && { expect: '100-continue' }),
    },
  });
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
  // A server may hang up on what it doesn't want to read, once it has answered.
  asked.on('error', () => undefined);
  if (by === 'leave') asked.on('continue', () => asked.end(body)).flushHeaders();
  else asked.end(body);
  const [answer] = await answered;
  return [answer.statusCode, await json(answer)];
}

/** What a server of Node's does besides: a connection is free again once a body was refused. */
export function leavesConnections(running: () => Running): void {
  it('leaves the connection to the next request where it has refused a body', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `${running().origin}/cod/orders`;
    for (const [body, expected] of [
      [' '.repeat(2 * mebibyte), [413, { code: 'body_too_large' }]],
      ['{}', [400, { code: 'invalid' }]],
      [' '.repeat(2 * mebibyte), [413, { code: 'body_too_large' }]],
      [JSON.stringify(draft('o3')), [201, { kind: 'applied' }]],
    ] as const) {
      expect(await post(url, body, { agent })).toMatchObject(expected);
    }
    agent.destroy();
  });
}

/** One story, told to every example: whatever framework is in between, the answers are the same. */
export function tellTheStory(start: () => Promise<Running>): void {
  let running: Running;
  let ask: Ask;

  beforeAll(async () => {
    running = await start();
    const send = asking(async (request) => {
      const { pathname, search } = new URL(request.url);
      return fetch(new Request(`${running.origin}${pathname}${search}`, request));
    });
    ask = (path, asked) => send(path, { as: token, ...asked });
  });
  afterAll(async () => running?.stop());

  const count = async (): Promise<number> => {
    const { body } = await ask('/cod/counts');
    return Object.values(body as unknown as Record<string, number>).reduce((sum, n) => sum + n, 0);
  };

  it('lets nobody in without a token of theirs', async () => {
    for (const as of [null, 'guess', digestOf(token), '']) {
      const answer = await ask('/cod/orders', { as });
      expect([answer.status, answer.type, answer.body.code]).toEqual([
        401,
        problem,
        'unauthenticated',
      ]);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect((await ask('/cod/health', { as: null })).status).toBe(200);
    expect((await ask('/cod/orders', { as: forDriver })).body.rows).toEqual([]);
    expect((await ask('/cod/counts', { as: forDriver })).status).toBe(200);
  });

  it.each(['o1', 'n° 7/b'])('takes the order %s in, and says where it is', async (id) => {
    const placed = await ask('/cod/orders', { body: draft(id) });
    expect([placed.status, placed.headers.get('etag')]).toEqual([201, '"1"']);
    const { pathname } = new URL(
      placed.headers.get('location') ?? '',
      `${running.origin}/cod/orders`,
    );
    const found = await ask(pathname);
    expect([found.status, found.body]).toMatchObject([200, { id, status: 'new' }]);
    const head = await ask(pathname, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), head.body]).toEqual([200, '"1"', null]);
  });

  it('takes a command once, however often it comes', async () => {
    const headers = { 'idempotency-key': '"of-the-till-17"' };
    const first = await ask('/cod/orders', { body: unnamed, headers });
    const again = await ask('/cod/orders', { body: unnamed, headers });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toMatchObject({ kind: 'duplicate', order: { id: first.body.order.id } });
  });

  it('takes a shop’s webhook by its bytes, once however often it comes', async () => {
    const before = await count();
    const { headers, body } = fromShopify.delivery();
    const deliver = async (bytes: Uint8Array) => {
      const response = await fetch(`${running.origin}/cod/webhooks/shop`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: new Uint8Array(bytes),
      });
      return [response.status, await response.json()];
    };
    expect(await deliver(body)).toMatchObject([200, { outcomes: [{ kind: 'applied' }] }]);
    expect(await deliver(body)).toMatchObject([200, { outcomes: [{ kind: 'duplicate' }] }]);
    const forged = Uint8Array.from(body, (byte, index) => (index === 40 ? byte ^ 1 : byte));
    expect(await deliver(forged)).toMatchObject([401, { code: 'signature_invalid' }]);
    expect(await count()).toBe(before + 1);
  });

  it('moves an order from the version that its caller saw', async () => {
    const headers = { 'if-match': '"1"' };
    const confirm = { body: usual.confirm, headers };
    const confirmed = await ask('/cod/orders/o1/events', confirm);
    expect([confirmed.status, confirmed.headers.get('etag')]).toEqual([200, '"2"']);
    const late = await ask('/cod/orders/o1/events', { body: usual.failedCall, headers });
    expect([late.status, late.type, late.body.code]).toEqual([412, problem, 'version_conflict']);
    const held = await ask('/cod/orders/o1', { headers: { 'if-none-match': '"2"' } });
    expect([held.status, held.headers.get('etag'), held.body]).toEqual([304, '"2"', null]);
  });

  it('refuses what is not possible, and says what is', async () => {
    const refused = await ask('/cod/orders/o1/events', { body: usual.failedCall });
    expect([refused.status, refused.type]).toEqual([409, problem]);
    expect(refused.body).toMatchObject({
      code: 'wrong_status',
      possible: expect.arrayContaining(['cancel']) as unknown,
      order: { id: 'o1', status: 'confirmed', version: 2 },
    });
    const unknown = await ask('/cod/orders/o1', { method: 'DELETE' });
    expect(unknown.status).toBe(405);
  });

  it.each([
    ['that is asked for first', 'leave'],
    ['whose length nobody has told', 'pieces'],
  ] as const)('reads no more than a mebibyte of a body %s', async (_which, by) => {
    const agent = new Agent({ keepAlive: true });
    const body = ' '.repeat(2 * mebibyte);
    const answer = await post(`${running.origin}/cod/orders`, body, { agent, by });
    expect(answer).toMatchObject([413, { code: 'body_too_large' }]);
    agent.destroy();
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'reads no %s',
    async (type) => {
      // A server may hang up on a body that nobody has read.
      const agent = new Agent({ keepAlive: true });
      const body = JSON.stringify(draft('o9'));
      const answer = await post(`${running.origin}/cod/orders`, body, { agent, type });
      expect(answer).toMatchObject([415, { code: 'unsupported_media_type' }]);
      agent.destroy();
    },
  );

  it('changes nothing where a body breaks off on its way', async () => {
    const before = await count();
    const { hostname, port } = new URL(running.origin);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      `POST /cod/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"customer":`,
    );
    await wait(50);
    socket.destroy();
    await wait(50);
    expect(await count()).toBe(before);
  });

  it('shows the work and the reports of the shop', async () => {
    const { status, body } = await ask('/cod/queues/packages');
    expect([status, body.rows]).toMatchObject([200, [{ order: { id: 'o1' } }]]);
    const report = await ask('/cod/reports/funnel?unit=month&from=2026-03-01');
    expect(report.status).toBe(200);
  });

  it('leaves the rest of the app as it is', async () => {
    expect((await ask('/', { as: null })).body).toMatchObject({ confirmed: 1 });
    const body = { message: 'Salam' };
    const told = await ask('/contact', { as: null, body });
    expect([told.status, told.body]).toEqual([201, { received: 'Salam' }]);
    expect((await fetch(`${running.origin}/nowhere`)).status).toBe(404);
  });
}

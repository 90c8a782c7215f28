import { describe, expect, it } from 'vitest';
import { queues } from 'cod-lifecycle';
import { openApi } from '../../support/api.ts';
import type { Asked } from '../../support/api.ts';
import { address, customer, lifeTo, line, mad, usual, yes } from '../../support/life.ts';

const draft = { id: 'n', customer, address, lines: [line('1', 'OIL', 2)], amountDue: mad(24_000) };

/** A shop with an order in several statuses, each named after it. */
async function busy() {
  const shop = openApi({ queues, maxBodyBytes: 4096 }, { shelf: { OIL: 12 } });
  for (const status of ['new', 'confirmed', 'shipped', 'delivered', 'cancelled'] as const) {
    await shop.place(status);
    await shop.live(status, lifeTo[status]);
  }
  await shop.place('short', { lines: [line('1', 'OIL', 5)] });
  return shop;
}

type Case = readonly [why: string, path: string, asked: Asked, status: number, problem: object];

const confirm = { body: usual.confirm } as const;
const at = (...path: readonly (string | number)[]) => ({
  code: 'invalid',
  issues: [{ path, message: expect.any(String) as string }],
});

const refusals: readonly Case[] = [
  ['nobody', '/orders', { as: null }, 401, { code: 'unauthenticated' }],
  ['nobody', '/orders/new', { as: null }, 401, { code: 'unauthenticated' }],
  ['nobody', '/orders/new/events', { as: null, ...confirm }, 401, { code: 'unauthenticated' }],
  ['nobody', '/orders', { as: null, body: draft }, 401, { code: 'unauthenticated' }],
  ['nobody', '/bulk', { as: null, body: {} }, 401, { code: 'unauthenticated' }],
  ['nobody', '/counts', { as: null }, 401, { code: 'unauthenticated' }],
  ['nobody', '/queues/calls', { as: null }, 401, { code: 'unauthenticated' }],
  ['nobody', '/reports/cash', { as: null }, 404, { code: 'not_found' }],
  ['no route', '/shops', {}, 404, { code: 'not_found' }],
  ['no route', '/', {}, 404, { code: 'not_found' }],
  ['no route', '/orders/new/events/7', { method: 'POST' }, 404, { code: 'not_found' }],
  ['a path in broken encoding', '/orders/%E0%A4%A', {}, 400, at('path')],
  ['another method', '/orders', { method: 'DELETE' }, 405, { code: 'method_not_allowed' }],
  ['another method', '/orders/new', { method: 'PATCH' }, 405, { code: 'method_not_allowed' }],
  ['no such order', '/orders/none', {}, 404, { code: 'not_found' }],
  ['no such order', '/orders/none/history', {}, 404, { code: 'not_found' }],
  ['no such order', '/orders/none/explain', {}, 404, { code: 'not_found' }],
  ['no such order', '/orders/none/events', confirm, 404, { code: 'not_found' }],
  ['no such queue', '/queues/lunch', {}, 404, { code: 'not_found' }],
  ['no such queue', '/queues/constructor', {}, 404, { code: 'not_found' }],
  [
    'the wrong status',
    '/orders/confirmed/events',
    { body: { type: 'redeliver' } },
    409,
    {
      code: 'wrong_status',
      event: 'redeliver',
      legalFrom: ['returned'],
      possible: expect.arrayContaining(['start_processing', 'cancel']) as unknown,
      order: { id: 'confirmed', status: 'confirmed', version: 2 },
    },
  ],
  [
    'too late to cancel',
    '/orders/shipped/events',
    { body: usual.cancel },
    409,
    { code: 'wrong_status', instead: 'report_failed_delivery' },
  ],
  [
    'the last status',
    '/orders/delivered/events',
    { as: 'driver', body: usual.fail },
    409,
    { code: 'final', order: { status: 'delivered' } },
  ],
  [
    'somebody else’s work',
    '/orders/confirmed/events',
    { as: 'finance', body: usual.prepare },
    403,
    { code: 'forbidden', actor: 'finance', allowed: ['warehouse', 'agent'] },
  ],
  [
    'every blocker',
    '/orders/short/events',
    { body: { type: 'confirm', acknowledged: { ...yes, total: false } } },
    422,
    {
      code: 'blocked',
      blockers: [
        { code: 'confirmation_incomplete', params: { missing: ['total'] } },
        { code: 'stock_not_reserved', params: expect.anything() as unknown },
      ],
    },
  ],
  ['no such event', '/orders/new/events', { body: { type: 'explode' } }, 400, at('type')],
  ['no event', '/orders/new/events', { body: [] }, 400, { code: 'invalid' }],
  [
    'a field that is wrong',
    '/orders/new/events',
    { body: { type: 'cancel', reason: 'moon' } },
    400,
    at('reason'),
  ],
  [
    'wrong fields of an order',
    '/orders',
    { body: { ...draft, lines: [], customer: { ...customer, phone: 7 } } },
    400,
    {
      code: 'invalid',
      issues: expect.arrayContaining([
        { path: ['customer', 'phone'], message: expect.any(String) as string },
        { path: ['lines'], message: expect.any(String) as string },
      ]) as unknown,
    },
  ],
  [
    'another tenant in a body',
    '/orders',
    { body: { ...draft, tenant: 'other' } },
    400,
    { code: 'invalid' },
  ],
  ['an id that is too long', `/orders/${'x'.repeat(300)}`, {}, 400, { code: 'invalid' }],
  ['no such parameter', '/orders?sttus=new', {}, 400, at('sttus')],
  ['a parameter of the prototype', '/orders?__proto__.x=1', {}, 400, at('__proto__', 'x')],
  ['a parameter twice', '/orders?limit=1&limit=2', {}, 400, at('limit')],
  ['no number', '/orders?limit=ten', {}, 400, at('limit')],
  ['a limit that is too large', '/orders?limit=1001', {}, 400, at('limit')],
  ['no such status', '/orders?status=lost', {}, 400, at('status', 0)],
  ['no such sort', '/orders?sort=beauty', {}, 400, at('sort')],
  ['no time', '/orders?placed.from=noon', {}, 400, at('placed', 'from')],
  ['no flag', '/orders?open=maybe', {}, 400, at('open')],
  ['no cursor', '/orders?after=bm9uc2Vuc2U', {}, 400, at('after')],
  ['both ways at once', '/orders?after=a&before=b', {}, 400, { code: 'invalid' }],
  ['a wrong count', '/counts?upTo=0', {}, 400, at('upTo')],
  ['no cursor of a history', '/orders/new/history?after=!', {}, 400, at('after')],
  ['a filter on a queue', '/queues/calls?status=new', {}, 400, at('status')],
  [
    'an empty key',
    '/orders/new/events',
    { ...confirm, headers: { 'idempotency-key': '""' } },
    400,
    at('Idempotency-Key'),
  ],
  [
    'a key of a carrier’s report',
    '/orders/new/events',
    { ...confirm, headers: { 'idempotency-key': 'carrier:amana:7:confirm' } },
    400,
    at('Idempotency-Key'),
  ],
  [
    'a key that is too long',
    '/orders/new/events',
    { ...confirm, headers: { 'idempotency-key': 'k'.repeat(300) } },
    400,
    at('Idempotency-Key'),
  ],
  [
    'no ETag',
    '/orders/new/events',
    { ...confirm, headers: { 'if-match': '3' } },
    400,
    at('If-Match'),
  ],
  [
    'an order that has moved on',
    '/orders/confirmed/events',
    { body: usual.prepare, as: 'warehouse', headers: { 'if-match': '"1"' } },
    412,
    { code: 'version_conflict', expected: 1, actual: 2 },
  ],
  [
    'a time to come',
    '/orders/new/events?occurredAt=2036-01-01T00:00:00Z',
    confirm,
    400,
    at('occurredAt'),
  ],
  ['no time', '/orders/new/events?occurredAt=now', confirm, 400, at('occurredAt')],
  [
    'a body that is no JSON',
    '/orders/new/events',
    { body: '{"type":' },
    400,
    { code: 'body_unreadable' },
  ],
  [
    'no body',
    '/orders/new/events',
    { method: 'POST', headers: { 'content-type': 'application/json' } },
    400,
    { code: 'body_unreadable' },
  ],
  [
    'a form',
    '/orders/new/events',
    { body: 'type=confirm', headers: { 'content-type': 'text/plain' } },
    415,
    { code: 'unsupported_media_type' },
  ],
  [
    'another encoding',
    '/orders/new/events',
    { body: '{}', headers: { 'content-encoding': 'gzip' } },
    415,
    { code: 'unsupported_media_type' },
  ],
  [
    'another alphabet',
    '/orders/new/events',
    { body: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
    415,
    { code: 'unsupported_media_type' },
  ],
  [
    'a body that is too large',
    '/orders/new/events',
    { body: JSON.stringify({ type: 'add_note', text: 'x'.repeat(5000) }) },
    413,
    { code: 'body_too_large' },
  ],
  ['a bulk of nothing', '/bulk', { body: { ids: [], event: usual.confirm } }, 400, at('ids')],
  ['a bulk without orders', '/bulk', { body: { event: usual.confirm } }, 400, at('ids')],
  [
    'a bulk of both kinds',
    '/bulk',
    { body: { ids: ['new'], commands: [{ id: 'new', event: {} }] } },
    400,
    at('ids'),
  ],
  [
    'a bulk that is too large',
    '/bulk',
    { body: { ids: Array.from({ length: 1001 }, () => 1), event: {} } },
    400,
    at('ids'),
  ],
  [
    'an order twice',
    '/bulk',
    {
      body: {
        commands: [
          { id: 'new', event: usual.confirm },
          { id: 'new', event: usual.cancel },
        ],
      },
    },
    400,
    { code: 'invalid' },
  ],
];

describe('a refusal over HTTP', () => {
  it.each(refusals)('of %s: %s', async (_why, path, asked, status, problem) => {
    const { ask, orders, errors } = await busy();
    const before = JSON.stringify(await orders.list({ limit: 100 }));
    const answer = await ask(path, asked);
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json; charset=utf-8',
      body: { status, title: expect.any(String) as string, ...problem },
    });
    expect(answer.body.type).toBe(`urn:cod-lifecycle:problem:${answer.body.code}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(await orders.list({ limit: 100 }))).toBe(before);
    expect(errors).toEqual([]);
  });

  it('of a method says which there are', async () => {
    const { ask } = await busy();
    const { headers } = await ask('/orders', { method: 'DELETE' });
    expect(headers.get('allow')).toBe('GET, HEAD, POST');
    const many = await ask('/bulk', {});
    expect([many.status, many.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('of nobody says how to come in', async () => {
    const { ask } = await busy();
    const { headers } = await ask('/orders', { as: null });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('of a key that was used for another event', async () => {
    const { ask } = await busy();
    const headers = { 'idempotency-key': 'k1' };
    await ask('/orders/new/events', { body: usual.failedCall, headers });
    const again = await ask('/orders/new/events', { body: usual.confirm, headers });
    expect(again).toMatchObject({ status: 422, body: { code: 'command_reused' } });
  });

  it('of a key that somebody else has used', async () => {
    const { ask } = await busy();
    const headers = { 'idempotency-key': 'k1' };
    await ask('/orders/new/events', { as: 'agent', body: usual.failedCall, headers });
    const again = await ask('/orders/new/events', { as: 'admin', body: usual.failedCall, headers });
    expect(again).toMatchObject({ status: 422, body: { code: 'command_reused' } });
  });

  it.each([
    [{ ids: ['new'] }, ['event'], 'must be given'],
    [{ commands: [{ id: 'new' }] }, ['commands', 0, 'event'], 'must be given'],
    [{ commands: [{ event: usual.confirm }] }, ['commands', 0, 'id'], 'must be given'],
    [
      {
        commands: [
          { id: 'new', event: usual.confirm },
          { id: 'new', event: usual.cancel },
        ],
      },
      ['commands', 1, 'id'],
      'must not come twice: send the events of one order one after the other',
    ],
  ])('of a bulk that lacks something: %j', async (body, path, message) => {
    const { ask, get } = await busy();
    const answer = await ask('/bulk', { body });
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path, message }] } });
    expect((await get('new')).version).toBe(1);
  });

  it.each(['/orders/new?tenant=other', '/orders/new/explain?tenant=other'])(
    'of a parameter that is none: %s',
    async (path) => {
      const { ask } = await busy();
      expect(await ask(path)).toMatchObject({ status: 400, body: at('tenant') });
    },
  );

  it.each(['.', '..'])('of an id that no address reaches: %s', async (id) => {
    const { ask } = await busy();
    const answer = await ask('/orders', { body: { ...draft, id } });
    expect(answer).toMatchObject({ status: 400, body: at('id') });
  });

  it.each([
    ['/orders', { ...draft }],
    ['/bulk', { ids: ['new'], event: usual.confirm }],
  ])('of a version that is of no one order: %s', async (path, body) => {
    const { ask, orders } = await busy();
    const before = await orders.counts();
    const answer = await ask(path, { body, headers: { 'if-match': '"1"' } });
    expect(answer).toMatchObject({ status: 400, body: at('If-Match') });
    expect(await orders.counts()).toEqual(before);
  });

  it('repeats nothing that a customer has told', async () => {
    const { ask } = await busy();
    const { body } = await ask('/orders', {
      body: { ...draft, customer: { ...customer, email: ['+212611223344'] } },
    });
    expect(body.code).toBe('invalid');
    expect(JSON.stringify(body)).not.toContain('212611223344');
  });

  it('of what a guard threw does not say what it threw', async () => {
    const { ask, errors } = openApi({
      authenticate: () => {
        throw new Error('secret-of-the-host');
      },
    });
    const { status, body } = await ask('/orders');
    expect([status, body.code, JSON.stringify(body).includes('secret')]).toEqual([
      500,
      'internal',
      false,
    ]);
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['no actor', { tenant: 'default' }],
    ['no tenant', { actor: { kind: 'agent', id: 'salma' } }],
    ['a kind of actor that there is not', { tenant: 'a', actor: { kind: 'king', id: 'salma' } }],
    ['true', true],
    ['what they see in one word', { tenant: 'a', actor: { kind: 'agent', id: 'b' }, sees: 'none' }],
    [
      'what they send in one word',
      { tenant: 'a', actor: { kind: 'agent', id: 'b' }, sends: 'confirm' },
    ],
  ])('of an identity that a host gives with %s lets nobody in', async (_why, identity) => {
    const { ask, errors } = openApi({ authenticate: () => identity as never });
    expect(await ask('/orders')).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(String(errors[0])).toMatch(/options_invalid|authenticate/);
  });

  it('of nobody, where the host answers with nothing at all', async () => {
    const { ask, errors } = openApi({ authenticate: () => undefined });
    expect(await ask('/orders')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(errors).toEqual([]);
  });
});

describe('a failure', () => {
  /** A shop with an order, whose store begins to fail; and what its host is told of it. */
  async function failing(onError: (error: unknown) => unknown) {
    let broken = false;
    const told: unknown[] = [];
    const shop = openApi(
      {
        onError: (error) => {
          told.push(error);
          return onError(error);
        },
      },
      {
        store: (store) => ({
          ...store,
          commit: async (...asked) => {
            if (broken) throw new Error('the disk is full');
            return store.commit(...asked);
          },
        }),
      },
    );
    await shop.place('o1');
    broken = true;
    return { ...shop, told };
  }

  it.each([
    ['of one order', '/orders/o1/events', usual.confirm],
    ['of one of many', '/bulk', { ids: ['o1'], event: usual.confirm }],
  ])('%s is told to the host, and to nobody else', async (_what, path, body) => {
    const { ask, told } = await failing(() => undefined);
    const answer = await ask(path, { body });
    const problem = path === '/bulk' ? answer.body.receipts[0] : { problem: answer.body };
    expect(problem).toMatchObject({ problem: { status: 500, code: 'internal' } });
    expect(JSON.stringify(answer.body)).not.toContain('disk');
    expect(told.map(String)).toEqual(['Error: the disk is full']);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('the log is full');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('the log is full'))],
  ])('is answered all the same where the host %s when it is told', async (_what, onError) => {
    const { ask, told } = await failing(onError);
    const answer = await ask('/orders/o1/events', { body: usual.confirm });
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(told).toHaveLength(1);
  });
});

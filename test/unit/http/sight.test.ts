import { describe, expect, it } from 'vitest';
import { queues } from 'cod-lifecycle';
import { ordersApi } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { timeZone } from 'cod-lifecycle/calendar';
import type { Identity } from 'cod-lifecycle/http';
import { asking, byToken, openApi } from '../../support/api.ts';
import type { Said } from '../../support/api.ts';
import { address, customer, lifeTo, line, mad, usual, yes } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const draft = { customer, address, lines: [line('1', 'OIL', 1)], amountDue: mad(12_000) };
const ids = ({ rows }: Said): readonly string[] => rows.map(({ order }) => order.id);

/** A tenant that has orders of its own, and another one that would like to have them. */
async function twoTenants() {
  const shop = openShop();
  const api = ordersApi({
    orders: shop.orders,
    authenticate: byToken,
    queues,
    reports: { from: createReports({ store: shop.store }), calendar: timeZone('UTC') },
  });
  const ask = asking(api);
  const source = { kind: 'manual', shop: 'default', externalId: '7', reference: '#7' };
  for (const id of ['a', 'b', 'c']) {
    const body = { ...draft, id, ...(id === 'a' && { source }) };
    await ask('/orders', { as: 'agent@atlas', body });
  }
  return { ...shop, ask, source };
}

describe('a tenant’s orders', () => {
  const routes: readonly (readonly [path: string, body: object | undefined])[] = [
    ['/orders/a', undefined],
    ['/orders/a/history', undefined],
    ['/orders/a/explain', undefined],
    ['/orders/a/events', usual.confirm],
    ['/orders/a/events?dryRun=true', usual.confirm],
  ];

  it.each(routes)('are not there for another tenant: %s', async (path, body) => {
    const { ask } = await twoTenants();
    for (const kind of ['admin', 'agent', 'driver', 'integration', 'system']) {
      const answer = await ask(path, { as: `${kind}@other`, body });
      expect([kind, answer.status, answer.body.code]).toEqual([kind, 404, 'not_found']);
    }
    expect((await ask('/orders/a', { as: 'agent@atlas' })).body).toMatchObject({ version: 1 });
  });

  it('are in no list, count, queue or report of another tenant', async () => {
    const { ask } = await twoTenants();
    const as = 'admin@other';
    expect(ids((await ask('/orders', { as })).body)).toEqual([]);
    expect(ids((await ask('/orders?search=%237', { as })).body)).toEqual([]);
    expect(ids((await ask('/queues/calls', { as })).body)).toEqual([]);
    const counts = (await ask('/counts', { as })).body as unknown as Record<string, number>;
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect((await ask('/reports/waits', { as })).body.rows).toEqual([]);
  });

  it('are not reached by a cursor of their own tenant', async () => {
    const { ask } = await twoTenants();
    const { body } = await ask('/orders?limit=1', { as: 'agent@atlas' });
    const next = encodeURIComponent(body.next);
    expect(ids((await ask(`/orders?limit=1&after=${next}`, { as: 'agent@atlas' })).body)).toEqual([
      'b',
    ]);
    expect(ids((await ask(`/orders?limit=1&after=${next}`, { as: 'agent@other' })).body)).toEqual(
      [],
    );
  });

  it('are not named by a tenant in the query or the body', async () => {
    const { ask } = await twoTenants();
    const as = 'admin@other';
    for (const path of [
      '/orders',
      '/counts',
      '/queues/calls',
      '/reports/waits',
      '/orders/a/history',
    ])
      expect([path, (await ask(`${path}?tenant=atlas`, { as })).status]).toEqual([path, 400]);
    const placed = await ask('/orders', { as, body: { ...draft, tenant: 'atlas' } });
    expect(placed.status).toBe(400);
  });

  it('are not moved in bulk by another tenant', async () => {
    const { ask, orders } = await twoTenants();
    const body = { ids: ['a', 'b'], event: { type: 'confirm', acknowledged: yes } };
    const { receipts } = (await ask('/bulk', { as: 'admin@other', body })).body;
    expect(receipts).toMatchObject([
      { id: 'a', problem: { status: 404 } },
      { id: 'b', problem: { status: 404 } },
    ]);
    expect((await orders.get('a', { tenant: 'atlas' }))?.status).toBe('new');
  });

  it('take nothing from another tenant’s ids, sources and keys', async () => {
    const { ask, source } = await twoTenants();
    const headers = { 'idempotency-key': 'k1' };
    await ask('/orders/a/events', { as: 'agent@atlas', body: usual.failedCall, headers });
    const placed = await ask('/orders', { as: 'agent@other', body: { ...draft, id: 'a', source } });
    expect(placed).toMatchObject({ status: 201, body: { order: { tenant: 'other', id: 'a' } } });
    const sent = await ask('/orders/a/events', { as: 'agent@other', body: usual.confirm, headers });
    expect(sent).toMatchObject({ status: 200, body: { kind: 'applied' } });
  });
});

describe('a driver', () => {
  /** Two drivers, with a delivery each, and an order that nobody has. */
  async function twoDrivers() {
    const shop = openApi({
      queues,
      authenticate: (request) => {
        const id = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
        const kind = id === 'samir' || id === 'omar' ? 'driver' : 'agent';
        return { tenant: 'default', actor: { kind, id } };
      },
    });
    for (const id of ['samir', 'omar', 'nobody']) {
      await shop.place(id);
      if (id === 'nobody') continue;
      const assignee = { kind: 'driver', id, name: null } as const;
      await shop.live(id, [
        [usual.confirm, 'agent'],
        [{ type: 'assign', assignee }, 'dispatcher'],
        [usual.prepare, 'warehouse'],
        [usual.ship, 'warehouse'],
      ]);
    }
    return shop;
  }
  const as = 'samir';

  it('sees and delivers what is assigned to them', async () => {
    const { ask } = await twoDrivers();
    expect(ids((await ask('/orders', { as })).body)).toEqual(['samir']);
    expect(ids((await ask('/queues/runs', { as })).body)).toEqual(['samir']);
    expect((await ask('/counts', { as })).body).toMatchObject({ new: 0, shipped: 1 });
    const sent = await ask('/orders/samir/events', { as, body: usual.deliver });
    expect(sent).toMatchObject({ status: 200, body: { order: { status: 'delivered' } } });
  });

  it.each([
    ['/orders/omar'],
    ['/orders/omar/history'],
    ['/orders/omar/explain'],
    ['/orders/nobody'],
    ['/orders/omar/events', usual.deliver],
    ['/orders/omar/events', { type: 'add_note', text: 'I was here' }],
    ['/orders/nobody/events', { type: 'add_note', text: 'I was here' }],
  ] as const)('finds nobody else’s order: %s', async (path, body?: unknown) => {
    const { ask, get } = await twoDrivers();
    const before = [await get('omar'), await get('nobody')];
    expect(await ask(path, { as, body })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect([await get('omar'), await get('nobody')]).toEqual(before);
  });

  it.each(['/orders?assignee=omar', '/counts?assignee=omar', '/queues/runs?assignee=omar'])(
    'asks for nobody else’s orders: %s',
    async (path) => {
      const { ask } = await twoDrivers();
      expect(await ask(path, { as })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    },
  );

  it.each([
    [usual.cancel],
    [{ type: 'assign', assignee: { kind: 'driver', id: 'samir', name: null } }],
    [{ type: 'reconcile_cash', amount: mad(24_000) }],
    [{ type: 'correct', to: 'delivered', reason: 'so' }],
    [{ type: 'receive_return' }],
  ])('does no work but a driver’s: %j', async (body) => {
    const { ask, get } = await twoDrivers();
    const before = await get('samir');
    const { status } = await ask('/orders/samir/events', { as, body });
    expect([403, 409]).toContain(status);
    expect(await get('samir')).toEqual(before);
  });

  it('places no order, and sees no report', async () => {
    const { ask, store, orders } = await twoDrivers();
    expect(await ask('/orders', { as, body: draft })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    const reports = { from: createReports({ store }), calendar: timeZone('UTC') };
    const reporting = asking(ordersApi({ orders, authenticate: byToken, reports }));
    expect((await reporting('/reports/waits', { as: 'driver' })).status).toBe(403);
    expect((await reporting('/reports/waits', { as: 'finance' })).status).toBe(200);
  });

  it('delivers in bulk what is theirs, and nothing else', async () => {
    const { ask, get } = await twoDrivers();
    const body = { ids: ['samir', 'omar', 7, 'nobody'], event: { type: 'start_delivery' } };
    const { receipts } = (await ask('/bulk', { as, body })).body;
    expect(receipts).toMatchObject([
      { id: 'samir', outcome: { kind: 'applied' } },
      { id: 'omar', problem: { status: 404 } },
      { problem: { status: 400, code: 'invalid' } },
      { id: 'nobody', problem: { status: 404 } },
    ]);
    expect((await get('omar')).status).toBe('shipped');
  });

  const note = { type: 'add_note', text: 'It is with me' };
  const omar = { kind: 'driver', id: 'omar', name: null } as const;

  /** Samir acts while his order is given to Omar: behind what is read first. */
  async function whileGiven() {
    const { orders, get } = await twoDrivers();
    const { version } = await get('samir');
    let given = false;
    const api = ordersApi({
      orders: {
        ...orders,
        get: async (...asked) => {
          const order = await orders.get(...asked);
          if (!given) {
            given = true;
            const dispatcher = { kind: 'dispatcher', id: 'd' } as const;
            await orders.send('samir', { type: 'assign', assignee: omar }, { actor: dispatcher });
          }
          return order;
        },
      },
      authenticate: () => ({ tenant: 'default', actor: { kind: 'driver', id: 'samir' } }),
    });
    return { ask: asking(api), get, version };
  }

  it.each([
    ['the version that they have seen', 0],
    ['the version that is about to be', 1],
    ['a version of no time', 2],
  ])('loses an order that is given to somebody else while they act, for %s', async (_what, on) => {
    const { ask, get, version } = await whileGiven();
    const headers = { 'if-match': `"${version + on}"` };
    const { status, body } = await ask('/orders/samir/events', { body: note, headers });
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(await get('samir')).toMatchObject({ assignee: omar, version: version + 1 });
  });

  it('loses it without a version as well', async () => {
    const { ask, get, version } = await whileGiven();
    expect((await ask('/orders/samir/events', { body: note })).status).toBe(404);
    expect(await get('samir')).toMatchObject({ assignee: omar, version: version + 1 });
  });

  it('is told by an old version of their own order what it is now', async () => {
    const { ask, get } = await twoDrivers();
    const { version } = await get('samir');
    const headers = { 'if-match': `"${version - 1}"` };
    expect(await ask('/orders/samir/events', { as, body: note, headers })).toMatchObject({
      status: 412,
      body: { code: 'version_conflict', expected: version - 1, actual: version },
    });
    expect(await get('samir')).toMatchObject({ version });
  });

  it('is heard once by a key, for the version before, and no more once it is somebody else’s', async () => {
    const { ask, get, orders } = await twoDrivers();
    const { version } = await get('samir');
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': 'k1' };
    const asked = { as, body: note, headers };
    expect((await ask('/orders/samir/events', asked)).body).toMatchObject({ kind: 'applied' });
    expect((await ask('/orders/samir/events', asked)).body).toMatchObject({ kind: 'duplicate' });
    const dispatcher = { kind: 'dispatcher', id: 'd' } as const;
    await orders.send('samir', { type: 'assign', assignee: omar }, { actor: dispatcher });
    expect((await ask('/orders/samir/events', asked)).status).toBe(404);
    expect((await get('samir')).version).toBe(version + 2);
  });

  it('cannot repeat what another driver has sent by its key', async () => {
    const { ask, get, orders } = await twoDrivers();
    const headers = { 'idempotency-key': 'k1' };
    await ask('/orders/samir/events', { as, body: note, headers });
    const dispatcher = { kind: 'dispatcher', id: 'd' } as const;
    await orders.send('samir', { type: 'assign', assignee: omar }, { actor: dispatcher });
    const { version } = await get('samir');
    const again = await ask('/orders/samir/events', { as: 'omar', body: note, headers });
    expect(again).toMatchObject({ status: 422, body: { code: 'command_reused' } });
    expect((await get('samir')).version).toBe(version);
  });
});

describe('what somebody sees', () => {
  const seeing = (sees: Identity['sees'], sends?: Identity['sends']) =>
    openApi({
      authenticate: () => ({
        tenant: 'default',
        actor: { kind: 'customer', id: 'amina' },
        ...(sees && { sees }),
        ...(sends && { sends }),
      }),
    });

  it('is nothing for a customer, unless the host says so', async () => {
    const shop = seeing(undefined);
    await shop.place('o1');
    expect((await shop.ask('/orders/o1')).status).toBe(404);
    expect((await shop.ask('/orders')).status).toBe(403);
    const own = seeing({ orders: ['o1'] });
    await own.place('o1');
    await own.place('o2');
    expect((await own.ask('/orders/o1')).status).toBe(200);
    expect((await own.ask('/orders/o2')).status).toBe(404);
    expect(await own.ask('/orders/o1/events', { body: usual.cancel })).toMatchObject({
      status: 200,
      body: { order: { status: 'cancelled' } },
    });
  });

  it('is what a customer has placed, and not what somebody else has', async () => {
    const shop = seeing(undefined, ['place']);
    await shop.place('o1');
    const taken = await shop.ask('/orders', { body: { ...draft, id: 'o1' } });
    expect(taken).toMatchObject({ status: 409, body: { code: 'taken' } });
    expect(JSON.stringify(taken.body)).not.toContain(customer.name);
    const headers = { 'idempotency-key': 'checkout-7' };
    const body = { ...draft, id: 'o2' };
    expect((await shop.ask('/orders', { body, headers })).status).toBe(201);
    expect(await shop.ask('/orders', { body, headers })).toMatchObject({
      status: 200,
      body: { kind: 'duplicate', order: { id: 'o2' } },
    });
  });

  it('is what a host says of a driver', async () => {
    const shop = openApi({
      authenticate: () => ({
        tenant: 'default',
        actor: { kind: 'driver', id: 'samir' },
        sees: 'all',
      }),
    });
    await shop.place('o1');
    await shop.live('o1', lifeTo.shipped);
    expect((await shop.ask('/orders/o1')).status).toBe(200);
    expect(await shop.ask('/orders/o1/events', { body: usual.deliver })).toMatchObject({
      status: 422,
      body: { blockers: [{ code: 'not_your_delivery' }] },
    });
  });

  it('is the order, and not what has happened to it, for a customer', async () => {
    const shop = seeing({ orders: ['o1'] });
    await shop.place('o1');
    expect((await shop.ask('/orders/o1/explain')).status).toBe(200);
    expect(await shop.ask('/orders/o1/history')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });
});

describe('what somebody sends', () => {
  const sending = (kind: Identity['actor']['kind'], more: Partial<Identity> = {}) =>
    openApi({
      authenticate: () => ({ tenant: 'default', actor: { kind, id: 'amina' }, ...more }),
    });
  const forbidden = { status: 403, body: { code: 'forbidden' } };
  const amend = { type: 'amend', amountDue: mad(1) };

  it.each([
    ['their orders', { orders: ['o1'] }],
    ['all orders', 'all'],
  ] as const)('is, of a customer who sees %s, what customers answer', async (_what, sees) => {
    const shop = sending('customer', { sees });
    await shop.place('o1');
    const send = async (body: object) => shop.ask('/orders/o1/events', { body });
    expect(await send(amend)).toMatchObject(forbidden);
    expect(await send({ type: 'add_note', text: 'free of charge' })).toMatchObject(forbidden);
    expect(await send({ type: 'mark_test' })).toMatchObject(forbidden);
    expect(await send({})).toMatchObject(forbidden);
    const { receipts } = (await shop.ask('/bulk', { body: { ids: ['o1'], event: amend } })).body;
    expect(receipts).toMatchObject([{ id: 'o1', problem: { status: 403 } }]);
    expect(await shop.ask('/orders', { body: { ...draft, id: 'o2' } })).toMatchObject(forbidden);
    expect(await shop.get('o1')).toMatchObject({ version: 1 });
    expect((await send(usual.confirm)).status).toBe(200);
    expect((await send(usual.cancel)).body).toMatchObject({ order: { status: 'cancelled' } });
  });

  it('is what a host says', async () => {
    const shop = sending('agent', { sends: ['confirm'] });
    await shop.place('o1');
    await shop.place('o2');
    expect(await shop.ask('/orders/o1/events', { body: usual.failedCall })).toMatchObject(
      forbidden,
    );
    const body = {
      commands: [
        { id: 'o1', event: usual.failedCall },
        { id: 'o2', event: usual.confirm },
      ],
    };
    const { receipts } = (await shop.ask('/bulk', { body })).body;
    expect(receipts).toMatchObject([
      { problem: { status: 403 } },
      { outcome: { kind: 'applied' } },
    ]);
    expect([(await shop.get('o1')).status, (await shop.get('o2')).status]).toEqual([
      'new',
      'confirmed',
    ]);
  });

  it('is refused before it is known whether there is such an order', async () => {
    const shop = sending('customer', { sees: { orders: ['o1'] } });
    for (const id of ['o1', 'none'])
      expect(await shop.ask(`/orders/${id}/events`, { body: amend })).toMatchObject(forbidden);
  });

  it('is what a screen shows as possible', async () => {
    const possible = async (shop: ReturnType<typeof sending>) => {
      const { body } = await shop.ask('/orders/o1/explain');
      for (const { event, possible, problem } of body.events)
        expect([event, possible, problem === undefined]).toEqual([event, possible, possible]);
      return body.events.flatMap((one) => (one.possible ? [one.event] : []));
    };
    const customer = sending('customer', { sees: { orders: ['o1'] } });
    await customer.place('o1');
    expect(await possible(customer)).toEqual(['confirm', 'schedule_call', 'cancel']);
    const watching = sending('agent', { sends: [] });
    await watching.place('o1');
    expect(await possible(watching)).toEqual([]);
  });
});

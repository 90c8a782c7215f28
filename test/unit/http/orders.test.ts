import { describe, expect, it } from 'vitest';
import { StoreError, queues } from 'cod-lifecycle';
import { known } from '../../support/shop.ts';
import { openApi } from '../../support/api.ts';
import type { Said } from '../../support/api.ts';
import { address, customer, lifeTo, line, mad, usual, yes } from '../../support/life.ts';

const draft = {
  customer,
  address,
  lines: [line('1', 'OIL', 2)],
  amountDue: mad(24_000),
};

describe('an order over HTTP', () => {
  it('is taken in, and says where it is', async () => {
    const { ask, orders } = openApi();
    const placed = await ask('/orders', { body: draft });
    expect(placed).toMatchObject({
      status: 201,
      type: 'application/json; charset=utf-8',
      body: { kind: 'applied', dryRun: false, order: { status: 'new', version: 1 } },
    });
    const { id } = placed.body.order;
    const location = new URL(placed.headers.get('location') ?? '', 'https://shop.example/orders');
    expect(location.pathname).toBe(`/orders/${id}`);
    expect(placed.headers.get('etag')).toBe('"1"');
    expect(await orders.get(id)).toEqual(placed.body.order);
  });

  it('is taken in once: the second time it is the same, with 200', async () => {
    const { ask } = openApi();
    const source = { kind: 'manual', shop: 'default', externalId: '77', reference: null };
    const first = await ask('/orders', { body: { ...draft, source } });
    const second = await ask('/orders', { body: { ...draft, source } });
    expect(second).toMatchObject({ status: 200, body: { kind: 'duplicate' } });
    expect(second.body.order).toEqual(first.body.order);
    expect(second.headers.get('location')).toBeNull();
  });

  it('is got, and not sent again to who holds it', async () => {
    const { ask, place } = openApi();
    const order = await place('o1');
    const got = await ask('/orders/o1');
    expect(got).toMatchObject({ status: 200, body: order });
    expect(got.headers.get('etag')).toBe('"1"');
    for (const held of ['"1"', 'W/"1"', '"7", "1"', '*']) {
      const again = await ask('/orders/o1', { headers: { 'if-none-match': held } });
      expect([held, again.status, again.body]).toEqual([held, 304, null]);
      expect(again.headers.get('etag')).toBe('"1"');
    }
    const other = await ask('/orders/o1', { headers: { 'if-none-match': '"2"' } });
    expect(other.status).toBe(200);
  });

  it('has the same headers for HEAD, and no body', async () => {
    const { ask, place } = openApi();
    await place('o1');
    const head = await ask('/orders/o1', { method: 'HEAD' });
    expect([head.status, head.body, head.headers.get('etag')]).toEqual([200, null, '"1"']);
  });

  it('is named by an id of any letters', async () => {
    const { ask, place } = openApi();
    await place('طلب 7/é');
    const { status, body } = await ask(`/orders/${encodeURIComponent('طلب 7/é')}`);
    expect([status, body['id']]).toEqual([200, 'طلب 7/é']);
  });

  it('is moved by an event', async () => {
    const { ask, place } = openApi();
    await place('o1');
    const sent = await ask('/orders/o1/events', { body: usual.confirm });
    expect(sent).toMatchObject({
      status: 200,
      body: {
        kind: 'applied',
        order: { status: 'confirmed', version: 2 },
        entry: { event: { type: 'confirm' }, actor: { kind: 'agent', id: 'agent' } },
      },
    });
    expect(sent.headers.get('etag')).toBe('"2"');
  });

  it('is moved once by a key, however often it is sent', async () => {
    const { ask, place, get } = openApi();
    await place('o1');
    const send = async () =>
      ask('/orders/o1/events', {
        body: usual.failedCall,
        headers: { 'idempotency-key': '"call-7"' },
      });
    const first = await send();
    expect(first.body).toMatchObject({ kind: 'applied', entry: { commandId: 'call-7' } });
    const second = await send();
    expect(second).toMatchObject({ status: 200, body: { kind: 'duplicate' } });
    expect(second.body.entry).toEqual(first.body.entry);
    expect((await get('o1')).calls.made).toBe(1);
  });

  it('is only looked at by a dry run', async () => {
    const { ask, place, get } = openApi();
    await place('o1');
    const tried = await ask('/orders/o1/events?dryRun=true', { body: usual.confirm });
    expect(tried.body).toMatchObject({ kind: 'applied', dryRun: true, order: { version: 2 } });
    expect((await get('o1')).version).toBe(1);
    const placed = await ask('/orders?dryRun=true', { body: { ...draft, id: 'o2' } });
    expect([placed.status, placed.headers.get('location')]).toEqual([200, null]);
    expect((await ask('/orders/o2')).status).toBe(404);
  });

  it('is told late, with the time at which it happened', async () => {
    const { ask, place, live, clock } = openApi();
    await place('o1');
    await live('o1', lifeTo.out_for_delivery);
    clock.pass({ minutes: 240 });
    const at = new Date(Date.parse(clock.now()) - 180 * 60_000).toISOString();
    const path = `/orders/o1/events?occurredAt=${encodeURIComponent(at)}`;
    const told = await ask(path, { as: 'driver', body: usual.deliver });
    expect(told.body.entry).toMatchObject({ occurredAt: at, recordedAt: clock.now() });
  });

  it('shows its history, page by page', async () => {
    const { ask, place, live, orders } = openApi();
    await place('o1');
    await live('o1', lifeTo.shipped);
    const { rows } = await orders.history('o1');
    const first = await ask('/orders/o1/history?limit=2');
    expect(first.body.rows).toEqual(rows.slice(0, 2));
    const second = await ask(`/orders/o1/history?after=${encodeURIComponent(first.body.next)}`);
    expect(second.body).toEqual({ rows: rows.slice(2), next: null });
  });

  it('says what it requires, what is possible, and why the rest is not', async () => {
    const { ask, place } = openApi({}, { shelf: { OIL: 1 } });
    await place('o1');
    const { status, headers, body } = await ask('/orders/o1/explain');
    expect([status, headers.get('etag')]).toEqual([200, `"${body.order.version}"`]);
    expect(body).toMatchObject({
      order: { id: 'o1', status: 'new' },
      actions: ['contact_customer'],
      progress: { step: 1, of: 6 },
    });
    const why = Object.fromEntries(
      body.events.map(({ event, possible, problem }) => [
        event,
        possible ? 'possible' : problem.code,
      ]),
    );
    expect(why).toMatchObject({
      cancel: 'possible',
      confirm: 'blocked',
      redeliver: 'wrong_status',
      correct: 'forbidden',
    });
    const { problem } = known(body.events.find(({ event }) => event === 'confirm'));
    expect(problem).toMatchObject({
      status: 422,
      type: 'urn:cod-lifecycle:problem:blocked',
      blockers: [{ code: 'stock_not_reserved' }],
    });
  });
});

describe('many orders over HTTP', () => {
  async function busy() {
    const shop = openApi({ queues });
    for (const id of ['a', 'b', 'c', 'd', 'e']) await shop.place(id);
    await shop.live('d', lifeTo.confirmed);
    await shop.live('e', lifeTo.cancelled);
    return shop;
  }
  const ids = ({ rows }: Said): readonly string[] => rows.map(({ order }) => order.id);

  it('are listed by status, both ways, a page at a time', async () => {
    const { ask } = await busy();
    const all = await ask('/orders?status=new,confirmed');
    expect(ids(all.body)).toEqual(['a', 'b', 'c', 'd']);
    expect(ids((await ask('/orders?status=new&status=confirmed')).body)).toEqual(ids(all.body));
    const first = await ask('/orders?limit=2&sort=placed_at&direction=desc&open=true');
    const next = await ask(
      `/orders?limit=2&sort=placed_at&direction=desc&open=true&after=${first.body.next}`,
    );
    expect([...ids(first.body), ...ids(next.body)]).toEqual(['d', 'c', 'b', 'a']);
    const back = await ask(
      `/orders?limit=2&sort=placed_at&direction=desc&open=true&before=${next.body.prev}`,
    );
    expect(back.body).toEqual(first.body);
  });

  it('are listed by who has them, where they come from, when, and what is searched for', async () => {
    const { ask, live, clock, place } = await busy();
    await place('f', {
      source: { kind: 'youcan', shop: 'atlas', externalId: '1', reference: '#1001' },
    });
    await live('d', lifeTo.shipped.slice(2));
    const asked = async (query: string) => ids((await ask(`/orders?${query}`)).body);
    expect(await asked('assignee=driver')).toEqual(['d']);
    expect(await asked('source.kind=youcan&source.shop=atlas')).toEqual(['f']);
    expect(await asked('search=1001')).toEqual(['f']);
    expect(await asked('callDue=true')).toEqual(['a', 'b', 'c', 'f']);
    const now = encodeURIComponent(clock.now());
    expect(await asked(`placed.from=${now}`)).toEqual([]);
    expect(await asked(`placed.to=${now}&status=cancelled`)).toEqual(['e']);
  });

  it('are counted by status, for the tabs', async () => {
    const { ask } = await busy();
    const { body } = await ask('/counts');
    expect(body).toMatchObject({ new: 3, confirmed: 1, cancelled: 1, delivered: 0 });
    expect((await ask('/counts?open=true&upTo=2')).body).toMatchObject({ new: 2, cancelled: 0 });
  });

  it('stand in the queues of the day', async () => {
    const { ask } = await busy();
    expect(ids((await ask('/queues/packages')).body)).toEqual(['d']);
    expect(ids((await ask('/queues/calls?limit=2')).body)).toEqual(['a', 'b']);
  });

  it('are sent one event, a receipt for each', async () => {
    const { ask } = await busy();
    const { status, body } = await ask('/bulk', {
      body: { ids: ['a', 'e', 'nowhere', 'a'], event: { type: 'confirm', acknowledged: yes } },
    });
    expect(status).toBe(200);
    expect(body.receipts).toMatchObject([
      { id: 'a', outcome: { kind: 'applied', order: { status: 'confirmed' } } },
      { id: 'e', problem: { status: 409, code: 'wrong_status' } },
      { id: 'nowhere', problem: { status: 404, code: 'not_found' } },
    ]);
  });

  it('are sent an event each, once by its key', async () => {
    const { ask, live } = await busy();
    await live('d', lifeTo.delivered.slice(2));
    const send = async () =>
      ask('/bulk', {
        as: 'finance',
        body: {
          commands: [
            { id: 'd', event: { type: 'reconcile_cash', amount: mad(24_000) } },
            { id: 'a', event: { type: 'add_note', text: 'Called twice' } },
          ],
        },
        headers: { 'idempotency-key': 'settlement-7' },
      });
    expect((await send()).body.receipts).toMatchObject([
      { outcome: { kind: 'applied', order: { cash: { state: 'reconciled' } } } },
      { outcome: { kind: 'applied' } },
    ]);
    expect((await send()).body.receipts).toMatchObject([
      { outcome: { kind: 'duplicate' } },
      { outcome: { kind: 'duplicate' } },
    ]);
  });
});

describe('the rest of an API', () => {
  it('says that it is well', async () => {
    const { ask } = openApi();
    const { status, body } = await ask('/health', { as: null });
    expect([status, body]).toEqual([200, { status: 'ok' }]);
  });

  it('says so where the store does not answer', async () => {
    const { ask, errors } = openApi(
      {},
      {
        store: (store) => ({
          ...store,
          load: async () => {
            throw new StoreError('not_applied', 'ECONNREFUSED');
          },
        }),
      },
    );
    const { status, body, headers } = await ask('/health', { as: null });
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'store_failed', '1']);
    expect(JSON.stringify(body)).not.toContain('ECONNREFUSED');
    expect(errors).toHaveLength(1);
  });

  it('takes in what was ordered before, on the day on which it was', async () => {
    const { ask, clock } = openApi();
    const day = 24 * 60;
    const ordered = clock.now();
    clock.pass({ minutes: 4 * day });
    const at = encodeURIComponent(ordered);
    const { body } = await ask(`/orders?occurredAt=${at}`, { body: { ...draft, id: 'o1' } });
    const { placedAt, enteredAt, calls, updatedAt } = body.order;
    expect([placedAt, enteredAt, calls.startedAt, updatedAt]).toEqual([
      ordered,
      ordered,
      ordered,
      clock.now(),
    ]);
    const later = new Date(Date.parse(ordered) + day * 60_000).toISOString();
    const told = await ask(`/orders/o1/events?occurredAt=${encodeURIComponent(later)}`, {
      body: usual.failedCall,
    });
    expect(told.body).toMatchObject({ kind: 'applied', entry: { occurredAt: later } });
  });

  it('lives behind a path', async () => {
    const { ask, place } = openApi({ basePath: '/cod/v1' });
    await place('o1');
    const placed = await ask('/cod/v1/orders', { body: { ...draft, id: 'o2' } });
    const asked = 'https://shop.example/cod/v1/orders';
    const { pathname } = new URL(placed.headers.get('location') ?? '', asked);
    expect(pathname).toBe('/cod/v1/orders/o2');
    for (const [path, status] of [
      ['/cod/v1/orders/o1', 200],
      ['/orders/o1', 404],
      ['/cod/v1orders/o1', 404],
      ['/cod/v1', 404],
    ] as const)
      expect([path, (await ask(path)).status]).toEqual([path, status]);
    const document = await ask('/cod/v1/openapi.json', { as: null });
    expect(document.body['servers']).toEqual([{ url: '/cod/v1' }]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cod, createOrders, queues } from 'cod-lifecycle';
import type { ListOptions, OrderStatus } from 'cod-lifecycle';
import { timeZone, workingHours } from 'cod-lifecycle/calendar';
import { memoryStore } from 'cod-lifecycle/memory';
import { runs } from '../../properties/lifecycle/runs.ts';
import { actor, driver, lifeTo, mad, minute, usual } from '../../support/life.ts';
import { draft, known, openShop } from '../../support/shop.ts';
import type { Shop, ShopOptions } from '../../support/shop.ts';

type Query = ListOptions<OrderStatus>;

const idsIn = async ({ orders }: Shop, query: Query): Promise<readonly string[]> =>
  (await orders.list(query)).rows.map(({ order }) => order.id);

/** A shop with an order in each of these statuses, named after it. */
async function shopWith(
  statuses: readonly OrderStatus[],
  options: ShopOptions = {},
): Promise<Shop> {
  const shop = openShop({ shelf: { OIL: 1000 }, ...options });
  for (const status of statuses) {
    await shop.place(status);
    await shop.live(status, lifeTo[status]);
    shop.clock.pass({ minutes: 1 });
  }
  return shop;
}

describe('a row of a list', () => {
  it('carries what the order requires, and how far along the path it is', async () => {
    const shop = await shopWith(['new', 'processing', 'delivered', 'returned', 'no_answer']);
    const { rows } = await shop.orders.list();
    expect(rows.map(({ order, actions, progress }) => [order.id, actions, progress])).toEqual([
      ['new', ['contact_customer'], { step: 1, of: 6 }],
      ['processing', ['complete_packaging', 'attach_label'], { step: 3, of: 6 }],
      ['delivered', ['reconcile_cash'], { step: 6, of: 6 }],
      ['returned', ['process_return', 'investigate_reason', 'decide_redelivery'], null],
      ['no_answer', ['schedule_call'], null],
    ]);
    const view = await shop.orders.explain('processing', { actor: actor('warehouse') });
    expect(known(view).progress).toEqual({ step: 3, of: 6 });
  });

  it('holds the order, which can be sent an event without another load', async () => {
    const shop = await shopWith(['new']);
    const [row] = (await shop.orders.list({ status: ['new'] })).rows;
    const { order } = known(row);
    if (order.status !== 'new') throw new Error(order.status);
    const sent = await shop.orders.send(order, usual.confirm, { actor: actor('agent') });
    expect(sent).toMatchObject({ kind: 'applied', order: { status: 'confirmed' } });
  });
});

describe('the queues', () => {
  it('are the calls to make now, the longest due first', async () => {
    const shop = openShop({ shelf: { OIL: 100 } });
    for (const id of ['first', 'second', 'called', 'amended', 'confirmed']) {
      await shop.place(id);
      shop.clock.pass({ minutes: 1 });
    }
    await shop.send('called', usual.failedCall, 'agent');
    for (const id of ['amended', 'confirmed']) await shop.send(id, usual.confirm, 'agent');
    shop.clock.pass({ minutes: 1 });
    await shop.send('amended', { type: 'amend', amountDue: mad(20_000) }, 'agent');
    expect(await idsIn(shop, queues.calls)).toEqual(['first', 'second', 'amended']);
    expect(await shop.orders.counts(queues.calls)).toMatchObject({ new: 2, confirmed: 1 });
    const { nextCallAt } = (await shop.get('called')).calls;
    const minutes = (Date.parse(known(nextCallAt)) - Date.parse(shop.clock.now())) / 60_000;
    shop.clock.pass({ minutes: minutes - 1 / 60_000 });
    expect(await idsIn(shop, queues.calls)).toEqual(['first', 'second', 'amended']);
    shop.clock.pass({ minutes: 1 / 60_000 });
    expect(await idsIn(shop, queues.calls)).toEqual(['first', 'second', 'amended', 'called']);
    await shop.send('first', usual.cancel, 'agent');
    await shop.send('amended', usual.confirm, 'agent');
    expect(await idsIn(shop, queues.calls)).toEqual(['second', 'called']);
  });

  it('are the packages, the runs, the cash and the returns', async () => {
    const all: OrderStatus[] = ['confirmed', 'processing', 'shipped', 'out_for_delivery'];
    const shop = await shopWith([...all, 'delivered', 'returned', 'cancelled', 'new']);
    expect(await idsIn(shop, queues.packages)).toEqual(['confirmed', 'processing']);
    await shop.send('confirmed', { type: 'amend', amountDue: mad(20_000) }, 'agent');
    expect(await idsIn(shop, queues.packages)).toEqual(['processing']);
    expect(await idsIn(shop, queues.runs)).toEqual(['shipped', 'out_for_delivery']);
    expect(await idsIn(shop, { ...queues.runs, assignee: driver.id })).toHaveLength(2);
    expect(await idsIn(shop, { ...queues.runs, assignee: 'another' })).toEqual([]);
    expect(await idsIn(shop, queues.cash)).toEqual(['delivered']);
    await shop.send('delivered', { type: 'reconcile_cash', amount: mad(1) }, 'finance');
    expect(await idsIn(shop, queues.cash)).toEqual(['delivered']);
    await shop.send('delivered', { type: 'reconcile_cash', amount: mad(24_000) }, 'finance');
    expect(await idsIn(shop, queues.cash)).toEqual([]);
    expect(await idsIn(shop, queues.returns)).toEqual(['returned']);
    await shop.send('returned', { type: 'close_return', cause: 'refused' }, 'agent');
    expect(await idsIn(shop, queues.returns)).toEqual([]);
    expect(await shop.orders.counts({ open: false })).toMatchObject({
      delivered: 1,
      returned: 1,
      cancelled: 1,
      new: 0,
    });
  });
});

describe('orders that are overdue', () => {
  const sla = { new: { minutes: 30 }, out_for_delivery: { minutes: 120 } };

  it('are those that are in their status for longer than allowed, to the millisecond', async () => {
    const shop = await shopWith(['new', 'out_for_delivery', 'shipped'], { sla });
    const entered = Date.parse((await shop.get('new')).enteredAt);
    const goTo = (minutes: number): void => {
      const passed = Date.parse(shop.clock.now()) - entered;
      shop.clock.pass({ minutes: minutes - passed / 60_000 });
    };
    goTo(30 - 1 / 60_000);
    expect(await idsIn(shop, { overdue: true })).toEqual([]);
    goTo(30);
    expect(await idsIn(shop, { overdue: true })).toEqual(['new']);
    expect(await shop.orders.counts({ overdue: true })).toMatchObject({ new: 1, shipped: 0 });
    const { rows } = await shop.orders.list();
    expect(rows.map(({ overdue }) => overdue)).toEqual([true, false, false]);
    goTo(200);
    expect(await idsIn(shop, { overdue: true })).toEqual(['new', 'out_for_delivery']);
    expect(await idsIn(shop, { overdue: true, status: ['shipped', 'new'] })).toEqual(['new']);
  });

  it('are those whose working time is over, exactly when their timer says so', async () => {
    const span = [
      ['09:00', '13:00'],
      ['15:00', '18:30'],
    ] as const;
    const within = workingHours({
      zone: 'Africa/Casablanca',
      week: {
        monday: span,
        tuesday: span,
        wednesday: span,
        friday: span,
        saturday: [['22:00', '02:00']],
      },
      holidays: ['2026-03-20'],
    });
    const from = Date.parse('2026-02-01T00:00:00Z');
    const moment = fc.integer({ min: 0, max: 60 * 86_400_000 });
    const limit = fc.integer({ min: 1, max: 3000 });
    await fc.assert(
      fc.asyncProperty(moment, moment, limit, async (placed, later, minutes) => {
        let now = new Date(from + placed).toISOString();
        const store = memoryStore({ now: () => now });
        const orders = createOrders({
          lifecycle: cod(),
          store,
          sla: { new: { minutes, within } },
        });
        await orders.place(draft(), { actor: actor('agent') });
        const ends = within.after(now, minutes);
        const moments = [Date.parse(ends) - 1, Date.parse(ends), Date.parse(now) + later];
        for (const at of moments) {
          now = new Date(at).toISOString();
          const [row] = (await orders.list()).rows;
          expect([now, row?.overdue]).toEqual([now, now >= ends]);
          expect((await orders.list({ overdue: true })).rows).toHaveLength(now >= ends ? 1 : 0);
        }
      }),
      runs(60),
    );
  });
});

describe('a list through filters', () => {
  it('takes spans of time with any zone, and days of the shop', async () => {
    const shop = openShop({ shelf: { OIL: 1000 } });
    const casablanca = timeZone('Africa/Casablanca');
    for (const id of ['today', 'late', 'tomorrow']) {
      await shop.place(id);
      shop.clock.pass({ minutes: id === 'today' ? 13 * 60 + 59 : 1 });
    }
    const placed = { from: '2026-01-15T10:00:00+01:00', to: '2026-01-15T23:59:00+01:00' };
    expect(await idsIn(shop, { placed })).toEqual(['today']);
    expect(await idsIn(shop, { placed: casablanca.day('2026-01-15') })).toEqual(['today', 'late']);
    expect(await idsIn(shop, { placed: casablanca.day('2026-01-16') })).toEqual(['tomorrow']);
    expect(await shop.orders.counts({ placed: casablanca.day('2026-01-15') })).toMatchObject({
      new: 2,
    });
  });

  it('finds an order by its number, its phone and its id', async () => {
    const shop = openShop();
    const source = { kind: 'shopify', shop: 'zahra', externalId: '77', reference: '#1042' };
    const customer = { name: 'Amina', phone: '+212 661-234567' };
    await shop.place('o-77', { source, customer });
    for (const search of ['1042', '#104', '0661234567', '4567', 'o-77'])
      expect([search, await idsIn(shop, { search })]).toEqual([search, ['o-77']]);
    expect(await idsIn(shop, { search: '1043' })).toEqual([]);
  });

  it('goes both ways, and by any of its times', async () => {
    const shop = await shopWith(['delivered', 'new', 'confirmed', 'returned']);
    const newest: Query = { direction: 'desc', limit: 2 };
    const first = await shop.orders.list(newest);
    const second = await shop.orders.list({ ...newest, after: known(first.next) });
    const back = await shop.orders.list({ ...newest, before: known(second.prev) });
    const ids = [first, second, back].map(({ rows }) => rows.map(({ order }) => order.id));
    expect(ids).toEqual([
      ['returned', 'confirmed'],
      ['new', 'delivered'],
      ['returned', 'confirmed'],
    ]);
    expect([first.prev, second.next, back.prev]).toEqual([null, null, null]);
    expect(await idsIn(shop, { sort: 'collected_at' })).toEqual(['delivered']);
  });

  it('hands out every order, one after the other, and asks page by page', async () => {
    let asked = 0;
    const shop = openShop({
      shelf: { OIL: 5000 },
      store: (store) => ({
        ...store,
        list: async (query) => {
          asked += 1;
          return store.list(query);
        },
      }),
    });
    const ids = Array.from({ length: 1100 }, (_, index) => `o${index}`);
    for (const id of ids) await shop.place(id);
    const seen = new Set<string>();
    const askedAt: number[] = [];
    for await (const { order } of shop.orders.each({ status: ['new'], direction: 'desc' })) {
      askedAt.push(asked);
      seen.add(order.id);
    }
    expect([seen.size, askedAt.at(0), askedAt.at(-1)]).toEqual([1100, 1, 3]);
    for await (const { order } of shop.orders.each()) {
      expect(order.status).toBe('new');
      break;
    }
    expect(asked).toBe(4);
  });
});

describe('a question that makes no sense is refused by its name', () => {
  it.each([
    ['query.status', { status: 'new' }],
    ['query.open', { open: 'yes' }],
    ['query.source.kind', { source: { kind: '' } }],
    ['query.actor.kind', { actor: { kind: 'boss' } }],
    ['query.placed.from', { placed: { from: '2026-03-20' } }],
    ['query.placed', { placed: { since: minute(0) } }],
    ['query.callDue', { callDue: false }],
    ['query.callDue', { callDue: true, nextCall: { to: minute(1) } }],
    ['query.overdue', { overdue: true }],
    ['query.search', { search: 7 }],
    ['query.status.1', { status: ['new', 'lost'] }],
    ['query.sort', { sort: 'updated_at' }],
    ['query.direction', { direction: 'up' }],
    ['query.before', { after: `placed_at ${minute(0)} a`, before: `placed_at ${minute(0)} a` }],
    ['query.before', { before: `entered_at ${minute(0)} a` }],
    ['query.limit', { limit: 1001 }],
  ])('%s', async (field, query) => {
    const { orders } = openShop();
    const refused = new RegExp(`^${field.replaceAll('.', '\\.')}(\\.| )`);
    await expect(orders.list(query as never)).rejects.toThrow(refused);
    await expect(orders.each(query as never).next()).rejects.toThrow(
      ['query.limit', 'query.before'].includes(field) ? /^query/ : refused,
    );
  });

  it('but not what a form has left open', async () => {
    const { orders, place } = openShop();
    await place('o1');
    const open = {
      search: '  ',
      status: undefined,
      assignee: undefined,
      source: undefined,
      placed: undefined,
      after: undefined,
      limit: undefined,
    };
    expect((await orders.list(open)).rows).toHaveLength(1);
    expect(await orders.counts({ search: '', upTo: undefined })).toMatchObject({ new: 1 });
    expect((await orders.each({ search: '' }).next()).value).toMatchObject({ order: { id: 'o1' } });
  });

  it('counts take no page', async () => {
    const { orders } = openShop();
    await expect(orders.counts({ limit: 5 } as never)).rejects.toThrow(/^query/);
    await expect(orders.counts({ upTo: 0 })).rejects.toThrow(/^query\.upTo /);
  });
});

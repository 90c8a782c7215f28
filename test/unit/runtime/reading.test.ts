import { describe, expect, it } from 'vitest';
import { OptionsError, cod, createOrders, orderStatuses } from 'cod-lifecycle';
import type { ActorKind, OrderStatus } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { actor, lifeTo, mad, usual } from '../../support/life.ts';
import { draft, handClock, known, openShop } from '../../support/shop.ts';

async function explained(status: OrderStatus, by: ActorKind) {
  const shop = openShop();
  await shop.place('o1');
  await shop.live('o1', lifeTo[status]);
  const view = known(await shop.orders.explain('o1', { actor: actor(by) }));
  const of = (event: string) => known(view.events.find((one) => one.event === event));
  const possible = view.events.flatMap((one) => (one.possible ? [one.event] : []));
  return { view, of, possible };
}

describe('explaining an order', () => {
  it.each([
    [
      'new',
      'agent',
      ['confirm', 'record_call_attempt', 'schedule_call', 'amend', 'cancel', 'add_note'],
    ],
    ['no_answer', 'customer', ['confirm', 'schedule_call', 'amend', 'cancel', 'add_note']],
    [
      'processing',
      'warehouse',
      ['complete_packaging', 'attach_label', 'assign', 'assign_tracking', 'ship', 'add_note'],
    ],
    [
      'out_for_delivery',
      'driver',
      ['record_delivery_attempt', 'deliver', 'report_failed_delivery', 'add_note'],
    ],
    ['delivered', 'finance', ['remit_cash', 'reconcile_cash', 'add_note']],
    ['cancelled', 'admin', ['reopen', 'record_reservation', 'add_note', 'correct']],
  ] as const)('shows the buttons of an order in %s to the %s', async (status, by, buttons) => {
    const { possible, view } = await explained(status, by);
    expect(possible.toSorted()).toEqual(buttons.toSorted());
    expect(view.events.map(({ event }) => event)).toEqual(cod().events);
  });

  it('says why a button is grey: the status, the person or every guard', async () => {
    const { of } = await explained('confirmed', 'warehouse');
    expect(of('ship')).toMatchObject({
      possible: false,
      refusal: { code: 'wrong_status', legalFrom: ['processing'] },
    });
    expect(of('cancel')).toMatchObject({ refusal: { code: 'forbidden', actor: 'warehouse' } });
    const again = await explained('confirmed', 'agent');
    expect(again.of('confirm')).toMatchObject({
      refusal: { code: 'blocked', blockers: [{ code: 'already_confirmed', params: {} }] },
    });
    const shipped = await explained('shipped', 'agent');
    expect(shipped.of('cancel')).toMatchObject({ refusal: { instead: 'report_failed_delivery' } });
  });

  it('says what the order requires of people', async () => {
    expect((await explained('returned', 'agent')).view.actions).toEqual([
      'process_return',
      'investigate_reason',
      'decide_redelivery',
    ]);
  });
});

describe('lists', () => {
  it('go through all orders page by page, each exactly once, also of one moment', async () => {
    const shop = openShop({ shelf: { OIL: 1000 } });
    const ids = Array.from({ length: 23 }, (_, index) => `o${index}`);
    for (const [index, id] of ids.entries()) {
      await shop.place(id);
      if (index % 5 === 0) shop.clock.pass({ minutes: 1 });
    }
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await shop.orders.list({ limit: 5, ...(after !== undefined && { after }) });
      seen.push(...page.rows.map(({ order }) => order.id));
      after = page.next ?? undefined;
      pages += 1;
    } while (after !== undefined);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(pages).toBe(5);
  });

  it('are not confused by an order that is placed or moves between two pages', async () => {
    const shop = openShop({ shelf: { OIL: 1000 } });
    for (const id of ['a', 'b', 'c', 'd']) {
      await shop.place(id);
      shop.clock.pass({ minutes: 1 });
    }
    const first = await shop.orders.list({ status: ['new'], limit: 2 });
    await shop.live('a', lifeTo.confirmed);
    await shop.place('e');
    const rest = await shop.orders.list({ status: ['new'], limit: 9, after: known(first.next) });
    expect([first, rest].map(({ rows }) => rows.map(({ order }) => order.id))).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    expect(rest.next).toBeNull();
  });

  it('end with null, also when the last page is full', async () => {
    const shop = openShop();
    await shop.place('o1');
    expect((await shop.orders.list({ limit: 1 })).next).toBeNull();
  });

  it.each([{ limit: 0 }, { limit: 1001 }, { page: 2 }, { after: 7 }])(
    'refuse the question %o as a mistake',
    async (query) => {
      await expect(openShop().orders.list(query as never)).rejects.toBeInstanceOf(OptionsError);
    },
  );

  it('count every status, also with 0', async () => {
    const shop = openShop();
    await shop.place('o1');
    const zeros = Object.fromEntries(orderStatuses.map((status) => [status, 0]));
    expect(await shop.orders.counts()).toEqual({ ...zeros, new: 1 });
    await shop.live('o1', lifeTo.cancelled);
    expect(await shop.orders.counts()).toEqual({ ...zeros, cancelled: 1 });
  });
});

describe('the history', () => {
  it('comes oldest first, page by page, with who, when and under which command', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    const first = await shop.orders.history('o1', { limit: 3 });
    const second = await shop.orders.history('o1', { limit: 3, after: known(first.next) });
    const third = await shop.orders.history('o1', { limit: 3, after: known(second.next) });
    const versions = [first, second, third].map(({ rows }) => rows.map(({ version }) => version));
    expect(versions).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(third.next).toBeNull();
    expect(third.rows).toMatchObject([
      {
        tenant: 'default',
        orderId: 'o1',
        event: usual.deliver,
        from: 'out_for_delivery',
        to: 'delivered',
        actor: actor('driver'),
        commandId: expect.any(String),
      },
    ]);
  });
});

describe('tenants', () => {
  const two = async () => {
    const store = memoryStore({ now: handClock().now });
    const shopOf = (tenant: string) => createOrders({ lifecycle: cod(), store, tenant });
    const [a, b] = [shopOf('a'), shopOf('b')];
    const source = { kind: 'shopify', shop: 's', externalId: '1' };
    for (const orders of [a, b])
      await orders.place(draft({ id: 'o1', source }), { actor: actor('agent') });
    await a.send('o1', usual.confirm, { actor: actor('agent'), commandId: 'c1' });
    return { a, b };
  };

  it('never mix: the same id, source and command id belong to each alone', async () => {
    const { a, b } = await two();
    expect((await a.get('o1'))?.status).toBe('confirmed');
    expect((await b.get('o1'))?.status).toBe('new');
    expect((await b.list()).rows.map(({ order }) => order.tenant)).toEqual(['b']);
    expect(await b.counts()).toMatchObject({ new: 1, confirmed: 0 });
    expect((await b.history('o1')).rows).toHaveLength(1);
    const same = { actor: actor('agent'), commandId: 'c1' };
    expect((await b.send('o1', usual.confirm, same)).kind).toBe('applied');
  });

  it('can be named with every call', async () => {
    const { a } = await two();
    expect((await a.get('o1', { tenant: 'b' }))?.tenant).toBe('b');
    expect((await a.list({ tenant: 'b' })).rows).toHaveLength(1);
    expect(await a.counts({ tenant: 'c' })).toMatchObject({ new: 0 });
    const other = { actor: actor('agent'), tenant: 'b' };
    expect(await a.send('o1', usual.failedCall, other)).toMatchObject({
      kind: 'applied',
      order: { tenant: 'b' },
    });
    expect((await a.explain('o1', other))?.order.status).toBe('no_answer');
    expect(await a.send('o1', usual.confirm, { ...other, tenant: 'c' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('keep what is owed and what contradicts apart', async () => {
    const { a } = await two();
    const carrier = { actor: actor('carrier') };
    await a.send('o1', { type: 'deliver', collected: mad(1) }, carrier);
    expect(await a.contradictions.list()).toHaveLength(1);
    expect(await a.contradictions.list({ tenant: 'b' })).toEqual([]);
    const [kept] = await a.contradictions.list();
    expect(await a.contradictions.settle(known(kept).contradictionId, { tenant: 'b' })).toBe(false);
    expect(await a.effects.list({ state: 'done', tenant: 'c' })).toEqual([]);
    expect(await a.effects.list({ state: 'done' })).not.toEqual([]);
  });
});

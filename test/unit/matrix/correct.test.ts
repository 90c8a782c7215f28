import { describe, expect, it } from 'vitest';
import { actorKinds, cod, isClosed, orderStatuses, requiredActions } from 'cod-lifecycle';
import type { OrderEvent, OrderStatus, Policy } from 'cod-lifecycle';
import { expectBalanced, onlyRow, shelf } from '../../support/books.ts';
import {
  actor,
  address,
  ask,
  driver,
  lifeTo,
  live,
  mad,
  orderIn,
  usual,
} from '../../support/life.ts';
import type { Step } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const pairs = orderStatuses.flatMap((from) =>
  orderStatuses.flatMap((to) => (from === to ? [] : [[from, to] as const])),
);

const bare = (to: OrderStatus): OrderEvent => ({ type: 'correct', to, reason: 'It was wrong' });
const full = (to: OrderStatus): OrderEvent => ({
  type: 'correct',
  to,
  reason: 'It was wrong',
  acknowledged: true,
  assignee: driver,
  collected: mad(24_000),
  failure: 'wrong_address',
  cancelReason: 'staff',
});

/** The facts that each status promises. */
const promised: { readonly [Status in OrderStatus]: readonly string[] } = {
  new: [],
  no_answer: [],
  confirmed: ['confirmation'],
  processing: ['confirmation', 'preparation'],
  shipped: ['confirmation', 'assignee', 'shipment'],
  out_for_delivery: ['confirmation', 'assignee', 'shipment'],
  delivered: ['confirmation', 'assignee', 'shipment', 'collection'],
  returned: ['confirmation', 'assignee', 'shipment', 'return'],
  cancelled: ['cancellation'],
};

/** The facts that may come along. */
const welcome: { readonly [Status in OrderStatus]: readonly string[] } = {
  new: [],
  no_answer: [],
  confirmed: ['assignee'],
  processing: ['assignee'],
  shipped: ['preparation'],
  out_for_delivery: ['preparation'],
  delivered: ['preparation'],
  returned: ['preparation'],
  cancelled: [],
};

/** The facts that an order of each status brings of its own. */
const has: { readonly [Status in OrderStatus]: readonly string[] } = {
  ...promised,
  processing: ['confirmation', 'preparation', 'assignee'],
};

/** Facts that a correction makes of itself. */
const made = (from: OrderStatus) => [
  'preparation',
  ...(has[from].includes('assignee') ? ['shipment'] : []),
];

const allFacts = [
  'confirmation',
  'assignee',
  'preparation',
  'shipment',
  'collection',
  'return',
  'cancellation',
] as const;

describe.each(pairs)('a correction from %s to %s', (from, to) => {
  it('leads there with the facts that it brings, and with none that do not belong there', () => {
    const corrected = ask(orderIn(from), full(to), 'admin');
    if (!corrected.ok) throw new Error(JSON.stringify(corrected.refusal));
    const { order } = corrected;
    expect(order.status).toBe(to);
    const present = allFacts.filter((fact) => order[fact] !== null);
    expect(present).toEqual(expect.arrayContaining([...promised[to]]));
    const foreign = (fact: string) => !promised[to].includes(fact) && !welcome[to].includes(fact);
    expect(present.filter(foreign)).toEqual([]);
    expect(corrected.entry).toMatchObject({ event: { reason: 'It was wrong' }, from, to });
  });

  it('is refused without the facts that are lacking, names them, and changes nothing', () => {
    const order = orderIn(from);
    const missing = promised[to].filter(
      (fact) =>
        !(has[from].includes(fact) && !['collection', 'return', 'cancellation'].includes(fact)) &&
        !made(from).includes(fact),
    );
    const before = structuredClone(order);
    const corrected = ask(order, bare(to), 'admin');
    expect(order).toEqual(before);
    const blockers = [{ code: 'facts_missing', params: { missing } }];
    const refused = { ok: false, refusal: { code: 'blocked', blockers } };
    expect(corrected).toMatchObject(
      missing.length === 0 ? { ok: true, order: { status: to } } : refused,
    );
  });
});

type Stock = Policy['stock'];

/** Units held and out, of two ordered. */
function where(status: OrderStatus, { reserveAt, restockAt }: Stock): readonly [number, number] {
  switch (status) {
    case 'new':
    case 'no_answer':
      return [reserveAt === 'placed' ? 2 : 0, 0];
    case 'confirmed':
    case 'processing':
      return [reserveAt === 'never' ? 0 : 2, 0];
    case 'shipped':
    case 'out_for_delivery':
    case 'delivered':
      return [0, 2];
    case 'returned':
      return [0, restockAt === 'received' ? 2 : 0];
    case 'cancelled':
      return [0, 0];
  }
}

const policies = (['placed', 'confirmed', 'never'] as const).flatMap((reserveAt) =>
  (['returned', 'received'] as const).map((restockAt): Stock => ({ reserveAt, restockAt })),
);

describe.each(policies)('under %o, the stock that a correction moves', (stock) => {
  it.each(pairs)('from %s to %s is right in the books and on the shelf', async (from, to) => {
    const shop = openShop({ policy: { stock } });
    await shop.place('o1');
    await shop.live('o1', lifeTo[from]);
    const order = await shop.live('o1', [[full(to), 'admin']]);
    const [reserved, out] = where(to, stock);
    expect(order.stock).toMatchObject([{ reserved, out, writtenOff: 0 }]);
    expect(shelf(shop)).toBe(`${10 - reserved - out}/${reserved}/${out}/0`);
    await expectBalanced(shop, 10);
  });
});

describe('a correction', () => {
  it('is the admin’s alone', () => {
    for (const by of actorKinds)
      expect(ask(orderIn('delivered'), full('returned'), by).ok).toBe(by === 'admin');
  });

  it('leads elsewhere', () => {
    for (const status of orderStatuses)
      expect(ask(orderIn(status), full(status), 'admin')).toMatchObject({
        refusal: { blockers: [{ code: 'same_status' }] },
      });
  });

  it('there and back again moves nothing twice', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    const { order, entry } = { order: await shop.get('o1'), entry: shelf(shop) };
    await shop.live('o1', [
      [full('returned'), 'admin'],
      [full('delivered'), 'admin'],
      [full('new'), 'admin'],
      [full('delivered'), 'admin'],
    ]);
    expect((await shop.get('o1')).stock).toEqual(order.stock);
    expect(shelf(shop)).toBe(entry);
  });

  it('of a parcel that was written off puts it where it is', async () => {
    const shop = openShop();
    await shop.place('o1');
    const lost: Step = [
      { type: 'receive_return', lines: [{ lineId: '1', quantity: 2, condition: 'lost' }] },
      'warehouse',
    ];
    await shop.live('o1', [...lifeTo.returned, lost, [full('cancelled'), 'admin']]);
    expect(onlyRow(await shop.get('o1'))).toBe('0/0/0/2 of 2');
    expect(shelf(shop)).toBe('8/0/0/2');
  });

  it.each(['no_answer', 'confirmed', 'processing'] as const)(
    'to Returned from %s lets the warehouse write off what came back broken',
    (from) => {
      const { order } = live([[full('returned'), 'admin']], { from: orderIn(from) });
      expect(onlyRow(order)).toBe('0/0/2/0 of 2');
      const broken: OrderEvent = {
        type: 'receive_return',
        lines: [{ lineId: '1', quantity: 1, condition: 'damaged' }],
      };
      expect(ask(order, broken, 'warehouse').ok).toBe(true);
    },
  );

  it('keeps the agreement, and takes a new one', () => {
    const order = orderIn('confirmed');
    const kept = ask(order, { ...bare('shipped'), assignee: driver } as OrderEvent, 'admin');
    expect(kept.ok && kept.order.confirmation).toEqual(order.confirmation);
    const taken = ask(order, full('shipped'), 'admin');
    expect(taken.ok && taken.order.confirmation).toMatchObject({
      by: actor('admin'),
      total: mad(24_000),
      address,
    });
  });

  it('leads to an order that lives on under the usual rules', () => {
    const { order } = live([[full('out_for_delivery'), 'admin']], { from: orderIn('delivered') });
    expect(order.cash.state).toBe('due');
    expect(ask(order, usual.fail, 'driver')).toMatchObject({ order: { status: 'returned' } });
    expect(isClosed(order)).toBe(false);
    const { policy } = cod();
    const cancelled = live([[full('cancelled'), 'admin']], { from: order }).order;
    expect(requiredActions({ order: cancelled, policy })).toEqual([]);
  });
});

describe('the cash that a correction moves', () => {
  const cashOf = (...steps: readonly Step[]) =>
    live(steps).effects.filter(({ type }) => /collection/.test(type));
  const remit: Step = [{ type: 'remit_cash', amount: mad(24_000) }, 'driver'];
  const count = (amount = 24_000): Step => [
    { type: 'reconcile_cash', amount: mad(amount) },
    'finance',
  ];

  it.each(orderStatuses.filter((status) => status !== 'delivered'))(
    'from %s to Delivered is collected',
    (from) => {
      const { order, effects } = live([[full('delivered'), 'admin']], { from: orderIn(from) });
      expect(order).toMatchObject({
        cash: { state: 'collected' },
        collection: { amount: mad(24_000), difference: 0, by: 'admin' },
      });
      expect(effects).toContainEqual({
        type: 'record_collection',
        amount: mad(24_000),
        from: 'due',
      });
    },
  );

  it.each<[string, readonly Step[], string]>([
    ['collected', [], 'collected'],
    ['remitted', [remit], 'remitted'],
    ['reconciled', [remit, count()], 'reconciled'],
    ['not adding up', [count(1)], 'reconciled'],
  ])('away from Delivered is given back, also when it is %s', (_, steps, state) => {
    for (const to of orderStatuses.filter((status) => status !== 'delivered')) {
      const { order } = live([...lifeTo.delivered, ...steps]);
      const corrected = live([[full(to), 'admin']], { from: order });
      expect(corrected.order).toMatchObject({
        collection: null,
        cash: { state: 'due', remitted: null, reconciled: null },
      });
      expect(corrected.effects).toContainEqual({
        type: 'reverse_collection',
        amount: mad(24_000),
        from: state,
      });
    }
  });

  it('there and back is collected, given back and collected', () => {
    const moves = cashOf(
      ...lifeTo.delivered,
      [full('returned'), 'admin'],
      [full('delivered'), 'admin'],
    );
    expect(moves.map(({ type }) => type)).toEqual([
      'record_collection',
      'reverse_collection',
      'record_collection',
    ]);
  });

  it('between other statuses is none', () => {
    expect(cashOf(...lifeTo.shipped, [full('returned'), 'admin'], [full('new'), 'admin'])).toEqual(
      [],
    );
  });
});

// oxlint-disable vitest/expect-expect -- what must not compile is an assertion that the compiler itself checks
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import type {
  CancelledOrder,
  Cod,
  CodTable,
  DeliveredOrder,
  Entry,
  NewOrder,
  Order,
  OrderStatus,
  Orders,
  Outcome,
  ShippedOrder,
  ConfirmedOrder,
  ListedOrder,
} from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { describe, expectTypeOf, test } from 'vitest';

const actor = { kind: 'agent', id: 'salma' } as const;
declare const orders: Orders<Cod, CodTable>;
declare const anything: any; // oxlint-disable-line typescript/no-explicit-any -- what `any` does here is the question
declare const nobody: never;
declare const unknown: unknown;
declare const order: Order;
declare const shipped: ShippedOrder;
declare const fresh: NewOrder;

describe('createOrders', () => {
  test('is typed by its lifecycle', () => {
    const made = createOrders({ lifecycle: cod(), store: memoryStore() });
    expectTypeOf(made).toEqualTypeOf<Orders<Cod, CodTable>>();
    // @ts-expect-error -- there is no runtime without a store
    createOrders({ lifecycle: cod() });
    // @ts-expect-error -- `unknown` is no lifecycle
    createOrders({ lifecycle: unknown, store: memoryStore() });
    // @ts-expect-error -- options are a closed list
    createOrders({ lifecycle: cod(), store: memoryStore(), cache: true });
  });
});

describe('orders.send', () => {
  test('takes an id with any event of the lifecycle, and tells where it leads', async () => {
    const outcome = await orders.send('1', { type: 'deliver' }, { actor });
    if (outcome.kind === 'applied') {
      expectTypeOf(outcome.order).toEqualTypeOf<DeliveredOrder>();
      expectTypeOf(outcome.order.collection.difference).toEqualTypeOf<number>();
    }
    if (outcome.kind === 'duplicate') expectTypeOf(outcome.order).toEqualTypeOf<Order>();
    if (outcome.kind === 'refused') expectTypeOf(outcome.order).toEqualTypeOf<Order | null>();
    // @ts-expect-error -- there is no such event
    await orders.send('1', { type: 'burn' }, { actor });
    // @ts-expect-error -- a reason is required
    await orders.send('1', { type: 'cancel' }, { actor });
    // @ts-expect-error -- somebody acts
    await orders.send('1', { type: 'deliver' }, {});
  });

  test('takes the order itself with what its status allows', async () => {
    const outcome = await orders.send(shipped, { type: 'deliver' }, { actor });
    if (outcome.kind === 'applied') expectTypeOf(outcome.order).toEqualTypeOf<DeliveredOrder>();
    // @ts-expect-error -- a shipped order is not cancelled
    await orders.send(shipped, { type: 'cancel', reason: 'staff' }, { actor });
    const early = fresh as NewOrder | ConfirmedOrder;
    const given = await orders.send(early, { type: 'cancel', reason: 'staff' }, { actor });
    if (given.kind === 'applied') expectTypeOf(given.order).toEqualTypeOf<CancelledOrder>();
    // @ts-expect-error -- one of the two is confirmed already
    await orders.send(early, { type: 'start_processing' }, { actor });
    // @ts-expect-error -- an order of any status may be one that is not cancelled
    await orders.send(order, { type: 'cancel', reason: 'staff' }, { actor });
    await orders.send(order, { type: 'add_note', text: '' }, { actor });
  });

  test('takes events without what a party or a parcel need not have', async () => {
    const assignee = { kind: 'driver', id: 'omar' } as const;
    const tracking = { number: 'ZM-1042' };
    await orders.send('1', { type: 'assign', assignee }, { actor });
    await orders.send('1', { type: 'ship', tracking }, { actor });
    await orders.send('1', { type: 'assign_tracking', tracking }, { actor });
    const lines = [{ sku: 'ARGAN-50', title: 'Argan oil', quantity: 1 }];
    await orders.send('1', { type: 'amend', lines }, { actor });
    const correction = { type: 'correct', to: 'shipped', reason: 'Forgotten' } as const;
    await orders.send('1', { ...correction, assignee, tracking }, { actor });
    await orders.sendMany(['1'], { type: 'assign', assignee }, { actor });
    await orders.effects.answer('1', { type: 'ship', tracking }, { actor });
    // @ts-expect-error -- somebody carries it
    await orders.send('1', { type: 'assign', assignee: { kind: 'driver' } }, { actor });
    // @ts-expect-error -- a parcel has a number
    await orders.send('1', { type: 'ship', tracking: { carrier: 'Zahra' } }, { actor });
    // @ts-expect-error -- a slip of the pen
    await orders.send('1', { type: 'assign', assignee: { ...assignee, nam: 'Omar' } }, { actor });
  });

  test('follows a switch on the status', async () => {
    switch (order.status) {
      case 'new':
      case 'no_answer':
        await orders.send(order, { type: 'schedule_call', at: '' }, { actor });
        // @ts-expect-error -- it was not confirmed
        await orders.send(order, { type: 'start_processing' }, { actor });
        break;
      case 'shipped':
        expectTypeOf(order.shipment.at).toEqualTypeOf<string>();
        await orders.send(order, { type: 'start_delivery' }, { actor });
        break;
      default:
        expectTypeOf(order.status).toEqualTypeOf<
          Exclude<OrderStatus, 'new' | 'no_answer' | 'shipped'>
        >();
    }
  });

  test('answers for what nobody knows the type of', async () => {
    expectTypeOf(
      await orders.send(anything, { type: 'add_note', text: '' }, { actor }),
    ).not.toBeAny();
    expectTypeOf(
      await orders.send(nobody, { type: 'add_note', text: '' }, { actor }),
    ).not.toBeAny();
    // @ts-expect-error -- even then the payload is checked
    await orders.send(anything, { type: 'add_note' }, { actor });
    // @ts-expect-error -- `unknown` is neither an id nor an order
    await orders.send(unknown, { type: 'add_note', text: '' }, { actor });
    // @ts-expect-error -- nor an event
    await orders.send('1', unknown, { actor });
  });
});

describe('assertApplied', () => {
  test('gives the order of a success', () => {
    const outcome = anything as Outcome<Cod, DeliveredOrder>;
    expectTypeOf(assertApplied(outcome)).toEqualTypeOf<Order>();
    expectTypeOf(assertApplied<Cod, DeliveredOrder>(anything)).not.toBeAny();
    expectTypeOf(assertApplied<Cod, DeliveredOrder>(nobody)).not.toBeAny();
    // @ts-expect-error -- `unknown` is no outcome
    assertApplied(unknown);
    // @ts-expect-error -- nor is an order
    assertApplied(order);
  });
});

describe('what else the runtime answers', () => {
  test('is typed by the lifecycle as well', async () => {
    expectTypeOf(await orders.get('1')).toEqualTypeOf<Order | null>();
    expectTypeOf(await orders.counts()).toEqualTypeOf<Readonly<Record<OrderStatus, number>>>();
    const { rows } = await orders.list({ status: ['new'] });
    expectTypeOf(rows).toEqualTypeOf<readonly ListedOrder<Cod>[]>();
    expectTypeOf(rows[0]?.order).toEqualTypeOf<Order | undefined>();
    // @ts-expect-error -- there is no such tab
    await orders.list({ status: ['lost'] });
    const view = await orders.explain('1', { actor });
    expectTypeOf(view?.actions).toEqualTypeOf<readonly Cod['action'][] | undefined>();
    const receipts = await orders.sendMany(['1'], { type: 'ship' }, { actor });
    expectTypeOf(receipts[0]?.id).toEqualTypeOf<string | undefined>();
    await orders.sendEach([{ id: '1', event: { type: 'ship' } }], { actor });
    // @ts-expect-error -- there is no such event
    await orders.sendEach([{ id: '1', event: { type: 'burn' } }], { actor });
    // @ts-expect-error -- an amount is missing
    await orders.sendEach([{ id: '1', event: { type: 'reconcile_cash' } }], { actor });
    expectTypeOf<Entry<Cod>['from']>().toEqualTypeOf<OrderStatus | 'nothing'>();
  });
});

// oxlint-disable vitest/expect-expect -- what must not compile is an assertion that the compiler itself checks
import { cod, decide, decideAny } from 'cod-lifecycle';
import type {
  CancelledOrder,
  Cod,
  Collection,
  ConfirmedOrder,
  Context,
  DeliveredOrder,
  NewOrder,
  NoAnswerOrder,
  Order,
  OrderEvent,
  ProcessingOrder,
  ReturnedOrder,
  Shipment,
  ShippedOrder,
} from 'cod-lifecycle';
import { describe, expectTypeOf, test } from 'vitest';

const lifecycle = cod();
declare const context: Context<Cod>;
declare const anything: any; // oxlint-disable-line typescript/no-explicit-any -- what `any` does here is the question
declare const nobody: never;
declare const unknown: unknown;
declare const order: Order;
declare const fresh: NewOrder;
declare const silent: NoAnswerOrder;
declare const processing: ProcessingOrder;
declare const shipped: ShippedOrder;
declare const returned: ReturnedOrder;
declare const event: OrderEvent;

const applied = <T extends { readonly ok: boolean }>(decision: T) =>
  decision as Extract<T, { readonly ok: true }>;

describe('decide', () => {
  test('narrows the order by where the event leads', () => {
    const delivered = applied(decide(lifecycle, shipped, { type: 'deliver' }, context));
    expectTypeOf(delivered.order).toEqualTypeOf<DeliveredOrder>();
    expectTypeOf(delivered.order.collection).toEqualTypeOf<Collection>();
    expectTypeOf(delivered.order.shipment).toEqualTypeOf<Shipment>();
    const cancelled = decide(lifecycle, fresh, { type: 'cancel', reason: 'staff' }, context);
    expectTypeOf(applied(cancelled).order).toEqualTypeOf<CancelledOrder>();
    const sent = decide(lifecycle, processing, { type: 'ship' }, context);
    expectTypeOf(applied(sent).order).toEqualTypeOf<ShippedOrder>();
  });

  test('gives one of several where a choice decides, and the same where the status is kept', () => {
    const called = { type: 'record_call_attempt', outcome: 'busy' } as const;
    expectTypeOf(applied(decide(lifecycle, fresh, called, context)).order).toEqualTypeOf<
      NewOrder | NoAnswerOrder
    >();
    expectTypeOf(
      applied(decide(lifecycle, silent, called, context)).order,
    ).toEqualTypeOf<NoAnswerOrder>();
    const closing = { type: 'close_return', cause: 'refused' } as const;
    expectTypeOf(
      applied(decide(lifecycle, returned, closing, context)).order,
    ).toEqualTypeOf<ReturnedOrder>();
  });

  test('makes an order out of nothing', () => {
    // @ts-expect-error -- a placement names its lines, its customer and more
    decide(lifecycle, null, { type: 'place' }, context);
    // @ts-expect-error -- what does not exist cannot be cancelled
    decide(lifecycle, null, { type: 'cancel', reason: 'staff' }, context);
    const place = event as Extract<OrderEvent, { type: 'place' }>;
    expectTypeOf(applied(decide(lifecycle, null, place, context)).order).toEqualTypeOf<NewOrder>();
  });

  test('refuses an event that the status does not allow', () => {
    // @ts-expect-error -- a shipped order is not cancelled
    decide(lifecycle, shipped, { type: 'cancel', reason: 'staff' }, context);
    // @ts-expect-error -- a new order is not shipped
    decide(lifecycle, fresh, { type: 'ship' }, context);
    // @ts-expect-error -- an order is placed once
    decide(lifecycle, fresh, event as Extract<OrderEvent, { type: 'place' }>, context);
  });

  test('accepts for a union of statuses only what is legal from every one', () => {
    const early = fresh as NewOrder | ConfirmedOrder;
    const cancelled = decide(lifecycle, early, { type: 'cancel', reason: 'staff' }, context);
    expectTypeOf(applied(cancelled).order).toEqualTypeOf<CancelledOrder>();
    // @ts-expect-error -- a new order is not processed
    decide(lifecycle, early, { type: 'start_processing' }, context);
    decide(lifecycle, order, { type: 'add_note', text: '' }, context);
    // @ts-expect-error -- an order of any status may be one that cannot be confirmed
    decide(lifecycle, order, { type: 'cancel', reason: 'staff' }, context);
    // @ts-expect-error -- there may be no order yet
    decide(lifecycle, fresh as NewOrder | null, { type: 'cancel', reason: 'staff' }, context);
  });

  test('infers the payload, and refuses a missing, wrong or superfluous field', () => {
    // @ts-expect-error -- a reason is required
    decide(lifecycle, fresh, { type: 'cancel' }, context);
    // @ts-expect-error -- the reasons are a closed list
    decide(lifecycle, fresh, { type: 'cancel', reason: 'bored' }, context);
    // @ts-expect-error -- a cancellation has no text
    decide(lifecycle, fresh, { type: 'cancel', reason: 'staff', text: '' }, context);
    // @ts-expect-error -- there is no such event
    decide(lifecycle, fresh, { type: 'burn' }, context);
    // @ts-expect-error -- the type itself is required
    decide(lifecycle, fresh, {}, context);
  });

  test('knows its people', () => {
    const actor = { kind: 'agent', id: 'a' } as const;
    decide(lifecycle, fresh, { type: 'cancel', reason: 'staff' }, { actor, now: '' });
    const cat = { actor: { kind: 'cat', id: '' }, now: '' } as const;
    // @ts-expect-error -- an actor is of a known kind
    decide(lifecycle, fresh, { type: 'cancel', reason: 'staff' }, cat);
    // @ts-expect-error -- somebody acts
    decide(lifecycle, fresh, { type: 'cancel', reason: 'staff' }, { now: '' });
  });

  test('lets an order of unknown type ask anything, and promises any order', () => {
    const decided = decide(lifecycle, anything, { type: 'cancel', reason: 'staff' }, context);
    expectTypeOf(decided).not.toBeAny();
    const impossible = decide(lifecycle, nobody, { type: 'cancel', reason: 'staff' }, context);
    expectTypeOf(impossible).not.toBeAny();
    expectTypeOf(applied(impossible).order).toExtend<Order>();
    // @ts-expect-error -- even then the payload is checked
    decide(lifecycle, anything, { type: 'cancel' }, context);
    // @ts-expect-error -- `unknown` is no order
    decide(lifecycle, unknown, { type: 'cancel', reason: 'staff' }, context);
    // @ts-expect-error -- nor an event
    decide(lifecycle, fresh, unknown, context);
    // @ts-expect-error -- nor a lifecycle
    decide(unknown, fresh, { type: 'cancel', reason: 'staff' }, context);
  });

  test('narrows its decision on either side', () => {
    const decision = decide(lifecycle, shipped, { type: 'deliver' }, context);
    if (decision.ok) {
      expectTypeOf(decision.order.status).toEqualTypeOf<'delivered'>();
      expectTypeOf(decision.entry.to).toEqualTypeOf<Order['status']>();
    } else {
      const { refusal } = decision;
      if (refusal.code === 'blocked') {
        for (const blocker of refusal.blockers) {
          if (blocker.code === 'amount_mismatch')
            expectTypeOf(blocker.params.expected).toEqualTypeOf<number>();
          if (blocker.code === 'guard_failed') expectTypeOf(blocker.cause).toBeUnknown();
        }
      }
      if (refusal.code === 'wrong_status')
        expectTypeOf(refusal.legalFrom).toEqualTypeOf<readonly (Order['status'] | 'nothing')[]>();
      if (refusal.code === 'invalid')
        expectTypeOf(refusal.issues[0]?.message).toEqualTypeOf<string | undefined>();
    }
  });
});

describe('decideAny', () => {
  test('takes whatever comes, and promises any order', () => {
    expectTypeOf(applied(decideAny(lifecycle, order, event, context)).order).toEqualTypeOf<Order>();
    decideAny(lifecycle, shipped, { type: 'cancel', reason: 'staff' }, context);
    // @ts-expect-error -- an event still has its payload
    decideAny(lifecycle, order, { type: 'cancel' }, context);
    // @ts-expect-error -- `unknown` is parsed at the door
    decideAny(lifecycle, unknown, event, context);
    expectTypeOf(decideAny(lifecycle, anything, anything, anything)).not.toBeAny();
    expectTypeOf(decideAny(lifecycle, nobody, nobody, context)).not.toBeAny();
  });
});

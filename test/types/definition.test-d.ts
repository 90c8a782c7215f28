// oxlint-disable vitest/expect-expect -- what must not compile is an assertion that the compiler itself checks
import { allow, block, cod, english, extendLifecycle, lifecycleOf, unchecked } from 'cod-lifecycle';
import { decide } from 'cod-lifecycle';
import type {
  About,
  Cod,
  CodTable,
  Context,
  Definition,
  Lifecycle,
  NewOrder,
  Order,
  OrderEvent,
  Rule,
  ShippedOrder,
  TableOf,
  Texts,
} from 'cod-lifecycle';
import { verify } from 'cod-lifecycle/verify';
import type { Report, Samples } from 'cod-lifecycle/verify';
import { describe, expectTypeOf, test } from 'vitest';

const { branching, creation, effect, guard, lifecycle, transition, update } = lifecycleOf<Cod>();

declare const anything: any; // oxlint-disable-line typescript/no-explicit-any -- what `any` does here is the question
declare const nobody: never;
declare const unknown: unknown;

describe('a guard', () => {
  test('answers at once, under a code of the closed list, with that code’s parameters', () => {
    guard('not_assigned', ({ order }: About) => (order.assignee ? allow : block()));
    // @ts-expect-error -- a promise is no answer
    guard('not_assigned', async () => allow);
    // @ts-expect-error -- nor is true
    guard('not_assigned', () => true);
    // @ts-expect-error -- nor is nothing
    guard('not_assigned', () => undefined);
    // @ts-expect-error -- there is no such code
    guard('bad_weather', () => allow);
    // @ts-expect-error -- this code explains itself with two numbers
    guard('no_answer_limit_not_reached', () => block());
    // @ts-expect-error -- and with numbers only
    guard('no_answer_limit_not_reached', () => block({ made: 1, limit: '3' }));
  });

  test('sees no event before its form is filled in', () => {
    guard('no_answer_limit_not_reached', ({ event }: About<'cancel'>) => {
      // @ts-expect-error -- the event may be missing
      void event.reason;
      return allow;
    });
  });

  test('fits only where the order has what it looks at', () => {
    const shippedOnly = guard('not_your_delivery', ({ order }: { readonly order: ShippedOrder }) =>
      order.shipment.at ? allow : block(),
    );
    transition('start_delivery', {
      from: ['shipped'],
      to: 'out_for_delivery',
      by: ['driver'],
      guards: [shippedOnly],
    });
    transition('ship', {
      from: ['processing'],
      to: 'shipped',
      by: ['driver'],
      // @ts-expect-error -- an order that is being prepared has no shipment
      guards: [shippedOnly],
      apply: () => anything,
    });
  });
});

describe('a transition', () => {
  test('must give what its target has and its source lacks', () => {
    // @ts-expect-error -- a shipped order has a shipment and an assignee
    transition('ship', { from: ['processing'], to: 'shipped', by: ['warehouse'] });
    transition('ship', {
      from: ['processing'],
      to: 'shipped',
      by: ['warehouse'],
      // @ts-expect-error -- the assignee is forgotten
      apply: ({ occurredAt }) => ({ shipment: { at: occurredAt, handedTo: anything } }),
    });
    // Nothing is lacking here, so nothing has to be given.
    transition('start_delivery', { from: ['shipped'], to: 'out_for_delivery', by: ['driver'] });
  });

  test('changes at once', () => {
    update('assign', {
      in: ['confirmed'],
      by: ['agent'],
      // @ts-expect-error -- a promise is no change
      apply: async ({ event }) => ({ assignee: event.assignee }),
    });
    transition('start_delivery', {
      from: ['shipped'],
      to: 'out_for_delivery',
      by: ['driver'],
      // @ts-expect-error -- nor here
      apply: async () => ({}),
    });
  });

  test('sees the order of its sources and the event of its type', () => {
    transition('deliver', {
      from: ['shipped', 'out_for_delivery'],
      to: 'delivered',
      by: ['driver'],
      apply: ({ order, event }) => {
        expectTypeOf(order.status).toEqualTypeOf<'shipped' | 'out_for_delivery'>();
        expectTypeOf(order.collection).toEqualTypeOf<null>();
        expectTypeOf(event.type).toEqualTypeOf<'deliver'>();
        return anything;
      },
    });
  });

  test('names statuses, events, actors and effects that there are', () => {
    // @ts-expect-error -- there is no such event
    transition('burn', { from: ['new'], to: 'confirmed', by: ['agent'], apply: () => anything });
    // @ts-expect-error -- there is no such status
    transition('confirm', { from: ['new'], to: 'burnt', by: ['agent'], apply: () => anything });
    // @ts-expect-error -- there is no such actor
    update('add_note', { in: ['new'], by: ['cat'] });
    // @ts-expect-error -- there is no such effect
    effect('sing', () => null);
    // @ts-expect-error -- an effect has its data
    effect('call_due', () => ({ effect: { type: 'call_due' } }));
  });

  test('with several targets chooses among them', () => {
    branching('record_call_attempt', {
      from: ['new'],
      to: ['new', 'no_answer'],
      by: ['agent'],
      // @ts-expect-error -- confirmed is none of its targets
      choose: () => 'confirmed',
    });
    // @ts-expect-error -- somebody has to choose
    branching('record_call_attempt', { from: ['new'], to: ['new', 'no_answer'], by: ['agent'] });
  });

  test('out of nothing gives the whole order', () => {
    // @ts-expect-error -- a new order has lines, a customer and more
    creation('place', { to: 'new', by: ['agent'], apply: () => ({}) });
  });
});

describe('a definition', () => {
  test('names every status of its orders', () => {
    const { statuses, ...rest } = cod().definition;
    const fewer: Omit<typeof statuses, 'returned'> = statuses;
    // @ts-expect-error -- returned is missing
    lifecycle({ ...rest, statuses: fewer });
    // @ts-expect-error -- there is no such status to begin in
    lifecycle({ ...rest, statuses, initial: 'burnt' });
  });

  test('makes a table that the compiler reads', () => {
    const note = update('add_note', { in: ['new'], by: ['agent'] });
    const start = transition('start_delivery', {
      from: ['shipped'],
      to: 'out_for_delivery',
      by: ['driver'],
    });
    const made = lifecycle({ ...cod().definition, rules: [note, start] });
    expectTypeOf(made).toEqualTypeOf<
      Lifecycle<
        Cod,
        {
          readonly add_note: { readonly new: 'new' };
          readonly start_delivery: { readonly shipped: 'out_for_delivery' };
        }
      >
    >();
  });

  test('of any, never or unknown model stays what it is', () => {
    expectTypeOf(unchecked<Cod, CodTable>(anything)).toEqualTypeOf<Lifecycle<Cod, CodTable>>();
    expectTypeOf(unchecked<Cod, CodTable>(nobody)).toEqualTypeOf<Lifecycle<Cod, CodTable>>();
    // @ts-expect-error -- `unknown` is no definition
    unchecked(unknown);
    // @ts-expect-error -- nor a model
    lifecycleOf<unknown>();
    // @ts-expect-error -- a model has orders, events and more
    lifecycleOf<{ order: Order }>();
    expectTypeOf(lifecycleOf<never>()).not.toBeAny();
  });
});

describe('the table of the shipped lifecycle', () => {
  test('names every event, and leads only to statuses', () => {
    expectTypeOf<keyof CodTable>().toEqualTypeOf<OrderEvent['type']>();
    type Leads = { [Type in keyof CodTable]: CodTable[Type][keyof CodTable[Type]] }[keyof CodTable];
    expectTypeOf<Leads>().toEqualTypeOf<Order['status']>();
    expectTypeOf<
      TableOf<readonly Rule<'ship', { readonly processing: 'shipped' }>[]>
    >().toEqualTypeOf<{
      readonly ship: { readonly processing: 'shipped' };
    }>();
  });
});

describe('an extension', () => {
  interface PostponedOrder extends Omit<NewOrder, 'status'> {
    readonly status: 'postponed';
    readonly until: string;
  }
  interface Mine extends Omit<Cod, 'order' | 'event'> {
    order: Order | PostponedOrder;
    event:
      | OrderEvent
      | { readonly type: 'postpone'; readonly until: string }
      | { readonly type: 'resume' };
  }
  const mine = lifecycleOf<Mine>();
  const postpone = mine.transition('postpone', {
    from: ['new'],
    to: 'postponed',
    by: ['agent'],
    apply: ({ event }) => ({ until: event.until }),
  });
  const resume = mine.transition('resume', { from: ['postponed'], to: 'new', by: ['agent'] });
  const cancel = mine.transition('cancel', {
    from: ['postponed'],
    to: 'cancelled',
    by: ['agent'],
    apply: () => ({ cancellation: anything }),
  });
  const extended = extendLifecycle(cod(), {
    id: 'mine',
    version: 1,
    statuses: { postponed: { holds: ['reserved'] } },
    add: [postpone, resume, cancel],
  });
  const postponed = anything as PostponedOrder;
  const fresh = anything as NewOrder;
  const shipped = anything as ShippedOrder;
  const context = anything as Context<Mine>;

  test('knows its own statuses and events', () => {
    expectTypeOf(extended.statuses[0]).toEqualTypeOf<Mine['order']['status'] | undefined>();
    const later = decide(extended, fresh, { type: 'postpone', until: '' }, context);
    if (later.ok) expectTypeOf(later.order).toEqualTypeOf<PostponedOrder>();
    const back = decide(extended, postponed, { type: 'resume' }, context);
    if (back.ok) expectTypeOf(back.order).toEqualTypeOf<NewOrder>();
    // @ts-expect-error -- it is postponed from new only
    decide(extended, shipped, { type: 'postpone', until: '' }, context);
    // @ts-expect-error -- a postponement has a date
    decide(extended, fresh, { type: 'postpone' }, context);
  });

  test('adds statuses to a known event, and keeps the ones it had', () => {
    decide(extended, postponed, { type: 'cancel', reason: 'staff' }, context);
    decide(extended, fresh, { type: 'cancel', reason: 'staff' }, context);
    // @ts-expect-error -- a shipped order is still not cancelled
    decide(extended, shipped, { type: 'cancel', reason: 'staff' }, context);
  });

  test('takes out events that there are', () => {
    const quiet = extendLifecycle(cod(), { id: 'quiet', version: 1, remove: ['add_note'] });
    // @ts-expect-error -- there are no notes any more
    decide(quiet, fresh, { type: 'add_note', text: '' }, anything);
    decide(quiet, fresh, { type: 'cancel', reason: 'staff' }, anything);
    // @ts-expect-error -- there is no such event
    extendLifecycle(cod(), { id: 'mine', version: 1, remove: ['burn'] });
    // @ts-expect-error -- nor one whose guards could be weakened
    extendLifecycle(cod(), { id: 'mine', version: 1, weaken: { burn: ['not_assigned'] } });
    // @ts-expect-error -- nor one to guard
    extendLifecycle(cod(), { id: 'mine', version: 1, guard: { burn: [] } });
    // @ts-expect-error -- nor such a status
    extendLifecycle(cod(), { id: 'mine', version: 1, statuses: { burnt: {} } });
  });

  test('of nothing keeps what it had', () => {
    const same = extendLifecycle(cod(), { id: 'mine', version: 1 });
    decide(same, fresh, { type: 'cancel', reason: 'staff' }, anything);
    expectTypeOf(same.definition).toEqualTypeOf<Definition<Cod>>();
    // @ts-expect-error -- a shipped order is not cancelled
    decide(same, shipped, { type: 'cancel', reason: 'staff' }, anything);
  });

  test('of any, never or unknown', () => {
    expectTypeOf(extendLifecycle(anything, { id: '', version: 1 })).not.toBeAny();
    expectTypeOf(extendLifecycle(nobody, { id: '', version: 1 })).not.toBeAny();
    // @ts-expect-error -- `unknown` is no lifecycle
    extendLifecycle(unknown, { id: '', version: 1 });
    // @ts-expect-error -- nor an extension
    extendLifecycle(cod(), unknown);
  });
});

describe('old news', () => {
  type Late = NonNullable<Definition<Cod>['late']>;

  test('is told of an order that has what its status promises', () => {
    const told: Late = {
      deliver: {
        in: {
          cancelled: 'stale',
          delivered: ({ order, event }) =>
            order.collection.amount.amount === event.collected?.amount ? 'duplicate' : null,
        },
        otherwise: ({ order, occurredAt }) => (occurredAt < order.placedAt ? 'stale' : null),
      },
    };
    // @ts-expect-error -- there is no such event
    const event: Late = { lose: { in: { shipped: 'stale' } } };
    // @ts-expect-error -- nor such a status
    const status: Late = { ship: { in: { lost: 'stale' } } };
    // @ts-expect-error -- news is a duplicate or stale
    const word: Late = { ship: { in: { shipped: 'final' } } };
    // @ts-expect-error -- a promise tells nothing
    const later: Late = { ship: { otherwise: async () => 'stale' } };
    void [told, event, status, word, later];
  });
});

describe('verify', () => {
  test('takes a lifecycle or its definition, with samples of the same model', () => {
    const samples = anything as Samples<Cod>;
    expectTypeOf(verify(cod(), samples)).toEqualTypeOf<Report>();
    expectTypeOf(verify(cod().definition, samples)).toEqualTypeOf<Report>();
    expectTypeOf(verify(anything, samples)).toEqualTypeOf<Report>();
    expectTypeOf(verify(nobody, nobody)).toEqualTypeOf<Report>();
    // @ts-expect-error -- `unknown` is no lifecycle
    verify(unknown, samples);
    // @ts-expect-error -- these samples are of another model
    verify(cod(), anything as Samples<Omit<Cod, 'event'> & { event: { readonly type: 'burn' } }>);
  });
});

describe('texts', () => {
  test('lack no translation', () => {
    const { statuses, events, blockers } = english;
    const fewStatuses: Omit<typeof statuses, 'shipped'> = statuses;
    const fewEvents: Omit<typeof events, 'ship'> = events;
    const fewBlockers: Omit<typeof blockers, 'not_assigned'> = blockers;
    // @ts-expect-error -- a status has no label
    const a: Texts = { ...english, statuses: fewStatuses };
    // @ts-expect-error -- an event has no label
    const b: Texts = { ...english, events: fewEvents };
    // @ts-expect-error -- a reason has no text
    const c: Texts = { ...english, blockers: fewBlockers };
    // @ts-expect-error -- a label is a text, not nothing
    const d: Texts = { ...english, refusals: { ...english.refusals, final: undefined } };
    void [a, b, c, d];
  });
});

import { allow, block, english, lifecycleOf } from 'cod-lifecycle';
import type { About, Cod, With } from 'cod-lifecycle';
import { never, verify } from 'cod-lifecycle/verify';
import { cod, codSamples } from 'cod-lifecycle';
import { describe, expect, it } from 'vitest';
import { foundIn, planted } from './planted.ts';
import { found } from './proof.ts';

const { guard } = lifecycleOf<Cod>();

const refused = guard('return_closed', () => block());

const toShipped = 'place confirm assign start_processing ship';

describe('a fault in the paths of a lifecycle is found:', () => {
  it('a status that nothing leads to, and the events that are lost with it', () => {
    expect(foundIn([{ event: 'start_delivery', change: null }])).toEqual([
      'unreachable_status out_for_delivery:',
      'never_fires assign_tracking @ out_for_delivery:',
      'never_fires record_delivery_attempt @ out_for_delivery:',
      'never_fires deliver @ out_for_delivery:',
      'never_fires report_failed_delivery @ out_for_delivery:',
      'never_fires record_reservation @ out_for_delivery:',
      'never_fires add_note @ out_for_delivery:',
    ]);
  });

  it('a status in which a rule that fires elsewhere never does', () => {
    const change = () => ({ from: ['confirmed', 'new'] });
    expect(foundIn([{ event: 'start_processing', change }])).toEqual([
      'never_fires start_processing @ new: place',
    ]);
  });

  it('an event that a policy closes only where the samples do not say so', () => {
    const lifecycle = cod({ delivery: { requireOutForDelivery: true } });
    const untold = { ...codSamples, idle: () => [] };
    expect(found(verify(lifecycle, codSamples))).toEqual([]);
    expect(found(verify(lifecycle, untold))).toEqual([
      `never_fires deliver @ shipped: ${toShipped}`,
    ]);
  });

  it('a status that an open order can never leave', () => {
    const shippedOnly = () => ({ from: ['shipped'] });
    expect(
      foundIn([
        { event: 'deliver', change: shippedOnly },
        { event: 'report_failed_delivery', change: shippedOnly },
      ]),
    ).toEqual([`trap out_for_delivery: ${toShipped} start_delivery`]);
  });

  it('statuses between which an open order goes round for ever', () => {
    const cashAlways = guard('collection_required', ({ order, event }: About<'deliver'>) =>
      event && !event.collected?.amount
        ? block({ expected: order.amountDue.amount, currency: order.amountDue.currency })
        : allow,
    );
    expect(
      foundIn([
        { event: 'deliver', change: () => ({ guards: [cashAlways] }) },
        { event: 'close_return', change: null },
        { event: 'redeliver', change: null },
      ]),
    ).toEqual([
      `no_way_to_final shipped: ${toShipped}`,
      `no_way_to_final returned: ${toShipped} report_failed_delivery`,
      `no_way_to_final out_for_delivery: ${toShipped} start_delivery`,
      // Once received, it cannot even go round.
      `trap returned: ${toShipped} report_failed_delivery receive_return`,
    ]);
  });

  it('a final status with a way out', () => {
    const change = () => ({ from: ['shipped', 'out_for_delivery', 'delivered'] });
    expect(foundIn([{ event: 'report_failed_delivery', change }])).toContain(
      `final_with_exit delivered: ${toShipped} deliver report_failed_delivery`,
    );
  });

  it('an event that never fires, with the way to where it should', () => {
    const change = () => ({ guards: [refused] });
    expect(foundIn([{ event: 'reattempt', change }])).toEqual([
      `never_fires reattempt @ returned: ${toShipped} report_failed_delivery`,
    ]);
  });

  it('a guard that throws, beside the event that it keeps from firing', () => {
    const forgetful = guard('not_your_delivery', ({ order }: About) =>
      (order.assignee as unknown as { name: string }).name.length > 0 ? allow : block(),
    );
    expect(
      foundIn([{ event: 'start_delivery', change: () => ({ guards: [forgetful] }) }]),
    ).toContain(`function_failed start_delivery @ shipped: ${toShipped}`);
  });

  it('a change that throws for some of the orders', () => {
    const apply = ({ event }: With<'receive_return'>) => {
      if (event.lines === undefined) throw new RangeError('no lines');
      return {};
    };
    expect(
      foundIn([{ event: 'receive_return', change: () => ({ apply: apply as never }) }]),
    ).toContain(`function_failed receive_return @ returned: ${toShipped} report_failed_delivery`);
  });

  it('an order that is shipped before anybody has confirmed it', () => {
    const unasked = ({ order, occurredAt, actor }: With<'start_processing'>) => ({
      preparation: { startedAt: occurredAt, packagedAt: null, labelledAt: null },
      confirmation: {
        at: occurredAt,
        by: actor,
        products: [],
        total: order.amountDue,
        address: order.address,
      },
    });
    const plot = {
      event: 'start_processing',
      change: () => ({ from: ['new', 'confirmed'], apply: unasked as never }),
    };
    const rules = [
      never('shipped').before('confirmed'),
      never('delivered').before('shipped'),
      never('delivered').before('confirmed'),
    ];
    expect(foundIn([plot], { rules })).toEqual(
      expect.arrayContaining([
        'out_of_order shipped: place start_processing assign ship',
        'out_of_order delivered: place start_processing assign ship deliver',
      ]),
    );
  });

  it('and where the invariants stop it, the rule that cannot fire', () => {
    const { definition } = cod();
    const [start] = definition.rules.filter(({ type }) => type === 'start_processing');
    if (!start) throw new Error('Nothing starts the processing');
    const unasked = { ...definition, rules: [...definition.rules, { ...start, from: ['new'] }] };
    const rules = [never('shipped').before('confirmed')];
    expect(found(verify(unasked, codSamples, { rules }))).toEqual([
      'never_fires start_processing @ new: place',
    ]);
  });

  it('a label that a language lacks', () => {
    const without = (names: object, lost: string) =>
      Object.fromEntries(Object.entries(names).filter(([name]) => name !== lost));
    const statuses = without(english.statuses, 'shipped');
    const events = without(english.events, 'ship');
    const labels = [{ language: 'en', statuses, events }];
    expect(found(verify(cod(), codSamples, { labels }))).toEqual([
      'missing_label shipped:',
      'missing_label ship:',
    ]);
  });
});

describe('a proof', () => {
  it('takes a lifecycle or its raw definition, and comes to the same', () => {
    expect(verify(cod().definition, codSamples)).toEqual(verify(cod(), codSamples));
    expect(verify(cod(), codSamples)).toMatchObject({ ok: true, faults: [] });
  });

  it('shows each event of a path with who sent it and where it led', () => {
    const { faults } = verify(planted([{ event: 'cancel', change: () => ({ effects: [] }) }]), {
      ...codSamples,
    });
    expect(faults).toEqual([
      {
        code: 'leaked',
        at: 'cancelled',
        message: 'Units stay in "reserved" while the order is closed in "cancelled"',
        path: [
          {
            event: codSamples.creations[0],
            actor: 'integration',
            from: 'nothing',
            to: 'new',
          },
          {
            event: { type: 'cancel', reason: 'customer_changed_mind' },
            actor: 'customer',
            from: 'new',
            to: 'cancelled',
          },
        ],
      },
    ]);
  });

  it('that would go further than it may proves nothing, and says so', () => {
    expect(verify(cod(), codSamples, { maxStates: 10 })).toMatchObject({
      ok: false,
      faults: [
        {
          code: 'not_explored',
          at: cod().stamp,
          message: 'There are more than 10 states',
          path: [],
        },
      ],
    });
  });

  it('does not walk the overrides, which lead anywhere', () => {
    const way = verify(cod(), {
      ...codSamples,
      events: (order) => [
        ...codSamples.events(order),
        { type: 'correct' as const, to: 'delivered' as const, reason: 'sample' },
      ],
    });
    expect(way).toEqual(verify(cod(), codSamples));
  });
});

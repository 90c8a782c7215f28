import { cod, decideAny } from 'cod-lifecycle';
import type { OrderEvent } from 'cod-lifecycle';
import {
  ExpectationError,
  given,
  illegalEvents,
  illegalPairs,
  samplePlace,
} from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { codSamples } from '../../../src/lifecycle/samples.ts';

const confirm: OrderEvent = {
  type: 'confirm',
  acknowledged: { products: true, total: true, address: true },
};
const assign: OrderEvent = {
  type: 'assign',
  assignee: { kind: 'driver', id: 'driss', name: null },
};
const shipped = [
  samplePlace(),
  confirm,
  assign,
  { type: 'start_processing' },
  { type: 'ship' },
] as const;

describe('given, when, then', () => {
  it('gives the order in the status that was expected', () => {
    const order = given(cod(), ...shipped)
      .when({ type: 'deliver', collected: { amount: 24000, currency: 'MAD' } })
      .thenStatus('delivered', { collection: { difference: 0 } });
    expect(order.collection.by).toBe('driss');
  });

  it('gives the effects and the refusal', () => {
    const story = given(cod(), ...shipped);
    const [put] = story
      .when({ type: 'report_failed_delivery', reason: 'refused' })
      .thenOwes('restock_stock');
    expect(put?.type).toBe('restock_stock');
    const refusal = story.when({ type: 'cancel', reason: 'staff' }).thenRefused('wrong_status');
    expect(refusal).toMatchObject({ instead: 'report_failed_delivery' });
    expect(story.when({ type: 'cancel', reason: 'staff' }).order?.status).toBe('shipped');
  });

  it('lets a test say who sends it and when', () => {
    const stranger = { kind: 'driver', id: 'karim' } as const;
    const ending = given(cod(), ...shipped).when({ type: 'start_delivery' }, { actor: stranger });
    ending.thenRefused('blocked', 'not_your_delivery');
    const late = given(cod(), samplePlace()).when(confirm, { now: '2026-02-01T00:00:00.000Z' });
    expect(late.thenStatus('confirmed').updatedAt).toBe('2026-02-01T00:00:00.000Z');
  });

  it('tells the story and each difference, and never passes by mistake', () => {
    const story = given(cod(), samplePlace());
    const calls: readonly [() => unknown, readonly string[]][] = [
      [
        () => story.when(confirm).thenStatus('processing', { version: 9 }),
        [
          '- order.version: 9',
          '+ order.version: 2',
          '- order.status: "processing"',
          '+ order.status: "confirmed"',
        ],
      ],
      [
        () => story.when({ type: 'ship' }).thenStatus('shipped'),
        ['- applied', '+ refused: wrong_status'],
      ],
      [
        () => story.when(confirm).thenOwes('reserve_stock'),
        ['- effects: ["reserve_stock"]', '+ effects: []'],
      ],
      [() => story.when({ type: 'ship' }).thenOwes(), ['- applied', '+ refused: wrong_status']],
      [
        () => story.when(confirm).thenRefused('blocked', 'stock_not_reserved'),
        ['- refused: blocked stock_not_reserved', '+ applied: the order is confirmed'],
      ],
      [
        () => story.when({ type: 'ship' }).thenRefused('final'),
        ['- refusal.code: "final"', '+ refusal.code: "wrong_status"'],
      ],
      [
        () =>
          story
            .when({ type: 'cancel', reason: 'no_answer' })
            .thenRefused('blocked', 'not_assigned'),
        [
          '- refusal.blockers.0: "not_assigned"',
          '+ refusal.blockers.0: "no_answer_limit_not_reached"',
        ],
      ],
    ];
    for (const [call, lines] of calls) {
      expect(call).toThrow(ExpectationError);
      expect(call).toThrow(lines.join('\n'));
      expect(call).toThrow('Given place, when "');
    }
    expect(calls).toHaveLength(7);
  });

  it('refuses a past that cannot have been', () => {
    const story = () => given(cod(), samplePlace(), { type: 'ship' });
    expect(story).toThrow('Given place, then "ship":\n- applied\n+ refused: wrong_status');
    expect(() => given(cod(), confirm)).toThrow('Given nothing, then "confirm":');
  });

  it('starts from nothing too', () => {
    const order = given(cod()).when(samplePlace()).thenStatus('new', { tenant: 'default' });
    expect(order.version).toBe(1);
    expect(given(cod()).when(confirm).thenRefused('wrong_status')).toMatchObject({
      status: 'nothing',
    });
  });
});

describe('the matrix of what is illegal', () => {
  const lifecycle = cod();

  it('has 55 of the 72 pairs of statuses', () => {
    const pairs = illegalPairs(lifecycle);
    expect(pairs).toHaveLength(55);
    expect(pairs.filter(({ from }) => from === 'delivered')).toHaveLength(8);
  });

  it('has every event that is refused in a status whoever sends it', () => {
    const events = illegalEvents(lifecycle);
    const orders = [
      given(lifecycle, samplePlace()).when(confirm).thenStatus('confirmed'),
      given(lifecycle, ...shipped.slice(0, 4))
        .when({ type: 'ship' })
        .thenStatus('shipped'),
    ];
    for (const order of orders) {
      const illegal = events.filter(({ status }) => status === order.status);
      expect(illegal.length).toBeGreaterThan(10);
      for (const { event } of illegal) {
        const decision = decideAny(lifecycle, order, { type: event } as OrderEvent, {
          actor: codSamples.actor('admin'),
          now: '2026-01-15T09:00:00.000Z',
        });
        expect(decision).toMatchObject({ ok: false });
      }
    }
  });
});

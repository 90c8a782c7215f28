import * as fc from 'fast-check';
import {
  decideAny,
  explain,
  isClosed,
  isPossible,
  possibleEvents,
  requiredActions,
} from 'cod-lifecycle';
import type { Cod, Decision, Order } from 'cod-lifecycle';
import { arbitraryActor, arbitraryEvent, arbitraryLife } from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from './deep-freeze.ts';
import { runs } from './runs.ts';

const lives = arbitraryLife();
/** An order anywhere in its life, and what somebody tries with it. */
const attempts = fc.tuple(arbitraryLife({ maxEvents: 25 }), arbitraryEvent(), arbitraryActor());

describe('a decision', () => {
  it('is the same whenever it is asked for', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps }) => {
        for (const { before, event, context, decision } of steps) {
          expect(decideAny(lifecycle, before, event, context)).toStrictEqual(decision);
          const copy = structuredClone([before, event, context] as const);
          expect(decideAny(lifecycle, ...copy)).toStrictEqual(decision);
        }
      }),
      runs(100),
    );
  });

  it('writes to nothing that it is given: frozen to the last leaf, it comes out the same', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps }) => {
        for (const { before, event, context, decision } of steps) {
          const copy = deepFreeze(structuredClone([before, event, context] as const));
          const original = structuredClone(copy);
          const again = decideAny(lifecycle, copy[0], copy[1], copy[2]);
          expect(again).toStrictEqual(decision);
          expect(copy).toStrictEqual(original);
          if (again.ok) deepFreeze(again.order);
        }
      }),
      runs(100),
    );
  });

  it('goes on from a frozen order as from any other', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps, order }) => {
        let current: Order | null = null;
        for (const { event, context } of steps) {
          const decision: Decision<Cod> = decideAny(
            lifecycle,
            deepFreeze(current),
            deepFreeze(event),
            context,
          );
          if (decision.ok) current = decision.order;
        }
        expect(current).toStrictEqual(order);
      }),
      runs(200),
    );
  });

  it('that refuses has no order, no entry and no effects, and leaves the order alone', () => {
    fc.assert(
      fc.property(attempts, ([{ lifecycle, order }, event, actor]) => {
        const before = structuredClone(order);
        const decision = decideAny(lifecycle, order, event, { actor, now: order.updatedAt });
        expect(order).toStrictEqual(before);
        const parts = decision.ok ? ['ok', 'order', 'entry', 'effects'] : ['ok', 'refusal'];
        expect(Object.keys(decision)).toEqual(parts);
      }),
      runs(500),
    );
  });

  it('that applies tells the event, who, when, from where and to where', () => {
    fc.assert(
      fc.property(lives, ({ steps }) => {
        for (const { before, event, context, decision } of steps) {
          if (!decision.ok) continue;
          expect(decision.entry).toEqual({
            version: (before?.version ?? 0) + 1,
            event,
            from: before?.status ?? 'nothing',
            to: decision.order.status,
            actor: context.actor,
            occurredAt: context.occurredAt ?? context.now,
            recordedAt: context.now,
            commandId: context.commandId,
          });
        }
      }),
      runs(200),
    );
  });

  it('owes nothing that names the customer', () => {
    fc.assert(
      fc.property(arbitraryLife(), ({ effects }) => {
        const fields = effects.flatMap((effect) => Object.keys(effect));
        for (const field of ['customer', 'address', 'phone', 'name']) {
          expect(fields).not.toContain(field);
        }
      }),
      runs(100),
    );
  });
});

describe('an explanation', () => {
  it('that says no is right for every payload, and one is given for every event that is applied', () => {
    fc.assert(
      fc.property(attempts, ([{ lifecycle, order }, event, actor]) => {
        const context = { actor, now: order.updatedAt };
        const said = explain(lifecycle, order, context).find((one) => one.event === event.type);
        const decision = decideAny(lifecycle, order, event, context);
        expect(said).toBeDefined();
        expect(decision.ok && !said?.possible).toBe(false);
      }),
      runs(1500),
    );
  });

  it('agrees with every step of a life', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps }) => {
        for (const { before, event, context, decision } of steps) {
          const said = explain(lifecycle, before, context).find((one) => one.event === event.type);
          expect(decision.ok && !said?.possible).toBe(false);
        }
      }),
      runs(100),
    );
  });

  it('covers every event once, and lists as possible what it explains as possible', () => {
    fc.assert(
      fc.property(attempts, ([{ lifecycle, order }, , actor]) => {
        const context = { actor, now: order.updatedAt };
        const explained = explain(lifecycle, order, context);
        expect(explained.map(({ event }) => event)).toEqual(lifecycle.events);
        const possible = explained.flatMap((one) => (one.possible ? [one.event] : []));
        expect(possibleEvents(lifecycle, order, context)).toEqual(possible);
        for (const { event, possible } of explained)
          expect([event, isPossible(lifecycle, order, event, context)]).toEqual([event, possible]);
      }),
      runs(200),
    );
  });
});

describe('the actions required', () => {
  it('are each named once, and none is left when nothing more is expected but the cash', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle: { policy }, orders }) => {
        for (const order of orders) {
          const actions = requiredActions({ order, policy });
          expect(new Set(actions).size).toBe(actions.length);
          const settled = ['reconciled', 'not_applicable'].includes(order.cash.state);
          const counting = order.status === 'delivered' && !settled ? ['reconcile_cash'] : [];
          expect(isClosed(order) ? actions : counting).toEqual(counting);
        }
      }),
      runs(300),
    );
  });
});

import * as fc from 'fast-check';
import { cod, decideAny, orderStatuses } from 'cod-lifecycle';
import type { Order } from 'cod-lifecycle';
import { arbitraryActor, arbitraryEvent, arbitraryLife } from 'cod-lifecycle/testing';
import type { Life } from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { runs } from './runs.ts';

/** Each version of an order with the one after it. */
function pairs({ orders }: Life): readonly (readonly [Order, Order])[] {
  return orders.slice(1).map((order, index) => [orders[index] as Order, order]);
}

const lives = arbitraryLife();

describe('the status of an order', () => {
  it('is always exactly one of the nine, whatever happens', () => {
    fc.assert(
      fc.property(lives, ({ orders, entries }) => {
        for (const { status } of orders) expect(orderStatuses).toContain(status);
        for (const { to } of entries) expect(orderStatuses).toContain(to);
      }),
      runs(250),
    );
  });

  it('moves only where the table leads, or where an admin corrects it', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, entries }) => {
        for (const { event, from, to } of entries) {
          const rule = lifecycle.lookup[event.type]?.[from]?.rule;
          expect(rule?.to.length ? rule.to : [from]).toContain(to);
        }
      }),
      runs(250),
    );
  });

  it('is delivered for good: nothing but a correction leads out', () => {
    const delivered = fc
      .tuple(arbitraryLife(), arbitraryEvent(), arbitraryActor())
      .filter(([{ orders }]) => orders.some(({ status }) => status === 'delivered'));
    fc.assert(
      fc.property(delivered, ([life, event, actor]) => {
        for (const [before, after] of pairs(life)) {
          const { event: sent } = life.entries[after.version - 1] ?? {};
          const absorbed = before.status !== 'delivered' || after.status === 'delivered';
          expect(absorbed || sent?.type === 'correct').toBe(true);
        }
        const order = life.orders.find(({ status }) => status === 'delivered') as Order;
        const decision = decideAny(life.lifecycle, order, event, { actor, now: order.updatedAt });
        const status = decision.ok ? decision.order.status : 'delivered';
        expect(event.type === 'correct' || status === 'delivered').toBe(true);
      }),
      runs(200),
    );
  });

  it('is entered when it happened, though never before the one that it follows', () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const [before, after] of pairs(life)) {
          const { occurredAt = '', recordedAt } = life.entries[after.version - 1] ?? {};
          const late = occurredAt < before.enteredAt || before.status === after.status;
          expect(after.enteredAt).toBe(late ? before.enteredAt : occurredAt);
          expect(after.updatedAt).toBe(recordedAt);
        }
      }),
      runs(250),
    );
  });
});

describe('the facts of an order', () => {
  it('name a time for the next call exactly while the shop waits for the customer to agree', () => {
    const waits = ({ status, needsReconfirmation }: Order): boolean =>
      status === 'new' ||
      status === 'no_answer' ||
      ((status === 'confirmed' || status === 'processing') && needsReconfirmation);
    fc.assert(
      fc.property(lives, ({ orders }) => {
        for (const order of orders) expect(order.calls.nextCallAt !== null).toBe(waits(order));
      }),
      runs(250),
    );
  });

  it('count a version for every event that was applied, without a gap', () => {
    fc.assert(
      fc.property(lives, ({ orders, entries }) => {
        const counted = orders.map((_, index) => index + 1);
        expect(orders.map(({ version }) => version)).toEqual(counted);
        expect(entries.map(({ version }) => version)).toEqual(counted);
      }),
      runs(250),
    );
  });

  it('never lose a call or a visit within a cycle, and never go back a cycle', () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const [before, after] of pairs(life)) {
          const [calls, visits] = [before.calls, before.delivery];
          expect(after.calls.cycle).toBeGreaterThanOrEqual(calls.cycle);
          expect(after.delivery.cycle).toBeGreaterThanOrEqual(visits.cycle);
          const sameCalls = after.calls.cycle === calls.cycle;
          const sameVisits = after.delivery.cycle === visits.cycle;
          expect(after.calls.made).toBeGreaterThanOrEqual(sameCalls ? calls.made : 0);
          expect(after.calls.failed).toBeGreaterThanOrEqual(sameCalls ? calls.failed : 0);
          expect(after.delivery.attempts).toBeGreaterThanOrEqual(sameVisits ? visits.attempts : 0);
          expect(after.calls.failed).toBeLessThanOrEqual(after.calls.made);
        }
      }),
      runs(250),
    );
  });

  it('never give up an order for silence before the limit', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps }) => {
        for (const { before, event, decision } of steps) {
          if (!decision.ok || event.type !== 'cancel' || event.reason !== 'no_answer') continue;
          expect(before?.calls.failed).toBeGreaterThanOrEqual(lifecycle.policy.noAnswer.limit);
        }
      }),
      runs(250),
    );
  });

  it('never ship what was not confirmed as it stands', () => {
    fc.assert(
      fc.property(lives, ({ entries, orders }) => {
        for (const { event, version } of entries) {
          const order = orders[version - 1];
          if (event.type !== 'ship' || !order?.confirmation) continue;
          expect(order.needsReconfirmation).toBe(false);
          expect(order.confirmation.total).toEqual(order.amountDue);
          const products = order.lines.map(({ id, sku, quantity }) => ({
            lineId: id,
            sku,
            quantity,
          }));
          expect(order.confirmation.products).toEqual(products);
          expect(order.confirmation.address).toEqual(order.address);
        }
      }),
      runs(250),
    );
  });

  it('hold what their status promises, and cash that fits it', () => {
    fc.assert(
      fc.property(lives, ({ orders }) => {
        for (const order of orders) {
          const { status, shipment, collection, cancellation, cash, amountDue } = order;
          const left = ['shipped', 'out_for_delivery', 'delivered', 'returned'].includes(status);
          expect(shipment !== null).toBe(left);
          expect(collection !== null).toBe(status === 'delivered');
          expect(order.return !== null).toBe(status === 'returned');
          expect(cancellation !== null).toBe(status === 'cancelled');
          const open = cash.state === 'due' || cash.state === 'not_applicable';
          const paid = collection !== null && collection.amount.amount + amountDue.amount > 0;
          expect(open).toBe(!paid);
          expect(collection?.amount.currency ?? amountDue.currency).toBe(amountDue.currency);
        }
      }),
      runs(250),
    );
  });
});

describe('the rules', () => {
  it('never fail where they should answer, however wild the event', () => {
    fc.assert(
      fc.property(lives, ({ refusals }) => {
        const failures = refusals.flatMap((refusal) =>
          refusal.code === 'blocked'
            ? refusal.blockers.filter(
                ({ code }) => code === 'guard_failed' || code === 'apply_failed',
              )
            : [],
        );
        expect(failures).toEqual([]);
      }),
      runs(600),
    );
  });

  it('never need the invariants to save the books, but for a correction', () => {
    fc.assert(
      fc.property(lives, ({ steps }) => {
        for (const { event, decision } of steps) {
          if (decision.ok || decision.refusal.code !== 'blocked' || event.type === 'correct')
            continue;
          const codes = decision.refusal.blockers.map(({ code }) => code);
          expect(codes).not.toContain('ledger_unbalanced');
          expect(codes).not.toContain('facts_missing');
        }
      }),
      runs(600),
    );
  });

  it('say what is possible instead, and every such event is legal there', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, refusals }) => {
        for (const refusal of refusals) {
          if (!('possible' in refusal)) continue;
          for (const type of refusal.possible)
            expect(lifecycle.lookup[type]?.[refusal.status]).toBeDefined();
        }
      }),
      runs(200),
    );
  });

  it('let an admin send whatever anyone may', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps }) => {
        for (const { before, event, context, decision } of steps) {
          if (!decision.ok) continue;
          const actor = { kind: 'admin', id: context.actor.id } as const;
          expect(decideAny(lifecycle, before, event, { ...context, actor }).ok).toBe(true);
        }
      }),
      runs(200),
    );
    expect(cod().definition.superActors).toEqual(['admin']);
  });
});

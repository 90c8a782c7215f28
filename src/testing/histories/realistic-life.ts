import { cod } from '../../lifecycle/index.js';
import type { CodLifecycle } from '../../lifecycle/index.js';
import { decideAny } from '../../kernel/index.js';
import type { Actor, FailureReason, Order, OrderEvent } from '../../order/index.js';
import type { Change } from '../../ports/index.js';
import { byRank, weighted } from './luck.js';
import type { Luck } from './luck.js';
import type { Merchant } from './merchant.js';
import { working } from './rhythm.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const cities = byRank([
  'Casablanca',
  'Rabat',
  'Marrakech',
  'Fes',
  'Tanger',
  'Agadir',
  'Meknes',
  'Oujda',
  'Kenitra',
  'Tetouan',
  'Safi',
  'Mohammedia',
]);

const failures = weighted(
  [
    ['refused', 45],
    ['customer_unavailable', 30],
    ['wrong_address', 9],
    ['no_cash', 8],
    ['out_of_area', 4],
    ['damaged', 2],
    ['other', 2],
  ] as const satisfies readonly (readonly [FailureReason, number])[],
  ([, weight]) => weight,
);

const cancellations = weighted(
  [
    ['customer_changed_mind', 60],
    ['fake_order', 15],
    ['duplicate', 10],
    ['out_of_area', 10],
    ['wrong_number', 5],
  ] as const,
  ([, weight]) => weight,
);

const silence = weighted(
  [
    ['no_answer', 6],
    ['switched_off', 2],
    ['busy', 1],
    ['callback_requested', 1],
  ] as const,
  ([, weight]) => weight,
);

const lifecycle: CodLifecycle = cod();
const { closed, actions } = lifecycle.definition;

const acknowledged = { products: true, total: true, address: true };
const warehouse: Actor = { kind: 'warehouse', id: 'depot' };
const finance: Actor = { kind: 'finance', id: 'till' };

/** Ends a life where the histories end: what would come after has not happened yet. */
class NotYet extends Error {}

/**
 * The changes of one order's life, as a runtime would commit them: called, confirmed or given up, packed, brought, paid or
 * brought back, as far as it has come by the end.
 */
export function realisticLife(
  { tenant, sources, agents, carriers, products }: Merchant,
  id: string,
  reference: string,
  placedAt: number,
  end: number,
  luck: Luck,
): readonly Change[] {
  const changes: Change[] = [];
  let order: Order | null = null;
  let time = placedAt;

  function send(event: OrderEvent, actor: Actor): Order {
    if (time >= end) throw new NotYet();
    const now = new Date(time).toISOString();
    const before = order;
    const commandId = `${id}@${(before?.version ?? 0) + 1}`;
    const decided = decideAny(lifecycle, before, event, { actor, now, commandId });
    if (!decided.ok) {
      throw new TypeError(`A realistic life may not send ${event.type}: ${decided.refusal.code}`);
    }
    const next = decided.order;
    order = next;
    changes.push({
      order: next,
      expectedVersion: before?.version ?? 0,
      entry: { ...decided.entry, tenant, orderId: id, commandId },
      effects: [],
      open:
        !closed?.(next) || (actions?.({ order: next, policy: lifecycle.policy }).length ?? 0) > 0,
      since: before?.enteredAt ?? null,
    });
    return next;
  }

  /** Some time later, when people work. */
  const later = (least: number, most: number): void => {
    time = working(time + luck.between(least, most));
  };

  function place(): Order {
    const lines = Array.from({ length: luck.hits(0.75) ? 1 : 2 }, (_, index) => {
      const { sku, title, price } = luck.one(products);
      const unitPrice = { amount: price, currency: 'MAD' };
      return { id: String(index + 1), sku, title, quantity: luck.hits(0.8) ? 1 : 2, unitPrice };
    });
    const amount = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice.amount, 0);
    const source = luck.one(sources);
    const byHand = source.kind === 'manual';
    return send(
      {
        type: 'place',
        tenant,
        id,
        source: { ...source, externalId: id, reference },
        customer: {
          name: `Customer ${id}`,
          phone: `+2126${String(luck.between(0, 99_999_999)).padStart(8, '0')}`,
          email: null,
          locale: luck.hits(0.7) ? 'ar' : 'fr',
        },
        address: {
          line1: `${luck.between(1, 200)} Rue Atlas`,
          line2: null,
          city: luck.one(cities),
          region: null,
          postalCode: null,
          country: 'MA',
        },
        lines,
        amountDue: { amount, currency: 'MAD' },
        metadata: {},
      },
      byHand ? { kind: 'agent', id: luck.one(agents) } : { kind: 'integration', id: source.kind },
    );
  }

  /** @returns whether the customer said yes */
  function call(): boolean {
    const agent: Actor = { kind: 'agent', id: luck.one(agents) };
    later(5 * minute, 4 * hour);
    for (let failed = 0; failed < 5;) {
      if (luck.hits(0.62)) {
        const agrees = luck.hits(0.86);
        if (agrees) send({ type: 'confirm', acknowledged }, agent);
        else send({ type: 'cancel', reason: luck.one(cancellations)[0] }, agent);
        return agrees;
      }
      const [outcome] = luck.one(silence);
      const { calls } = send({ type: 'record_call_attempt', outcome }, agent);
      ({ failed } = calls);
      if (failed >= lifecycle.policy.noAnswer.limit && luck.hits(0.8)) break;
      time = working(Math.max(time, Date.parse(calls.nextCallAt ?? '')) + luck.between(0, hour));
    }
    later(minute, 2 * hour);
    send({ type: 'cancel', reason: 'no_answer' }, agent);
    return false;
  }

  /** Packed, and handed to whoever brings it. */
  function handOver(): Actor {
    const assignee = luck.one(carriers);
    later(hour, 20 * hour);
    send({ type: 'assign', assignee }, { kind: 'dispatcher', id: 'hub' });
    later(minute, 4 * hour);
    send({ type: 'start_processing' }, warehouse);
    later(5 * minute, 3 * hour);
    send({ type: 'complete_packaging' }, warehouse);
    send({ type: 'attach_label' }, warehouse);
    later(10 * minute, 6 * hour);
    send({ type: 'ship' }, warehouse);
    return { kind: assignee.kind === 'driver' ? 'driver' : 'carrier', id: assignee.id };
  }

  /** @returns whether it was delivered */
  function bring(carrier: Actor): boolean {
    later(2 * hour, 20 * hour);
    send({ type: 'start_delivery' }, carrier);
    for (let visit = 1; ; visit += 1) {
      later(hour, 8 * hour);
      if (luck.hits(0.72)) return true;
      const [reason] = luck.one(failures);
      const final = reason === 'refused' || reason === 'out_of_area' || visit === 3;
      if (final) {
        send({ type: 'report_failed_delivery', reason }, carrier);
        return false;
      }
      send({ type: 'record_delivery_attempt', outcome: reason }, carrier);
      later(15 * hour, 30 * hour);
    }
  }

  function pay(carrier: Actor, { amountDue }: Order): void {
    const short = luck.hits(0.01) ? luck.between(1, 20) * 100 : 0;
    const collected = { ...amountDue, amount: Math.max(100, amountDue.amount - short) };
    send({ type: 'deliver', collected }, carrier);
    later(3 * hour, 12 * hour);
    if (luck.hits(0.9)) send({ type: 'remit_cash', amount: collected }, finance);
    later(8 * hour, 2 * day);
    const counted = luck.hits(0.004) ? { ...collected, amount: collected.amount - 100 } : collected;
    send({ type: 'reconcile_cash', amount: counted }, finance);
    if (counted === collected) return;
    later(day, 5 * day);
    send({ type: 'reconcile_cash', amount: collected }, finance);
  }

  /** @returns whether it goes out once more */
  function takeBack(): boolean {
    later(day, 5 * day);
    send({ type: 'receive_return' }, warehouse);
    later(hour, 2 * day);
    const agent: Actor = { kind: 'agent', id: luck.one(agents) };
    if (luck.hits(0.08)) {
      send({ type: 'redeliver' }, agent);
      return true;
    }
    send({ type: 'close_return', cause: luck.one(failures)[0] }, agent);
    return false;
  }

  try {
    const placed = place();
    if (!call()) return changes;
    const carrier = handOver();
    while (!bring(carrier)) {
      if (!takeBack()) return changes;
      later(5 * minute, 3 * hour);
      send({ type: 'complete_packaging' }, warehouse);
      send({ type: 'attach_label' }, warehouse);
      send({ type: 'ship' }, warehouse);
    }
    pay(carrier, placed);
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
  }
  return changes;
}

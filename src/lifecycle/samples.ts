import type { Actor, ActorKind } from '../order/actor.js';
import type { OrderEvent, Place } from '../order/event.js';
import type { Order } from '../order/order.js';
import type { Policy } from './policy.js';

const address = {
  line1: '4 Rue Atlas',
  line2: null,
  city: 'Casablanca',
  region: null,
  postalCode: null,
  country: 'MA',
};
const price = { amount: 100, currency: 'MAD' };

function lines(quantity: number): Place['lines'] {
  return [{ id: '1', sku: 'SAMPLE', title: 'Sample', quantity, unitPrice: null }];
}

function placed(amount: number): Place {
  return {
    type: 'place',
    tenant: 'sample',
    id: 'sample',
    source: { kind: 'manual', shop: 'sample', externalId: 'sample', reference: null },
    customer: { name: 'Sample', phone: '0', email: null, locale: null },
    address,
    lines: lines(2),
    amountDue: { ...price, amount },
    metadata: {},
  };
}

const assignee = { kind: 'driver', id: 'driver', name: null } as const;

function tried({ amountDue, lines: current }: Order): readonly OrderEvent[] {
  const short = { ...amountDue, amount: Math.max(0, amountDue.amount - 1) };
  return [
    { type: 'confirm', acknowledged: { products: true, total: true, address: true } },
    { type: 'record_call_attempt', outcome: 'no_answer' },
    { type: 'record_call_attempt', outcome: 'callback_requested' },
    { type: 'schedule_call', at: '2026-01-16T09:00:00.000Z' },
    { type: 'amend', lines: lines(current[0]?.quantity === 1 ? 2 : 1) },
    { type: 'cancel', reason: 'customer_changed_mind' },
    { type: 'cancel', reason: 'no_answer' },
    { type: 'reopen', reason: 'sample' },
    { type: 'assign', assignee },
    { type: 'assign_tracking', tracking: { number: 'SAMPLE', carrier: null, url: null } },
    { type: 'record_delivery_attempt', outcome: 'customer_unavailable' },
    { type: 'deliver', ...(amountDue.amount > 0 && { collected: amountDue }) },
    { type: 'deliver', collected: short },
    { type: 'report_failed_delivery', reason: 'refused' },
    { type: 'receive_return' },
    { type: 'receive_return', lines: [{ lineId: '1', quantity: 1, condition: 'damaged' }] },
    { type: 'close_return', cause: 'refused' },
    { type: 'remit_cash', amount: amountDue },
    { type: 'reconcile_cash', amount: amountDue },
    { type: 'reconcile_cash', amount: short },
    { type: 'record_reservation', lines: [{ lineId: '1', reserved: 0 }] },
    { type: 'record_reservation', lines: [{ lineId: '1', reserved: current[0]?.quantity ?? 0 }] },
    { type: 'add_note', text: 'sample' },
  ];
}

/** What guards and effects look at, and no more: counters only as far as they decide something. */
function view(order: Order, { noAnswer, preparation: { requirePackaging } }: Policy): string {
  const {
    status,
    stock,
    calls,
    cash,
    amountDue,
    needsReconfirmation,
    assignee: to,
    preparation,
  } = order;
  const calling = status === 'new' || status === 'no_answer';
  return JSON.stringify([
    status,
    stock,
    amountDue.amount,
    calling ? Math.min(calls.failed, noAnswer.limit) : calls.failed >= noAnswer.limit,
    cash.state,
    needsReconfirmation,
    to === null,
    requirePackaging && [preparation?.packagedAt, preparation?.labelledAt],
    order.collection?.difference,
    order.return?.state,
  ]);
}

/**
 * The finite world in which the lifecycle is proved: an order with cash to collect and one with none, every event with
 * the payloads that matter, and somebody of each kind.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export const codSamples = {
  creations: [placed(100), placed(0)] as readonly OrderEvent[],
  events: tried,
  idle: ({ delivery }: Policy): readonly string[] =>
    delivery.requireOutForDelivery ? ['deliver @ shipped'] : [],
  actor: (kind: string): Actor => ({ kind: kind as ActorKind, id: kind }),
  view,
} as const;

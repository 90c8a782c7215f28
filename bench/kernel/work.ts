/**
 * The work that everybody is given: the life of an order that is delivered, mixed traffic in which a third is refused, and
 * the questions that a screen asks. The events, actors and times are plain data, made once.
 */
import { cod, decideAny } from '../../dist/core.js';
import type { Actor, Order, OrderEvent } from '../../dist/core.js';

/** An event with who sends it, and when. */
export interface Sent {
  readonly event: OrderEvent;
  readonly actor: Actor;
  readonly now: string;
}

/** An event that is sent to an order, and whether it is legal. */
export interface Case extends Sent {
  readonly order: Order;
  readonly legal: boolean;
}

export const lifecycle = cod();

/** Somebody of each kind; Samir is the driver of every order that has one. */
export const actors: readonly Actor[] = [
  { kind: 'agent', id: 'salma' },
  { kind: 'warehouse', id: 'hamid' },
  { kind: 'dispatcher', id: 'nadia' },
  { kind: 'driver', id: 'samir' },
  { kind: 'driver', id: 'omar' },
  { kind: 'finance', id: 'leila' },
  { kind: 'customer', id: 'amina' },
  { kind: 'admin', id: 'amine' },
];

const mad = (amount: number) => ({ amount, currency: 'MAD' });
const by = (kind: Actor['kind'], id: string): Actor => ({ kind, id });
const customer = { name: 'Amina', phone: '+212600000001', email: null, locale: null };
const address = {
  line1: '4 Rue Atlas',
  line2: null,
  city: 'Casablanca',
  region: null,
  postalCode: null,
  country: 'MA',
};
const samir = { kind: 'driver', id: 'samir', name: null } as const;

const minute = (count: number): string =>
  new Date(Date.parse('2026-03-20T09:00:00.000Z') + count * 60_000).toISOString();

function place(id: string, lines: number): Sent {
  return {
    event: {
      type: 'place',
      tenant: 'atlas',
      id,
      source: { kind: 'manual', shop: 'default', externalId: id, reference: null },
      customer,
      address,
      lines: Array.from({ length: lines }, (_, index) => ({
        id: String(index + 1),
        sku: `ARGAN-${index}`,
        title: 'Argan oil',
        quantity: 2,
        unitPrice: mad(12_000),
      })),
      amountDue: mad(24_000 * lines),
      metadata: {},
    },
    actor: by('agent', 'salma'),
    now: minute(0),
  };
}

const confirm: Sent = {
  event: { type: 'confirm', acknowledged: { products: true, total: true, address: true } },
  actor: by('agent', 'salma'),
  now: minute(5),
};
const noAnswer: Sent = {
  event: { type: 'record_call_attempt', outcome: 'no_answer' },
  actor: by('agent', 'salma'),
  now: minute(5),
};
const cancel: Sent = {
  event: { type: 'cancel', reason: 'customer_changed_mind' },
  actor: by('agent', 'salma'),
  now: minute(9),
};
const assign: Sent = {
  event: { type: 'assign', assignee: samir },
  actor: by('dispatcher', 'nadia'),
  now: minute(10),
};
const startProcessing: Sent = {
  event: { type: 'start_processing' },
  actor: by('warehouse', 'hamid'),
  now: minute(20),
};
const ship: Sent = {
  event: { type: 'ship' },
  actor: by('warehouse', 'hamid'),
  now: minute(60),
};
const startDelivery: Sent = {
  event: { type: 'start_delivery' },
  actor: by('driver', 'samir'),
  now: minute(90),
};
const deliver = (lines = 1): Sent => ({
  event: { type: 'deliver', collected: mad(24_000 * lines) },
  actor: by('driver', 'samir'),
  now: minute(120),
});
const fail: Sent = {
  event: { type: 'report_failed_delivery', reason: 'refused' },
  actor: by('driver', 'samir'),
  now: minute(120),
};

/** From confirmed to delivered; the order before it is {@link placed}. */
export const happyPath = (lines = 1): readonly Sent[] => [
  confirm,
  assign,
  startProcessing,
  ship,
  startDelivery,
  deliver(lines),
];

/** What comes of an event under the real lifecycle: the yardstick for every contestant. */
export function expected(order: Order | null, { event, actor, now }: Sent): Order {
  const decision = decideAny(lifecycle, order, event, { actor, now });
  if (!decision.ok) throw new Error(`${event.type} is refused: ${decision.refusal.code}`);
  return decision.order;
}

/** A new order. */
export const placed = (id: string, lines = 1): Order => expected(null, place(id, lines));

/** An order that has lived so far. */
const after = (order: Order, ...sent: readonly Sent[]): Order =>
  sent.reduce((each, one) => expected(each, one), order);

/** An order in each status, by the shortest way. */
export function inEachStatus(lines = 1): Readonly<Record<Order['status'], Order>> {
  const order = (id: string): Order => placed(id, lines);
  const path = happyPath(lines);
  return {
    new: order('o-new'),
    no_answer: after(order('o-no-answer'), noAnswer),
    confirmed: after(order('o-confirmed'), ...path.slice(0, 2)),
    processing: after(order('o-processing'), ...path.slice(0, 3)),
    shipped: after(order('o-shipped'), ...path.slice(0, 4)),
    out_for_delivery: after(order('o-out'), ...path.slice(0, 5)),
    delivered: after(order('o-delivered'), ...path),
    returned: after(order('o-returned'), ...path.slice(0, 5), fail),
    cancelled: after(order('o-cancelled'), cancel),
  };
}

/** So many orders in every status, each of which is sent every event in turn: two thirds of it is legal, as in a shop. */
export function mixedTraffic(size: number): readonly Case[] {
  const orders = inEachStatus();
  const legal: readonly (readonly [Order['status'], Sent])[] = [
    ['new', confirm],
    ['new', noAnswer],
    ['new', cancel],
    ['no_answer', confirm],
    ['no_answer', noAnswer],
    ['confirmed', assign],
    ['confirmed', startProcessing],
    ['confirmed', cancel],
    ['processing', ship],
    ['shipped', startDelivery],
    ['shipped', deliver()],
    ['out_for_delivery', deliver()],
    ['out_for_delivery', fail],
  ];
  const elsewhere = { ...samir, id: 'omar' };
  const others = { ...startDelivery, actor: by('driver', elsewhere.id) };
  const illegal: readonly (readonly [Order['status'], Sent])[] = [
    ['new', ship],
    ['shipped', cancel],
    ['delivered', fail],
    ['shipped', others],
    ['confirmed', { ...startProcessing, actor: by('finance', 'leila') }],
    ['new', { ...cancel, event: { type: 'cancel', reason: 'no_answer' } }],
  ];
  const cases = [
    ...legal.map(([status, sent]): Case => ({ ...sent, order: orders[status], legal: true })),
    ...illegal.map(([status, sent]): Case => ({ ...sent, order: orders[status], legal: false })),
  ];
  // A fixed order that is none: every case as often, and none after the same one each time.
  return Array.from(
    { length: size },
    (_, index) => cases[(index * 7 + (index >> 4)) % cases.length] as Case,
  );
}

/** Questions about whether an event is possible, half of them with a no. */
export function possibleQuestions(): readonly Case[] {
  const cases = mixedTraffic(19 * 16);
  return [
    ...cases.filter(({ legal }) => legal).slice(0, 100),
    ...cases.filter(({ legal }) => !legal).slice(0, 100),
  ];
}

/** Events that are refused: in the wrong status, by the wrong person, or by a guard. */
export const refusals = (): readonly Case[] => mixedTraffic(19 * 16).filter(({ legal }) => !legal);

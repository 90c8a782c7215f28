/**
 * The rules of an order as somebody writes them by hand, for immutable orders and the default policy: whether an event is
 * allowed, and what the order is after it. The switches are made of these, and every other contestant's guards and actions.
 */
import { lifecycle } from './work.ts';
import type { Actor, Order, OrderEvent } from '../../dist/core.js';

type Event<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Row = Order['stock'][number];

const { stamp } = lifecycle;
const pause = 180 * 60_000;
const limit = 3;

/** What every change does to an order; `status` is left out where it stays. */
function moved(order: Order, status: Order['status'], now: string, change: object): Order {
  return {
    ...order,
    ...change,
    status,
    version: order.version + 1,
    enteredAt: status === order.status ? order.enteredAt : now,
    updatedAt: now,
    definition: stamp,
  } as Order;
}

export const canConfirm = (order: Order, event: Event<'confirm'> | undefined): boolean => {
  if (event) {
    const { products, total, address } = event.acknowledged;
    if (!(products && total && address)) return false;
  }
  if (order.status === 'confirmed' || order.status === 'processing') {
    if (!order.needsReconfirmation) return false;
  }
  for (const row of order.stock) if (row.short > 0) return false;
  return true;
};

export function confirm(order: Order, actor: Actor, now: string): Order {
  return moved(order, 'confirmed', now, {
    confirmation: {
      at: now,
      by: actor,
      products: order.lines.map(({ id, sku, quantity }) => ({ lineId: id, sku, quantity })),
      total: order.amountDue,
      address: order.address,
    },
    needsReconfirmation: false,
    calls: { ...order.calls, nextCallAt: null },
  });
}

export function recordCall(order: Order, event: Event<'record_call_attempt'>, now: string): Order {
  const { calls } = order;
  const reached = event.outcome === 'callback_requested';
  const failed = calls.failed + (reached ? 0 : 1);
  const status = order.status === 'no_answer' || !reached ? 'no_answer' : 'new';
  const nextCallAt = event.nextCallAt ?? new Date(Date.parse(now) + pause).toISOString();
  return moved(order, status, now, {
    calls: { ...calls, made: calls.made + 1, failed, last: event.outcome, nextCallAt },
  });
}

export const canCancel = (order: Order, event: Event<'cancel'> | undefined): boolean =>
  event?.reason !== 'no_answer' || order.calls.failed >= limit;

const released = (row: Row): Row => (row.reserved > 0 ? { ...row, reserved: 0 } : row);

export function cancel(order: Order, event: Event<'cancel'>, actor: Actor, now: string): Order {
  return moved(order, 'cancelled', now, {
    cancellation: { reason: event.reason, note: event.note ?? null, at: now, by: actor },
    calls: { ...order.calls, nextCallAt: null },
    stock: order.stock.map(released),
  });
}

export const assign = (order: Order, event: Event<'assign'>, now: string): Order =>
  moved(order, order.status, now, { assignee: event.assignee });

export const canStartProcessing = (order: Order): boolean => !order.needsReconfirmation;

export const startProcessing = (order: Order, now: string): Order =>
  moved(order, 'processing', now, {
    preparation: { startedAt: now, packagedAt: null, labelledAt: null },
  });

export const canShip = (order: Order): boolean =>
  order.assignee !== null && !order.needsReconfirmation;

const handedOver = (row: Row): Row =>
  row.reserved > 0 ? { ...row, reserved: 0, out: row.out + row.reserved } : row;

export const ship = (order: Order, event: Event<'ship'>, now: string): Order =>
  moved(order, 'shipped', now, {
    shipment: { handedTo: order.assignee, at: now },
    tracking: event.tracking ?? order.tracking,
    stock: order.stock.map(handedOver),
  });

/** A driver acts on their own deliveries. */
export const isTheirs = (order: Order, actor: Actor): boolean =>
  actor.kind !== 'driver' || order.assignee?.id === actor.id;

export const startDelivery = (order: Order, now: string): Order =>
  moved(order, 'out_for_delivery', now, {});

export const canDeliver = (
  order: Order,
  event: Event<'deliver'> | undefined,
  actor: Actor,
): boolean => {
  if (event) {
    const { amount, currency } = order.amountDue;
    if (amount > 0 && !((event.collected?.amount ?? 0) > 0)) return false;
    if (event.collected && event.collected.currency !== currency) return false;
  }
  return isTheirs(order, actor);
};

export function deliver(order: Order, event: Event<'deliver'>, actor: Actor, now: string): Order {
  const expected = order.amountDue;
  const amount = event.collected ?? { amount: 0, currency: expected.currency };
  const difference = amount.amount - expected.amount;
  const nothing = expected.amount === 0 && amount.amount === 0;
  return moved(order, 'delivered', now, {
    collection: { amount, expected, difference, at: now, by: actor.id },
    cash: { state: nothing ? 'not_applicable' : 'collected', remitted: null, reconciled: null },
  });
}

const cameBack = (row: Row): Row =>
  row.out > 0 ? { ...row, out: 0, restocked: row.restocked + row.out } : row;

export const fail = (
  order: Order,
  event: Event<'report_failed_delivery'>,
  actor: Actor,
  now: string,
): Order =>
  moved(order, 'returned', now, {
    return: {
      state: 'in_transit',
      reason: event.reason,
      note: event.note ?? null,
      at: now,
      by: actor,
      cause: null,
    },
    stock: order.stock.map(cameBack),
  });

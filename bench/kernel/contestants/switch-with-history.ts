import type { Actor, Order, OrderEvent } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import * as fields from '../fields.ts';
import type { Sent } from '../work.ts';

/** One line of history, as it is kept. */
interface Entry {
  readonly version: number;
  readonly event: OrderEvent;
  readonly from: string;
  readonly to: string;
  readonly actor: Actor;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commandId: string | null;
}

export type Answer =
  | {
      readonly ok: true;
      readonly order: Order;
      readonly entry: Entry;
      readonly effects: readonly object[];
    }
  | { readonly ok: false; readonly code: string; readonly status: string };

const none: readonly object[] = [];

const refused = (code: string, order: Order): Answer => ({ ok: false, code, status: order.status });

function applied(
  before: Order,
  order: Order,
  { event, actor, now }: Sent,
  effects: readonly object[],
): Answer {
  const entry = {
    version: order.version,
    event,
    from: before.status,
    to: order.status,
    actor,
    occurredAt: now,
    recordedAt: now,
    commandId: null,
  };
  return { ok: true, order, entry, effects };
}

/** The units of each line that move, as an effect says it. */
function stockEffect(type: string, order: Order, from: 'reserved' | 'out'): readonly object[] {
  const lines: object[] = [];
  for (const row of order.stock) {
    if (row[from] > 0) lines.push({ lineId: row.lineId, sku: row.sku, quantity: row[from], from });
  }
  const round = order.calls.cycle + order.delivery.cycle;
  return lines.length === 0 ? none : [{ type, round, lines }];
}

/** All of it in one function, as a thousand backends have it; and a line of history and the effects besides. */
export function decide(order: Order, sent: Sent): Answer {
  const { event, actor, now } = sent;
  const { status } = order;
  const { kind } = actor;
  const admin = kind === 'admin';
  switch (event.type) {
    case 'confirm': {
      if (!admin && kind !== 'agent' && kind !== 'customer') return refused('forbidden', order);
      if (
        status !== 'new' &&
        status !== 'no_answer' &&
        status !== 'confirmed' &&
        status !== 'processing'
      )
        return refused('wrong_status', order);
      if (!fields.canConfirm(order, event)) return refused('blocked', order);
      return applied(order, fields.confirm(order, actor, now), sent, none);
    }
    case 'record_call_attempt': {
      if (!admin && kind !== 'agent' && kind !== 'system') return refused('forbidden', order);
      if (status !== 'new' && status !== 'no_answer') return refused('wrong_status', order);
      const next = fields.recordCall(order, event, now);
      const effects: object[] = [{ type: 'call_due', at: next.calls.nextCallAt }];
      if (next.calls.failed >= 3 && next.calls.failed !== order.calls.failed)
        effects.push({ type: 'cancellation_advised', failed: next.calls.failed });
      return applied(order, next, sent, effects);
    }
    case 'cancel': {
      if (
        !admin &&
        kind !== 'agent' &&
        kind !== 'customer' &&
        kind !== 'integration' &&
        kind !== 'system'
      )
        return refused('forbidden', order);
      if (status === 'cancelled') return refused('duplicate', order);
      if (
        status !== 'new' &&
        status !== 'no_answer' &&
        status !== 'confirmed' &&
        status !== 'processing'
      )
        return refused('wrong_status', order);
      if (!fields.canCancel(order, event)) return refused('blocked', order);
      const effects = stockEffect('release_stock', order, 'reserved');
      return applied(order, fields.cancel(order, event, actor, now), sent, effects);
    }
    case 'assign': {
      if (!admin && kind !== 'dispatcher' && kind !== 'warehouse' && kind !== 'agent')
        return refused('forbidden', order);
      if (status !== 'confirmed' && status !== 'processing' && status !== 'shipped')
        return refused('wrong_status', order);
      return applied(order, fields.assign(order, event, now), sent, none);
    }
    case 'start_processing': {
      if (!admin && kind !== 'warehouse' && kind !== 'agent') return refused('forbidden', order);
      if (status !== 'confirmed') return refused('wrong_status', order);
      if (!fields.canStartProcessing(order)) return refused('blocked', order);
      return applied(order, fields.startProcessing(order, now), sent, none);
    }
    case 'ship': {
      if (!admin && kind !== 'warehouse' && kind !== 'dispatcher' && kind !== 'carrier')
        return refused('forbidden', order);
      if (status === 'shipped') return refused('duplicate', order);
      if (status !== 'processing') return refused('wrong_status', order);
      if (!fields.canShip(order)) return refused('blocked', order);
      const effects = stockEffect('commit_stock', order, 'reserved');
      return applied(order, fields.ship(order, event, now), sent, effects);
    }
    case 'start_delivery': {
      if (!admin && kind !== 'driver' && kind !== 'dispatcher' && kind !== 'carrier')
        return refused('forbidden', order);
      if (status === 'out_for_delivery') return refused('duplicate', order);
      if (status !== 'shipped') return refused('wrong_status', order);
      if (!fields.isTheirs(order, actor)) return refused('blocked', order);
      const template = 'out_for_delivery';
      const effects = [{ type: 'notify_customer', template, status: template }];
      return applied(order, fields.startDelivery(order, now), sent, effects);
    }
    case 'deliver': {
      if (!admin && kind !== 'driver' && kind !== 'carrier') return refused('forbidden', order);
      if (status !== 'shipped' && status !== 'out_for_delivery')
        return refused('wrong_status', order);
      if (!fields.canDeliver(order, event, actor)) return refused('blocked', order);
      const next = fields.deliver(order, event, actor, now);
      const effects =
        next.cash.state === 'collected' && next.status === 'delivered'
          ? [{ type: 'record_collection', amount: next.collection.amount, from: order.cash.state }]
          : none;
      return applied(order, next, sent, effects);
    }
    case 'report_failed_delivery': {
      if (!admin && kind !== 'driver' && kind !== 'carrier' && kind !== 'dispatcher')
        return refused('forbidden', order);
      if (status === 'delivered') return refused('final', order);
      if (status !== 'shipped' && status !== 'out_for_delivery')
        return refused('wrong_status', order);
      if (!fields.isTheirs(order, actor)) return refused('blocked', order);
      const effects = stockEffect('restock_stock', order, 'out');
      return applied(order, fields.fail(order, event, actor, now), sent, effects);
    }
    default:
      return refused('invalid', order);
  }
}

/** Whether an event of some type is possible: what a screen asks of each of its buttons. */
export function can(order: Order, type: string, actor: Actor, event?: OrderEvent): boolean {
  const { status } = order;
  const { kind } = actor;
  const admin = kind === 'admin';
  const calling = status === 'new' || status === 'no_answer';
  const inHouse = status === 'confirmed' || status === 'processing';
  const onTheWay = status === 'shipped' || status === 'out_for_delivery';
  switch (type) {
    case 'confirm':
      return (
        (calling || inHouse) &&
        (admin || kind === 'agent' || kind === 'customer') &&
        fields.canConfirm(order, event as never)
      );
    case 'record_call_attempt':
      return calling && (admin || kind === 'agent' || kind === 'system');
    case 'schedule_call':
      return calling && (admin || kind === 'agent' || kind === 'customer' || kind === 'system');
    case 'amend':
      return (
        (calling || inHouse) &&
        (admin || kind === 'agent' || kind === 'customer' || kind === 'integration')
      );
    case 'cancel':
      return (
        (calling || inHouse) &&
        (admin ||
          kind === 'agent' ||
          kind === 'customer' ||
          kind === 'integration' ||
          (calling && kind === 'system')) &&
        fields.canCancel(order, event as never)
      );
    case 'start_processing':
      return (
        status === 'confirmed' &&
        (admin || kind === 'warehouse' || kind === 'agent') &&
        fields.canStartProcessing(order)
      );
    case 'complete_packaging':
    case 'attach_label':
      return status === 'processing' && (admin || kind === 'warehouse');
    case 'assign':
      return (
        (inHouse || status === 'shipped') &&
        (admin || kind === 'dispatcher' || kind === 'warehouse' || kind === 'agent')
      );
    case 'assign_tracking':
      return (
        (inHouse || onTheWay) &&
        (admin ||
          kind === 'warehouse' ||
          kind === 'dispatcher' ||
          kind === 'carrier' ||
          kind === 'integration')
      );
    case 'ship':
      return (
        status === 'processing' &&
        (admin || kind === 'warehouse' || kind === 'dispatcher' || kind === 'carrier') &&
        fields.canShip(order)
      );
    case 'start_delivery':
      return (
        status === 'shipped' &&
        (admin || kind === 'driver' || kind === 'dispatcher' || kind === 'carrier') &&
        fields.isTheirs(order, actor)
      );
    case 'record_delivery_attempt':
      return (
        onTheWay &&
        (admin || kind === 'driver' || kind === 'carrier') &&
        fields.isTheirs(order, actor)
      );
    case 'deliver':
      return (
        onTheWay &&
        (admin || kind === 'driver' || kind === 'carrier') &&
        fields.canDeliver(order, event as never, actor)
      );
    case 'report_failed_delivery':
      return (
        onTheWay &&
        (admin || kind === 'driver' || kind === 'carrier' || kind === 'dispatcher') &&
        fields.isTheirs(order, actor)
      );
    default:
      return canLater(order, type, actor);
  }
}

/** The rest of the buttons: what follows a delivery, a return or a cancellation. */
function canLater(order: Order, type: string, actor: Actor): boolean {
  const { kind } = actor;
  const { status } = order;
  const admin = kind === 'admin';
  switch (type) {
    case 'receive_return':
      return (
        status === 'returned' && (admin || kind === 'warehouse') && order.return.state !== 'closed'
      );
    case 'close_return':
      return (
        status === 'returned' &&
        (admin || kind === 'agent' || kind === 'warehouse') &&
        order.return.state !== 'closed' &&
        order.stock.every(({ out }) => out === 0)
      );
    case 'redeliver':
      return (
        status === 'returned' &&
        (admin || kind === 'agent') &&
        order.return.state === 'received' &&
        order.stock.every(({ out, short }) => out === 0 && short === 0)
      );
    case 'reattempt':
      return (
        status === 'returned' &&
        (admin || kind === 'agent' || kind === 'dispatcher' || kind === 'carrier') &&
        order.return.state === 'in_transit' &&
        order.stock.every(({ short }) => short === 0)
      );
    case 'remit_cash':
      return (
        status === 'delivered' &&
        (admin ||
          kind === 'driver' ||
          kind === 'carrier' ||
          kind === 'dispatcher' ||
          kind === 'finance') &&
        order.cash.state === 'collected' &&
        fields.isTheirs(order, actor)
      );
    case 'reconcile_cash':
      return (
        status === 'delivered' &&
        (admin || kind === 'finance') &&
        (order.cash.state === 'collected' ||
          order.cash.state === 'remitted' ||
          order.cash.state === 'discrepancy')
      );
    case 'reopen':
      return status === 'cancelled' && admin;
    case 'record_reservation':
      return admin || kind === 'system';
    case 'add_note':
      return fields.isTheirs(order, actor);
    case 'correct':
      return admin;
    default:
      return false;
  }
}

export const types: readonly string[] = [
  'confirm',
  'record_call_attempt',
  'schedule_call',
  'amend',
  'cancel',
  'start_processing',
  'complete_packaging',
  'attach_label',
  'assign',
  'assign_tracking',
  'ship',
  'start_delivery',
  'record_delivery_attempt',
  'deliver',
  'report_failed_delivery',
  'receive_return',
  'close_return',
  'redeliver',
  'reattempt',
  'remit_cash',
  'reconcile_cash',
  'reopen',
  'record_reservation',
  'add_note',
  'correct',
];

export default contestant<Order, Answer>({
  name: 'switch, with history and effects',
  brings: ['fields', 'history', 'effects'],
  open: (order) => order,
  send: decide,
  after: (_order, answer) => (answer.ok ? answer.order : null),
  orderOf: (order) => order,
  can: (order, { event, actor }) => can(order, event.type, actor, event),
  events: (order, { actor }) => types.filter((type) => can(order, type, actor)),
  asksGuards: true,
});

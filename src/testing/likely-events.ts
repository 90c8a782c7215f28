import type { Money, Order, OrderEvent } from '../order/index.js';

/** Every event but the one that places an order. */
export type LaterEvent = Exclude<OrderEvent, { readonly type: 'place' }>;

const address = {
  line1: '8 Rue Fes',
  line2: null,
  city: 'Rabat',
  region: null,
  postalCode: null,
  country: 'MA',
};
const assignee = { kind: 'driver', id: 'driss', name: null } as const;
const all = { products: true, total: true, address: true };

const paying = (amountDue: Money) => (amountDue.amount > 0 ? { collected: amountDue } : {});

/** The first line in another quantity, the others as they are. */
function resized({ lines }: Order, quantity: number): Order['lines'] {
  return lines.map((line, index) => (index === 0 ? { ...line, quantity } : line));
}

function atTheDoor({ amountDue }: Order, variant: number): readonly LaterEvent[] {
  const less = { ...amountDue, amount: Math.max(0, amountDue.amount - 1) };
  const failed = { type: 'report_failed_delivery', reason: 'refused' } as const;
  return [
    { type: 'start_delivery' },
    {
      type: 'record_delivery_attempt',
      outcome: variant % 2 ? 'customer_unavailable' : 'not_attempted',
    },
    { type: 'deliver', ...(variant === 3 ? { collected: less } : paying(amountDue)) },
    failed,
  ];
}

function afterReturn({ stock }: Order, variant: number): readonly LaterEvent[] {
  const lines = stock.flatMap(({ lineId, out, restocked }) => {
    const units = Math.ceil((out + restocked) / (1 + (variant % 2)));
    const condition = (['sellable', 'damaged', 'lost'] as const)[variant % 3] ?? 'sellable';
    return units > 0 ? [{ lineId, quantity: units, condition }] : [];
  });
  return [
    variant % 2 ? { type: 'receive_return' } : { type: 'receive_return', lines },
    { type: 'close_return', cause: 'refused' },
    { type: 'redeliver' },
    { type: 'reattempt' },
  ];
}

function correction(order: Order, variant: number): LaterEvent {
  const targets = ['new', 'processing', 'shipped', 'delivered', 'returned', 'cancelled'] as const;
  return {
    type: 'correct',
    to: targets[variant % targets.length] ?? 'new',
    reason: 'A slip of the finger',
    acknowledged: true,
    assignee,
    ...paying(order.amountDue),
    failure: 'other',
    cancelReason: 'staff',
  };
}

/**
 * Events that somebody could mean for this order, with payloads that fit it: what a wild event seldom has.
 *
 * @param variant a whole number from 0 that picks among the payloads
 */
export function likelyEvents(order: Order, variant: number): readonly LaterEvent[] {
  const { amountDue } = order;
  const reserved = order.stock.map(({ lineId, ordered }) => ({
    lineId,
    reserved: Math.floor(ordered / (1 + (variant % 3))),
  }));
  return [
    { type: 'confirm', acknowledged: all },
    { type: 'record_call_attempt', outcome: variant % 4 ? 'busy' : 'callback_requested' },
    { type: 'amend', lines: resized(order, 1 + (variant % 4)) },
    { type: 'amend', address },
    { type: 'amend', amountDue: { ...amountDue, amount: variant * 50 } },
    { type: 'cancel', reason: variant % 2 ? 'no_answer' : 'customer_changed_mind' },
    { type: 'reopen', reason: 'Called back' },
    { type: 'assign', assignee },
    { type: 'start_processing' },
    { type: 'complete_packaging' },
    { type: 'attach_label' },
    { type: 'ship' },
    ...atTheDoor(order, variant),
    ...(order.status === 'returned' ? afterReturn(order, variant) : []),
    { type: 'remit_cash', amount: order.collection?.amount ?? amountDue },
    { type: 'reconcile_cash', amount: order.collection?.amount ?? amountDue },
    ...(reserved.length > 0
      ? [{ type: 'record_reservation', lines: reserved } satisfies LaterEvent]
      : []),
    correction(order, variant),
  ];
}

import type { OrderEvent, OrderEventType, OrderStatus } from 'cod-lifecycle';
import type { CodLifecycle, Order } from 'cod-lifecycle';
import { driver, line, lifeTo, live, mad, place, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';

const correction = {
  type: 'correct',
  reason: 'It was wrong',
  acknowledged: true,
  assignee: driver,
  collected: mad(24_000),
  failure: 'refused',
  cancelReason: 'other',
} as const;

/** An event of each type that passes every guard where it is legal. */
export const sample = (type: OrderEventType, status: OrderStatus): OrderEvent => {
  const samples: { readonly [Type in OrderEventType]: Extract<OrderEvent, { type: Type }> } = {
    place,
    confirm: usual.confirm,
    record_call_attempt: usual.failedCall,
    schedule_call: { type: 'schedule_call', at: '2026-01-16T09:00:00.000Z' },
    amend: { type: 'amend', lines: [line('1', 'OIL', 3)] },
    cancel: usual.cancel,
    reopen: { type: 'reopen', reason: 'By mistake' },
    assign: usual.assign,
    assign_tracking: {
      type: 'assign_tracking',
      tracking: { number: 'AM-1', carrier: null, url: null },
    },
    start_processing: usual.prepare,
    complete_packaging: { type: 'complete_packaging' },
    attach_label: { type: 'attach_label' },
    ship: usual.ship,
    start_delivery: usual.setOut,
    record_delivery_attempt: { type: 'record_delivery_attempt', outcome: 'customer_unavailable' },
    deliver: usual.deliver,
    report_failed_delivery: usual.fail,
    receive_return: { type: 'receive_return' },
    close_return: { type: 'close_return', cause: 'refused' },
    redeliver: { type: 'redeliver' },
    reattempt: { type: 'reattempt' },
    remit_cash: { type: 'remit_cash', amount: mad(24_000) },
    reconcile_cash: { type: 'reconcile_cash', amount: mad(24_000) },
    record_reservation: { type: 'record_reservation', lines: [{ lineId: '1', reserved: 2 }] },
    add_note: { type: 'add_note', text: 'Ring twice' },
    correct: { ...correction, to: status === 'cancelled' ? 'new' : 'cancelled' },
  };
  return samples[type];
};

const amended: Step = [
  { type: 'amend', amountDue: mad(24_000), lines: [line('1', 'OIL', 1)] },
  'agent',
];
const received: Step = [{ type: 'receive_return' }, 'warehouse'];

/** An order in the status, prepared so that no guard stands in the way of the event. */
export function subject(
  type: OrderEventType,
  status: OrderStatus,
  lifecycle?: CodLifecycle,
): Order {
  const changed = type === 'confirm' && (status === 'confirmed' || status === 'processing');
  const back = type === 'redeliver' && status === 'returned';
  const life = [...lifeTo[status], ...(changed ? [amended] : []), ...(back ? [received] : [])];
  return live(life, { ...(lifecycle && { lifecycle }) }).order;
}

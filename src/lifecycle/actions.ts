import type { Order } from '../order/order.js';
import type { Policy } from './policy.js';

/** What an order can require of people. */
export const actionCodes = [
  'contact_customer',
  'schedule_call',
  'consider_cancellation',
  'reconfirm',
  'prepare_package',
  'assign_delivery',
  'complete_packaging',
  'attach_label',
  'monitor_delivery',
  'consider_return',
  'reconcile_cash',
  'process_return',
  'restock',
  'investigate_reason',
  'decide_redelivery',
  'release_stock',
] as const;
export type ActionCode = (typeof actionCodes)[number];

type Wanted = readonly (readonly [ActionCode, boolean])[];

function wanted(order: Order, policy: Policy): Wanted {
  const { assignee, needsReconfirmation, preparation, delivery } = order;
  switch (order.status) {
    case 'new':
      return [['contact_customer', true]];
    case 'no_answer':
      return [
        ['schedule_call', true],
        ['consider_cancellation', order.calls.failed >= policy.noAnswer.limit],
      ];
    case 'confirmed':
      return [
        ['reconfirm', needsReconfirmation],
        ['prepare_package', true],
        ['assign_delivery', assignee === null],
      ];
    case 'processing':
      return [
        ['reconfirm', needsReconfirmation],
        ['complete_packaging', preparation?.packagedAt === null],
        ['attach_label', preparation?.labelledAt === null],
        ['assign_delivery', assignee === null],
      ];
    case 'shipped':
      return [
        ['monitor_delivery', true],
        ['consider_return', delivery.attempts >= policy.delivery.maxAttempts],
      ];
    case 'out_for_delivery':
      return [['consider_return', delivery.attempts >= policy.delivery.maxAttempts]];
    case 'delivered':
      return [
        [
          'reconcile_cash',
          order.cash.state !== 'reconciled' && order.cash.state !== 'not_applicable',
        ],
      ];
    case 'returned': {
      const { state, cause } = order.return;
      const open = state !== 'closed';
      return [
        ['process_return', state === 'in_transit'],
        ['restock', open && order.stock.some(({ out }) => out > 0)],
        ['investigate_reason', open && cause === null],
        ['decide_redelivery', open],
      ];
    }
    case 'cancelled':
      return [['release_stock', order.stock.some(({ reserved }) => reserved > 0)]];
    default:
      // A merchant's own status asks for what the merchant says.
      return [];
  }
}

/**
 * What an order requires of people now. It follows from the order's facts, not from its status alone: each action is
 * gone once it is done.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export function requiredActions({
  order,
  policy,
}: {
  readonly order: Order;
  readonly policy: Policy;
}): readonly ActionCode[] {
  return wanted(order, policy).flatMap(([code, due]) => (due ? [code] : []));
}

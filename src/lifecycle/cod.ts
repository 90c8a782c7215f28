import { PolicyError } from '../errors/policy-error.js';
import { allow, block, unchecked } from '../kernel/index.js';
import type { Lifecycle } from '../kernel/index.js';
import type { Order } from '../order/order.js';
import { isBalanced } from '../order/stock.js';
import { requiredActions } from './actions.js';
import { amend } from './amendment.js';
import { cancelUnconfirmed, cancelUnshipped, reopen } from './cancellation.js';
import { reconcileCash, remitCash } from './cash.js';
import {
  confirm,
  confirmAgain,
  recordFirstCalls,
  recordFurtherCalls,
  scheduleCall,
} from './confirmation.js';
import { correct } from './correction.js';
import { assignedToActor, deliver, recordDeliveryAttempt, startDelivery } from './delivery.js';
import { late } from './late.js';
import { guard } from './model.js';
import type { Cod, Owed } from './model.js';
import { addNote, recordReservation } from './news.js';
import { place } from './placement.js';
import { missingFacts } from './promised-facts.js';
import { policyOf } from './policy.js';
import type { PolicyOptions } from './policy.js';
import {
  assign,
  assignTracking,
  attachLabel,
  completePackaging,
  ship,
  startProcessing,
} from './preparation.js';
import {
  closeReturn,
  reattempt,
  receiveReturn,
  redeliver,
  reportFailedDelivery,
} from './returns.js';
import { statuses } from './statuses.js';
import type { CodTable } from './table.js';

/** Every rule, in the order of an order's life. */
const rules = [
  place,
  confirm,
  confirmAgain,
  recordFirstCalls,
  recordFurtherCalls,
  scheduleCall,
  amend,
  cancelUnconfirmed,
  cancelUnshipped,
  startProcessing,
  completePackaging,
  attachLabel,
  assign,
  assignTracking,
  ship,
  startDelivery,
  recordDeliveryAttempt,
  deliver,
  reportFailedDelivery,
  receiveReturn,
  closeReturn,
  redeliver,
  reattempt,
  remitCash,
  reconcileCash,
  reopen,
  recordReservation,
  addNote,
  correct,
] as const;

/** An order has the facts that its status promises. */
const factsPresent = guard('facts_missing', ({ order }: { readonly order: Order }) => {
  const missing = missingFacts(order);
  return missing === null ? allow : block({ missing });
});

/** Every unit of every line is in one place. */
const ledgerBalanced = guard('ledger_unbalanced', ({ order, before }: Owed) => {
  if (order.stock === before?.stock) return allow;
  for (const row of order.stock) {
    if (!isBalanced(row)) {
      const astray = order.stock.filter((each) => !isBalanced(each));
      return block({ lines: astray.map(({ lineId }) => lineId) });
    }
  }
  return allow;
});

/**
 * Is nothing more expected of this order? Delivered is for good; cancelled, and returned once the return is closed,
 * until somebody makes an exception.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export function isClosed(order: Order): boolean {
  const { status } = order;
  return (
    status === 'delivered' ||
    status === 'cancelled' ||
    (status === 'returned' && order.return.state === 'closed')
  );
}

/** The lifecycle of a cash-on-delivery order under some policy. */
export type CodLifecycle = Lifecycle<Cod, CodTable>;

/**
 * The lifecycle of a cash-on-delivery order: nine statuses, seventeen transitions, and every event that keeps the status.
 *
 * @param options what differs from the default {@link Policy}
 * @throws PolicyError which names every option that does not exist or makes no sense
 * @example
 * ```ts
 * import { cod } from 'cod-lifecycle';
 *
 * const strict = cod({ cash: { onMismatch: 'reject' }, noAnswer: { limit: 5 } });
 * strict.policy.noAnswer.limit; //=> 5
 * strict.statuses.length; //=> 9
 * ```
 * @category Lifecycle
 * @since 0.1.0
 */
export function cod(options?: PolicyOptions): CodLifecycle {
  const policy = policyOf(options);
  const events = new Set<string>(rules.map(({ type }) => type));
  const unknown = Object.keys(policy.actors).filter((type) => !events.has(type));
  if (unknown.length > 0)
    throw new PolicyError(unknown.map((type) => `actors.${type} is no event`));
  // Sound under every policy, as the tests show: nobody has to check it again at each start.
  return unchecked<Cod, CodTable>({
    id: 'cod',
    version: 1,
    initial: 'new',
    statuses,
    policy,
    rules: rules.map((rule) => ({ ...rule, by: policy.actors[rule.type] ?? rule.by })),
    accounts: {
      available: 'unlimited',
      reserved: 0,
      out: 0,
      written_off: 'unlimited',
      due: 1,
      collected: 0,
      remitted: 0,
      reconciled: 0,
    },
    superActors: ['admin'],
    closed: isClosed,
    actions: requiredActions,
    invariants: [factsPresent, ledgerBalanced],
    late,
    reports: {
      by: {
        start_delivery: ['driver', 'carrier'],
        record_delivery_attempt: ['driver', 'carrier'],
        deliver: ['driver', 'carrier'],
        report_failed_delivery: ['driver', 'carrier', 'dispatcher'],
        cancel: ['integration'],
        amend: ['integration'],
      },
      guards: [assignedToActor],
      contradictedBy: ['wrong_status', 'final', 'automatic_update_off'],
    },
    instead: {
      cancel: { shipped: 'report_failed_delivery', out_for_delivery: 'report_failed_delivery' },
    },
  });
}

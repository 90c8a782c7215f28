import { allow, block } from '../kernel/index.js';
import type { PromisedFact } from '../order/blocker.js';
import type { Return } from '../order/facts.js';
import { orderStatuses } from '../order/order.js';
import { recordCollection, reverseCollection } from './cash-effects.js';
import { acknowledged } from './confirmation.js';
import { collected, collectionOf, sameCurrency } from './delivery.js';
import { branching, guard } from './model.js';
import type { About, With } from './model.js';
import { promises } from './promised-facts.js';
import { freshCalls, freshDelivery, unpaid, untouched } from './placement.js';
import { freshPreparation } from './preparation.js';
import { calling, inHouse } from './statuses.js';
import {
  commitReturned,
  commitStock,
  releaseStock,
  reserveStock,
  restockStock,
} from './stock-effects.js';

/** A correction leads somewhere else. */
const leadsElsewhere = guard('same_status', ({ order, event }: About<'correct'>) =>
  event?.to === order.status ? block() : allow,
);

type Correcting = With<'correct'>;

function returned({ event, actor, occurredAt }: Correcting): Return | null {
  const { failure, reason } = event;
  return failure
    ? { state: 'in_transit', reason: failure, note: reason, at: occurredAt, by: actor, cause: null }
    : null;
}

/** Out of Cancelled the calls begin anew; back into the house, the visits. */
function cyclesFor({ order, event, occurredAt }: Correcting, agreesStill: boolean): object {
  const home = promises(order.status, 'shipment') && !promises(event.to, 'shipment');
  const calls =
    order.status === 'cancelled' ? freshCalls(order.calls.cycle + 1, occurredAt) : order.calls;
  const toCall = calling.includes(event.to) || (inHouse.includes(event.to) && !agreesStill);
  return {
    calls: { ...calls, nextCallAt: toCall ? (calls.nextCallAt ?? occurredAt) : null },
    ...(home && { delivery: freshDelivery(order.delivery.cycle + 1, occurredAt) }),
  };
}

/** Every fact as the target has it: what the order has, else what the correction brings, else `null`, which is refused. */
function factsFor(given: Correcting): object {
  const { order, event, actor, occurredAt } = given;
  const has = (fact: PromisedFact): boolean => promises(event.to, fact);
  const assignee = event.assignee ?? order.assignee;
  const confirmation = event.acknowledged ? acknowledged(given) : order.confirmation;
  const due = order.amountDue;
  // Delivered means paid: no cash at all is no collection, unless nothing was due.
  const paid = (event.collected?.amount ?? 0) > 0 || due.amount === 0;
  const cash = paid ? (event.collected ?? due) : null;
  const collection =
    has('collection') && cash ? collectionOf(due, cash, occurredAt, actor.id) : null;
  const { cancelReason, reason } = event;
  const needsReconfirmation = order.needsReconfirmation && !event.acknowledged;
  return {
    ...untouched,
    ...(has('confirmation') && { confirmation, assignee, needsReconfirmation }),
    ...(has('confirmation') && { tracking: event.tracking ?? order.tracking }),
    ...(has('preparation') && { preparation: freshPreparation(occurredAt) }),
    ...(has('shipment') && {
      preparation: order.preparation,
      shipment: order.shipment ?? (assignee && { handedTo: assignee, at: occurredAt }),
    }),
    ...(has('collection') && { collection }),
    ...(has('return') && { return: returned(given) }),
    ...(has('cancellation') && {
      cancellation: cancelReason
        ? { reason: cancelReason, note: reason, at: occurredAt, by: actor }
        : null,
    }),
    cash: collection ? collected(collection) : unpaid(due),
    ...cyclesFor(given, !needsReconfirmation),
  };
}

/**
 * Stands outside the table: an admin leads any order to any other status. It asks no guard of the path, but an order
 * that would lack a fact, or whose stock would not add up, is refused all the same.
 */
export const correct = branching('correct', {
  from: orderStatuses,
  to: orderStatuses,
  by: ['admin'],
  guards: [leadsElsewhere, sameCurrency],
  override: true,
  choose: ({ event }) => event.to,
  apply: (given) => factsFor(given) as never,
  effects: [
    reverseCollection,
    commitReturned,
    restockStock,
    commitStock,
    releaseStock,
    reserveStock,
    recordCollection,
  ],
});

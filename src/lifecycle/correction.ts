import { allow, block } from '../kernel/index.js';
import type { Return } from '../order/facts.js';
import type { Order, OrderStatus } from '../order/order.js';
import { orderStatuses } from '../order/order.js';
import { recordCollection, reverseCollection } from './cash-effects.js';
import { acknowledged } from './confirmation.js';
import { collected, collectionOf } from './delivery.js';
import { branching, guard } from './model.js';
import type { About, With } from './model.js';
import { unpaid, untouched } from './placement.js';
import { freshPreparation } from './preparation.js';
import { commitStock, releaseStock, reserveStock, restockStock } from './stock-effects.js';

type Fact = keyof typeof required;

/** The facts that an order cannot be without, by status. */
const required = {
  confirmation: ['confirmed', 'processing', 'shipped', 'out_for_delivery', 'delivered', 'returned'],
  preparation: ['processing'],
  assignee: ['shipped', 'out_for_delivery', 'delivered', 'returned'],
  shipment: ['shipped', 'out_for_delivery', 'delivered', 'returned'],
  collection: ['delivered'],
  return: ['returned'],
  cancellation: ['cancelled'],
} as const satisfies Partial<Record<keyof Order, readonly OrderStatus[]>>;

/** The facts that an order's status promises and the order does not have. */
export function missingFacts(order: Order): readonly Fact[] {
  const facts = Object.keys(required) as Fact[];
  return facts.filter(
    (fact) => (required[fact] as readonly string[]).includes(order.status) && order[fact] === null,
  );
}

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

/** Every fact as the target has it: what the order has, else what the correction brings, else `null`, which is refused. */
function factsFor(given: Correcting): object {
  const { order, event, actor, occurredAt } = given;
  const has = (fact: Fact): boolean => (required[fact] as readonly string[]).includes(event.to);
  const assignee = event.assignee ?? order.assignee;
  const confirmation = event.acknowledged ? acknowledged(given) : order.confirmation;
  const cash =
    event.collected ?? (order.amountDue.amount === 0 ? { ...order.amountDue } : undefined);
  const collection =
    has('collection') && cash ? collectionOf(order.amountDue, cash, occurredAt, actor.id) : null;
  const { cancelReason, reason } = event;
  return {
    ...untouched,
    ...(has('confirmation') && {
      confirmation,
      assignee,
      needsReconfirmation: order.needsReconfirmation && !event.acknowledged,
    }),
    ...(has('confirmation') && { tracking: event.tracking ?? order.tracking }),
    ...(has('preparation') && { preparation: freshPreparation(occurredAt) }),
    ...(has('shipment') && {
      preparation: order.preparation,
      shipment: order.shipment ?? (assignee && { handedTo: assignee, at: occurredAt }),
    }),
    ...(has('collection') && { collection }),
    ...(has('return') && { return: returned(given) }),
    ...(event.to === 'cancelled' && {
      cancellation: cancelReason
        ? { reason: cancelReason, note: reason, at: occurredAt, by: actor }
        : null,
    }),
    cash: collection ? collected(collection) : unpaid(order.amountDue),
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
  guards: [leadsElsewhere],
  override: true,
  choose: ({ event }) => event.to,
  apply: (given) => factsFor(given) as never,
  effects: [
    reverseCollection,
    restockStock,
    commitStock,
    releaseStock,
    reserveStock,
    recordCollection,
  ],
});

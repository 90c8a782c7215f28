/** The transition table as rows, for machines that are made of rows: each with the guard and the change of the switch. */
import type { Order } from '../../dist/core.js';
import * as fields from './fields.ts';
import { lifecycle } from './work.ts';
import type { Sent } from './work.ts';

export interface Edge {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  /** Who may send it, and the facts that must hold. */
  readonly guard: (order: Order, sent: Sent) => boolean;
  readonly change: (order: Order, sent: Sent) => Order;
}

type Event = never;
const yes = (): boolean => true;

const guards: Readonly<Record<string, (order: Order, sent: Sent) => boolean>> = {
  confirm: (order, { event }) => fields.canConfirm(order, event as Event),
  cancel: (order, { event }) => fields.canCancel(order, event as Event),
  start_processing: (order) => fields.canStartProcessing(order),
  ship: (order) => fields.canShip(order),
  start_delivery: (order, { actor }) => fields.isTheirs(order, actor),
  deliver: (order, { event, actor }) => fields.canDeliver(order, event as Event, actor),
  report_failed_delivery: (order, { actor }) => fields.isTheirs(order, actor),
};

const changes: Readonly<Record<string, (order: Order, sent: Sent) => Order>> = {
  confirm: (order, { actor, now }) => fields.confirm(order, actor, now),
  record_call_attempt: (order, { event, now }) => fields.recordCall(order, event as Event, now),
  cancel: (order, { event, actor, now }) => fields.cancel(order, event as Event, actor, now),
  assign: (order, { event, now }) => fields.assign(order, event as Event, now),
  start_processing: (order, { now }) => fields.startProcessing(order, now),
  ship: (order, { event, now }) => fields.ship(order, event as Event, now),
  start_delivery: (order, { now }) => fields.startDelivery(order, now),
  deliver: (order, { event, actor, now }) => fields.deliver(order, event as Event, actor, now),
  report_failed_delivery: (order, { event, actor, now }) =>
    fields.fail(order, event as Event, actor, now),
};

/** The change of an event that is not in the work: nobody is asked for it. */
const notAsked = (): never => {
  throw new Error('This event is not in the work');
};

export const edges: readonly Edge[] = lifecycle.definition.rules
  .filter(({ type, override }) => type !== 'place' && !override)
  .flatMap((rule) =>
    rule.from.map((from) => {
      const by = new Set<string>([...rule.by, 'admin']);
      const holds = guards[rule.type] ?? yes;
      return {
        event: rule.type,
        from,
        to: rule.to[0] ?? from,
        guard: (order: Order, sent: Sent) => by.has(sent.actor.kind) && holds(order, sent),
        change: changes[rule.type] ?? notAsked,
      };
    }),
  );

export const statuses: readonly string[] = lifecycle.statuses;
export const edgesFrom = (status: string): readonly Edge[] =>
  edges.filter(({ from }) => from === status);

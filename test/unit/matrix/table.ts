import { actorKinds, orderStatuses } from 'cod-lifecycle';
import type { ActorKind, OrderEventType, OrderStatus } from 'cod-lifecycle';

/** The rules as they are written down for people, line by line; an admin may send everything and is named nowhere. */
const transitions = `
  new, no_answer             | confirm                 | confirmed        | agent, customer
  new                        | record_call_attempt     | no_answer        | agent, system
  new, no_answer             | cancel                  | cancelled        | customer, agent, integration, system
  confirmed                  | start_processing        | processing       | warehouse, agent
  confirmed, processing      | cancel                  | cancelled        | customer, agent, integration
  processing                 | ship                    | shipped          | warehouse, dispatcher, carrier
  shipped                    | start_delivery          | out_for_delivery | driver, dispatcher, carrier
  shipped, out_for_delivery  | deliver                 | delivered        | driver, carrier
  shipped, out_for_delivery  | report_failed_delivery  | returned         | driver, carrier, dispatcher
  returned                   | redeliver               | processing       | agent
  returned                   | reattempt               | shipped          | agent, dispatcher, carrier
  cancelled                  | reopen                  | new              | admin`;

const any = orderStatuses.join(', ');
const anyone = actorKinds.join(', ');

const updates = `
  no_answer                                       | record_call_attempt     | agent, system
  new, no_answer                                  | schedule_call           | agent, customer, system
  new, no_answer, confirmed, processing           | amend                   | agent, customer, integration
  confirmed, processing, shipped                  | assign                  | dispatcher, warehouse, agent
  confirmed, processing, shipped, out_for_delivery| assign_tracking         | warehouse, dispatcher, carrier, integration
  processing                                      | complete_packaging      | warehouse
  processing                                      | attach_label            | warehouse
  shipped, out_for_delivery                       | record_delivery_attempt | driver, carrier
  returned                                        | receive_return          | warehouse
  returned                                        | close_return            | agent, warehouse
  delivered                                       | remit_cash              | driver, carrier, dispatcher, finance
  delivered                                       | reconcile_cash          | finance
  confirmed, processing                           | confirm                 | agent, customer
  ${any}                                          | record_reservation      | system
  ${any}                                          | add_note                | ${anyone}
  ${any}                                          | correct                 | admin`;

export interface Cell {
  /** Where it leads; `null` where the status stays. */
  readonly to: OrderStatus | null;
  readonly by: readonly ActorKind[];
}

type Lines = readonly (readonly string[])[];

const words = (text: string): readonly string[] => text.split(',').map((word) => word.trim());
const rows = (text: string): Lines =>
  text
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()));

/** Event → status → where it leads and who may send it there. */
export const table: { [event: string]: { [status: string]: Cell } } = {};

function fill(lines: Lines, leads: boolean): void {
  for (const cells of lines) {
    const [from = '', event = '', to = '', by = to] = cells;
    for (const status of words(from)) {
      (table[event] ??= {})[status] = {
        to: leads ? (to as OrderStatus) : null,
        by: words(by) as ActorKind[],
      };
    }
  }
}
fill(rows(transitions), true);
fill(rows(updates), false);

/** The ordered pairs of different statuses that some event leads through. */
export const pairs: readonly string[] = rows(transitions).flatMap(([from = '', , to = '']) =>
  words(from).map((status) => `${status} → ${to}`),
);

export const eventTypes = Object.keys(table) as readonly OrderEventType[];

/** News that is known already, or older than what is known. */
export const lateness: { readonly [event: string]: { readonly [status: string]: string } } = {
  ship: {
    shipped: 'duplicate',
    out_for_delivery: 'stale',
    delivered: 'stale',
    returned: 'stale',
  },
  start_delivery: { out_for_delivery: 'duplicate', delivered: 'stale', returned: 'stale' },
  deliver: { delivered: 'duplicate' },
  report_failed_delivery: { returned: 'duplicate' },
  cancel: { cancelled: 'duplicate' },
};

export const may = (event: string, status: string, by: ActorKind): boolean => {
  const cell = table[event]?.[status];
  return cell !== undefined && (by === 'admin' || cell.by.includes(by));
};

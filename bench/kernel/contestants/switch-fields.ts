import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import * as fields from '../fields.ts';
import type { Sent } from '../work.ts';
import { can, types } from './switch-with-history.ts';

/** The order's fields and nothing else: no line of history, no effect, no reason. */
function next(order: Order, { event, actor, now }: Sent): Order {
  switch (event.type) {
    case 'confirm':
      return fields.confirm(order, actor, now);
    case 'record_call_attempt':
      return fields.recordCall(order, event, now);
    case 'cancel':
      return fields.cancel(order, event, actor, now);
    case 'assign':
      return fields.assign(order, event, now);
    case 'start_processing':
      return fields.startProcessing(order, now);
    case 'ship':
      return fields.ship(order, event, now);
    case 'start_delivery':
      return fields.startDelivery(order, now);
    case 'deliver':
      return fields.deliver(order, event, actor, now);
    case 'report_failed_delivery':
      return fields.fail(order, event, actor, now);
    default:
      throw new Error(`"${event.type}" is not in the work`);
  }
}

export default contestant<Order, Order | null>({
  name: 'switch, fields only',
  brings: ['fields'],
  open: (order) => order,
  send: (order, sent) =>
    can(order, sent.event.type, sent.actor, sent.event) ? next(order, sent) : null,
  after: (_order, answer) => answer,
  orderOf: (order) => order,
  can: (order, { event, actor }) => can(order, event.type, actor, event),
  events: (order, { actor }) => types.filter((type) => can(order, type, actor)),
  asksGuards: true,
});

import { decideAny, isPossible, possibleEvents } from '../../../dist/core.js';
import type { Cod, Decision, Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { lifecycle } from '../work.ts';

export default contestant<Order, Decision<Cod>>({
  name: 'cod-lifecycle',
  brings: ['fields', 'history', 'effects', 'reasons'],
  open: (order) => order,
  send: (order, sent) => decideAny(lifecycle, order, sent.event, sent),
  after: (_order, answer) => (answer.ok ? answer.order : null),
  orderOf: (order) => order,
  can: (order, sent) => isPossible(lifecycle, order, sent.event.type, sent),
  events: (order, sent) => possibleEvents(lifecycle, order, sent),
  asksGuards: true,
});

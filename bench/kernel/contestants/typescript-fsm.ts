import { SyncStateMachine, t } from 'typescript-fsm';
import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { edges } from '../edges.ts';
import type { Sent } from '../work.ts';

/** Its callbacks run after the state has changed: a guard has to be asked before, by whoever dispatches. */
class OrderMachine extends SyncStateMachine<string, string> {
  order: Order;

  constructor(order: Order) {
    super(order.status, [], silent);
    this.order = order;
    this.addTransitions(
      edges.map(({ from, event, to, change }) =>
        t(from, event, to, (sent) => {
          this.order = change(this.order, sent as Sent);
        }),
      ),
    );
  }
}

const silent = { error: (): void => undefined };

const types = [...new Set(edges.map(({ event }) => event))];
const guards = new Map(edges.map(({ from, event, guard }) => [`${from} ${event}`, guard]));

export default contestant<OrderMachine, boolean>({
  name: 'typescript-fsm',
  brings: ['fields'],
  open: (order) => new OrderMachine(order),
  send(machine, sent) {
    const { type } = sent.event;
    const guard = guards.get(`${machine.getState()} ${type}`);
    if (!guard?.(machine.order, sent)) return false;
    return machine.syncDispatch(type, sent);
  },
  after: (machine, applied) => (applied ? machine : null),
  orderOf: ({ order }) => order,
  can: (machine, { event }) => machine.can(event.type),
  events: (machine) => types.filter((type) => machine.can(type)),
});

import { createMachine, guard, interpret, reduce, state, transition } from 'robot3';
import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { edgesFrom, statuses } from '../edges.ts';
import type { Sent } from '../work.ts';

interface Context {
  readonly order: Order;
}
interface Event {
  readonly type: string;
  readonly sent: Sent;
}
interface Service {
  readonly machine: {
    readonly current: string;
    readonly state: { readonly value: { readonly transitions: ReadonlyMap<string, unknown> } };
  };
  readonly context: Context;
  send(event: Event): void;
}

const states = Object.fromEntries(
  statuses.map((status) => [
    status,
    state(
      ...edgesFrom(status).map((edge) =>
        transition(
          edge.event,
          edge.to,
          guard((context: Context, { sent }: Event) => edge.guard(context.order, sent)),
          reduce((context: Context, { sent }: Event) => ({
            order: edge.change(context.order, sent),
          })),
        ),
      ),
    ),
  ]),
);

// A machine begins in one state: to begin where an order is, there is one for each.
const machines = Object.fromEntries(
  statuses.map((status) => [
    status,
    createMachine(status as never, states as never, (order: never) => ({ order }) as never),
  ]),
);

const nobodyListens = (): void => undefined;

export default contestant<Service, boolean>({
  name: 'robot3',
  brings: ['fields'],
  open: (order) =>
    interpret(machines[order.status] as never, nobodyListens, order as never) as unknown as Service,
  send(service, sent) {
    const before = service.context;
    service.send({ type: sent.event.type, sent });
    return service.context !== before;
  },
  after: (service, applied) => (applied ? service : null),
  orderOf: ({ context }) => context.order,
  can: (service, { event }) => service.machine.state.value.transitions.has(event.type),
  events: (service) => [...service.machine.state.value.transitions.keys()],
});

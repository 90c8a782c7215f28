import { createBehavioralFsm } from 'machina';
import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { edgesFrom, statuses } from '../edges.ts';
import type { Sent } from '../work.ts';

/** One machine for all orders: an order is its client. */
interface Client {
  order: Order;
}

type Handler = (args: { readonly ctx: Client }, sent: Sent) => string | undefined;

const states = Object.fromEntries(
  statuses.map((status) => [
    status,
    Object.fromEntries(
      edgesFrom(status).map(({ event, to, guard, change }): [string, Handler] => [
        event,
        ({ ctx }, sent) => {
          if (!guard(ctx.order, sent)) return undefined;
          ctx.order = change(ctx.order, sent);
          return to === status ? undefined : to;
        },
      ]),
    ),
  ]),
);

const fsm = createBehavioralFsm<Client>()({ id: 'cod', initialState: 'new', states } as never) as {
  handle(client: Client, input: string, sent: Sent): void;
  canHandle(client: Client, input: string): boolean;
  rehydrate(client: Client, state: string): void;
};

const types = [
  ...new Set(statuses.flatMap((status) => edgesFrom(status).map(({ event }) => event))),
];

export default contestant<Client, boolean>({
  name: 'machina',
  brings: ['fields'],
  open(order) {
    const client = { order };
    fsm.rehydrate(client, order.status);
    return client;
  },
  send(client, sent) {
    const before = client.order;
    fsm.handle(client, sent.event.type, sent);
    return client.order !== before;
  },
  after: (client, applied) => (applied ? client : null),
  orderOf: ({ order }) => order,
  // It knows which inputs a state handles; its guards are in the handlers, and are not asked.
  can: (client, { event }) => fsm.canHandle(client, event.type),
  events: (client) => types.filter((type) => fsm.canHandle(client, type)),
});

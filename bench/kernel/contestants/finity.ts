import finity from 'finity';
import type { StateMachine } from 'finity';
import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { edgesFrom, statuses } from '../edges.ts';
import type { Sent } from '../work.ts';

// Its types say that there is a default export; what there is is the object itself.
const Finity = finity as unknown as typeof finity.default;

/** A machine keeps its state and no data: the order goes along with each event. */
interface Live {
  readonly machine: StateMachine<string, string>;
  order: Order;
}
interface Payload {
  readonly live: Live;
  readonly sent: Sent;
}

/** A machine begins in its initial state: to begin where an order is, there is a configuration for each. */
function configurationFrom(initial: string) {
  let builder = Finity.configure<string, string>()
    .global()
    .onUnhandledEvent(() => undefined) as never as {
    initialState(status: string): never;
    state(status: string): never;
  };
  for (const status of [initial, ...statuses.filter((one) => one !== initial)]) {
    let state = (status === initial
      ? builder.initialState(status)
      : builder.state(status)) as never as {
      on(event: string): {
        transitionTo(to: string): Edge;
        internalTransition(): Edge;
      };
    };
    for (const { event, from, to, guard, change } of edgesFrom(status)) {
      const trigger = state.on(event);
      state = (to === from ? trigger.internalTransition() : trigger.transitionTo(to))
        .withCondition(({ eventPayload: { live, sent } }) => guard(live.order, sent))
        .withAction((_from, _to, { eventPayload: { live, sent } }) => {
          live.order = change(live.order, sent);
        }) as never;
    }
    builder = state as never;
  }
  return (builder as never as { getConfig(): never }).getConfig();
}

interface Edge {
  withCondition(condition: (context: { eventPayload: Payload }) => boolean): Edge;
  withAction(action: (from: string, to: string, context: { eventPayload: Payload }) => void): Edge;
}

const configurations = new Map(statuses.map((status) => [status, configurationFrom(status)]));
const types = [
  ...new Set(statuses.flatMap((status) => edgesFrom(status).map(({ event }) => event))),
];

export default contestant<Live, boolean>({
  name: 'finity',
  brings: ['fields'],
  open: (order) => ({
    machine: Finity.start<string, string>(configurations.get(order.status) as never),
    order,
  }),
  send(live, sent) {
    const before = live.order;
    live.machine.handle(sent.event.type, { live, sent });
    return live.order !== before;
  },
  after: (live, applied) => (applied ? live : null),
  orderOf: ({ order }) => order,
  can: (live, sent) => live.machine.canHandle(sent.event.type, { live, sent }),
  events: (live, sent) =>
    types.filter((type) =>
      live.machine.canHandle(type, { live, sent: { ...sent, event: undefined as never } }),
    ),
});

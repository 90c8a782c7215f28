import { assign, createMachine } from '@xstate/fsm';
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
interface State {
  readonly value: string;
  readonly context: Context;
  readonly changed: boolean;
}

const states = Object.fromEntries(
  statuses.map((status) => [
    status,
    {
      on: Object.fromEntries(
        edgesFrom(status).map(({ event, from, to, guard, change }) => [
          event,
          {
            ...(to !== from && { target: to }),
            cond: ({ order }: Context, { sent }: Event) => guard(order, sent),
            actions: assign(({ order }: Context, { sent }: Event) => ({
              order: change(order, sent),
            })),
          },
        ]),
      ),
    },
  ]),
);

const machine = createMachine({
  initial: 'new',
  context: {} as never,
  states,
} as never) as unknown as {
  readonly config: { readonly states: Record<string, { readonly on: Record<string, unknown> }> };
  transition(state: { value: string; context: Context }, event: Event): State;
};

type Live = Pick<State, 'value' | 'context'>;

/** Its pure function. */
export default contestant<Live, State>({
  name: '@xstate/fsm',
  brings: ['fields'],
  open: (order) => ({ value: order.status, context: { order } }),
  send: (live, sent) => machine.transition(live, { type: sent.event.type, sent }),
  after: (_live, state) => (state.changed ? state : null),
  orderOf: ({ context }) => context.order,
  can: (live, sent) => machine.transition(live, { type: sent.event.type, sent }).changed,
  // Only what a state names: to ask its guards it would have to change the order.
  events: ({ value }) => Object.keys(machine.config.states[value]?.on ?? {}),
});

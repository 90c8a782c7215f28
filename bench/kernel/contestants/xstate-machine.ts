import { assign, setup } from 'xstate';
import type { Order } from '../../../dist/core.js';
import { edges, edgesFrom, statuses } from '../edges.ts';
import type { Sent } from '../work.ts';

export interface Context {
  readonly order: Order;
}
export interface Event {
  readonly type: string;
  readonly sent: Sent;
}

const states = Object.fromEntries(
  statuses.map((status) => [
    status,
    {
      on: Object.fromEntries(
        edgesFrom(status).map(({ event, from, to }) => [
          event,
          {
            ...(to !== from && { target: to }),
            guard: `${from} ${event}`,
            actions: `${from} ${event}`,
          },
        ]),
      ),
    },
  ]),
);

/** As `setup` has it: guards and actions by name, the order in the context. */
export const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as Order,
  },
  guards: Object.fromEntries(
    edges.map(({ event, from, guard }) => [
      `${from} ${event}`,
      ({ context, event: { sent } }: { context: Context; event: Event }) =>
        guard(context.order, sent),
    ]),
  ),
  actions: Object.fromEntries(
    edges.map(({ event, from, change }) => [
      `${from} ${event}`,
      assign(({ context, event: { sent } }: { context: Context; event: Event }) => ({
        order: change(context.order, sent),
      })),
    ]),
  ) as never,
}).createMachine({
  initial: 'new',
  context: ({ input }) => ({ order: input }),
  states: states as never,
});

export const types: readonly string[] = [...new Set(edges.map(({ event }) => event))];

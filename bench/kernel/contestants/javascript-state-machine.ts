// @ts-expect-error it brings no types
import StateMachine from 'javascript-state-machine';
import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { edges } from '../edges.ts';
import type { Sent } from '../work.ts';

/** Its methods and its hooks are named in camel case. */
const camel = (type: string): string =>
  type.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
const hook = (prefix: string, type: string): string => `${prefix}${camel(`_${type}`)}`;

interface Machine extends Record<string, unknown> {
  order: Order;
  readonly state: string;
  is(state: string): boolean;
  can(transition: string): boolean;
  cannot(transition: string): boolean;
  transitions(): readonly string[];
  goto(state: string): boolean;
}

const types = [...new Set(edges.map(({ event }) => event))];
const byKey = new Map(edges.map((edge) => [`${edge.from} ${edge.event}`, edge]));
const edgeOf = (machine: Machine, type: string) => byKey.get(`${machine.order.status} ${type}`);

const Factory = StateMachine.factory({
  init: 'new',
  transitions: [
    ...edges.map(({ event, from, to }) => ({ name: camel(event), from, to })),
    // As its documentation restores a machine.
    { name: 'goto', from: '*', to: (state: string) => state },
  ],
  data: (order: Order) => ({ order }),
  methods: {
    ...Object.fromEntries(
      types.flatMap((type) => [
        [
          hook('onBefore', type),
          function before(this: Machine, _lifecycle: unknown, sent: Sent) {
            return edgeOf(this, type)?.guard(this.order, sent);
          },
        ],
        [
          hook('on', type),
          function changed(this: Machine, _lifecycle: unknown, sent: Sent) {
            const edge = edgeOf(this, type);
            if (edge) this.order = edge.change(this.order, sent);
          },
        ],
      ]),
    ),
    // Otherwise it throws.
    onInvalidTransition: () => false,
  },
} as never) as unknown as new (order: Order) => Machine;

const methods = new Map(types.map((type) => [type, camel(type)]));

export default contestant<Machine, boolean>({
  name: 'javascript-state-machine',
  brings: ['fields'],
  open(order) {
    const machine = new Factory(order);
    if (order.status !== 'new') machine.goto(order.status);
    return machine;
  },
  send(machine, sent) {
    const before = machine.order;
    (machine[methods.get(sent.event.type) ?? ''] as (sent: Sent) => boolean)(sent);
    return machine.order !== before;
  },
  after: (machine, applied) => (applied ? machine : null),
  orderOf: ({ order }) => order,
  can: (machine, { event }) => machine.can(methods.get(event.type) ?? ''),
  events: (machine) => machine.transitions(),
});

import * as jssm from 'jssm';
import type { Order } from '../../../dist/core.js';
import { contestant } from '../contestant.ts';
import { edges } from '../edges.ts';
import type { Sent } from '../work.ts';

/** It has one edge between two states: what keeps the status is done beside it. */
const moves = edges.filter(({ from, to }) => from !== to);
const stays = new Map(
  edges.filter(({ from, to }) => from === to).map((edge) => [`${edge.from} ${edge.event}`, edge]),
);
const fsl = `
  allows_override: true;
  ${moves.map(({ from, event, to }) => `${from} '${event}' -> ${to};`).join('\n  ')}
`;
const parsed = jssm.compile(jssm.parse(fsl, {}) as never) as object;
const types = [...new Set(edges.map(({ event }) => event))];

interface Machine {
  state(): string;
  data(): Live;
  action(name: string, data?: unknown): boolean;
  valid_action(name: string): boolean;
  hook_action(from: string, to: string, action: string, handler: (given: never) => boolean): void;
  list_actions?(): readonly string[];
  actions(): readonly string[];
}
interface Live {
  order: Order;
  machine: Machine;
}

export default contestant<Live, boolean>({
  name: 'jssm',
  brings: ['fields'],
  open(order) {
    const live = { order } as Live;
    const machine = new jssm.Machine({
      ...parsed,
      start_states: [order.status],
    } as never) as unknown as Machine;
    for (const { from, to, event, guard, change } of moves) {
      machine.hook_action(from, to, event, (({ next_data: sent }: { readonly next_data: Sent }) => {
        if (!guard(live.order, sent)) return false;
        live.order = change(live.order, sent);
        return true;
      }) as never);
    }
    live.machine = machine;
    return live;
  },
  send(live, sent) {
    const { type } = sent.event;
    const stay = stays.get(`${live.machine.state()} ${type}`);
    if (stay) {
      if (!stay.guard(live.order, sent)) return false;
      live.order = stay.change(live.order, sent);
      return true;
    }
    return live.machine.action(type, sent);
  },
  after: (live, applied) => (applied ? live : null),
  orderOf: ({ order }) => order,
  can: (live, { event }) =>
    live.machine.valid_action(event.type) || stays.has(`${live.machine.state()} ${event.type}`),
  events: (live) =>
    types.filter(
      (type) => live.machine.valid_action(type) || stays.has(`${live.machine.state()} ${type}`),
    ),
});

import { assign, createMachine, interpret } from '@xstate/fsm';
import { facts } from './words.ts';
import type { Facts, OrderEvent, Status } from './words.ts';

type State = { value: Status; context: Facts };

const countCall = assign<Facts, OrderEvent>({ failedCalls: ({ failedCalls }) => failedCalls + 1 });
const giveReason = assign<Facts, OrderEvent>({
  reason: (_, event) => ('reason' in event ? event.reason : null),
});
const take = assign<Facts, OrderEvent>({
  assignee: (_, event) => (event.type === 'assign' ? event.assignee.id : null),
});
const collect = assign<Facts, OrderEvent>({
  collected: (_, event) => (event.type === 'deliver' ? event.collected : null),
});
const enoughCalls = ({ failedCalls }: Facts, event: OrderEvent): boolean =>
  event.type !== 'cancel' || event.reason !== 'no_answer' || failedCalls >= 3;
const paid = ({ amountDue }: Facts, event: OrderEvent): boolean =>
  event.type === 'deliver' && event.collected.currency === amountDue.currency;

const machine = createMachine<Facts, OrderEvent, State>({
  id: 'order',
  initial: 'new',
  context: facts,
  states: {
    new: {
      on: {
        confirm: 'confirmed',
        record_call_attempt: { target: 'no_answer', actions: countCall },
        cancel: { target: 'cancelled', cond: enoughCalls, actions: giveReason },
      },
    },
    no_answer: {
      on: {
        confirm: 'confirmed',
        record_call_attempt: { actions: countCall },
        cancel: { target: 'cancelled', cond: enoughCalls, actions: giveReason },
      },
    },
    confirmed: {
      on: {
        assign: { actions: take },
        start_processing: 'processing',
        cancel: { target: 'cancelled', actions: giveReason },
      },
    },
    processing: {
      on: {
        assign: { actions: take },
        ship: { target: 'shipped', cond: ({ assignee }) => assignee !== null },
        cancel: { target: 'cancelled', actions: giveReason },
      },
    },
    shipped: {
      on: {
        start_delivery: 'out_for_delivery',
        deliver: { target: 'delivered', cond: paid, actions: collect },
        report_failed_delivery: { target: 'returned', actions: giveReason },
      },
    },
    out_for_delivery: {
      on: {
        deliver: { target: 'delivered', cond: paid, actions: collect },
        report_failed_delivery: { target: 'returned', actions: giveReason },
      },
    },
    delivered: {},
    returned: { on: { redeliver: 'processing' } },
    cancelled: { on: { reopen: 'new' } },
  },
});

const service = interpret(machine).start();
service.send({ type: 'confirm', acknowledged: { products: true } });
service.send({ type: 'assign', assignee: { id: 'samir' } });
const next = machine.transition(service.state, { type: 'start_processing' });
export const status = next.value;
export const { reason } = next.context;

import { assign, createActor, setup, transition } from 'xstate';
import { facts } from './words.ts';
import type { Facts, OrderEvent } from './words.ts';

const machine = setup({
  types: { context: {} as Facts, events: {} as OrderEvent },
  guards: {
    enoughCalls: ({ context, event }) =>
      event.type !== 'cancel' || event.reason !== 'no_answer' || context.failedCalls >= 3,
    assigned: ({ context }) => context.assignee !== null,
    paid: ({ context, event }) =>
      event.type === 'deliver' && event.collected.currency === context.amountDue.currency,
  },
  actions: {
    countCall: assign({ failedCalls: ({ context }) => context.failedCalls + 1 }),
    assign: assign({
      assignee: ({ event }) => (event.type === 'assign' ? event.assignee.id : null),
    }),
    collect: assign({
      collected: ({ event }) => (event.type === 'deliver' ? event.collected : null),
    }),
    giveReason: assign({ reason: ({ event }) => ('reason' in event ? event.reason : null) }),
  },
}).createMachine({
  initial: 'new',
  context: facts,
  states: {
    new: {
      on: {
        confirm: 'confirmed',
        record_call_attempt: { target: 'no_answer', actions: 'countCall' },
        cancel: { target: 'cancelled', guard: 'enoughCalls', actions: 'giveReason' },
      },
    },
    no_answer: {
      on: {
        confirm: 'confirmed',
        record_call_attempt: { actions: 'countCall' },
        cancel: { target: 'cancelled', guard: 'enoughCalls', actions: 'giveReason' },
      },
    },
    confirmed: {
      on: {
        assign: { actions: 'assign' },
        start_processing: 'processing',
        cancel: { target: 'cancelled', actions: 'giveReason' },
      },
    },
    processing: {
      on: {
        assign: { actions: 'assign' },
        ship: { target: 'shipped', guard: 'assigned' },
        cancel: { target: 'cancelled', actions: 'giveReason' },
      },
    },
    shipped: {
      on: {
        start_delivery: 'out_for_delivery',
        deliver: { target: 'delivered', guard: 'paid', actions: 'collect' },
        report_failed_delivery: { target: 'returned', actions: 'giveReason' },
      },
    },
    out_for_delivery: {
      on: {
        deliver: { target: 'delivered', guard: 'paid', actions: 'collect' },
        report_failed_delivery: { target: 'returned', actions: 'giveReason' },
      },
    },
    delivered: { type: 'final' },
    returned: { on: { redeliver: 'processing' } },
    cancelled: { on: { reopen: 'new' } },
  },
});

const actor = createActor(machine).start();
actor.send({ type: 'confirm', acknowledged: { products: true } });
actor.send({ type: 'assign', assignee: { id: 'samir' } });
const [next] = transition(machine, actor.getSnapshot(), { type: 'start_processing' });
export const status = next.value;
export const reason = next.context.reason;

import { createMachine, guard, interpret, reduce, state, transition } from 'robot3';
import { facts } from './words.ts';
import type { Facts, OrderEvent } from './words.ts';

type Of<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

const enoughCalls = guard<Facts, Of<'cancel'>>(
  ({ failedCalls }, { reason }) => reason !== 'no_answer' || failedCalls >= 3,
);
const assigned = guard<Facts, Of<'ship'>>(({ assignee }) => assignee !== null);
const paid = guard<Facts, Of<'deliver'>>(
  ({ amountDue }, { collected }) => collected.currency === amountDue.currency,
);
const countCall = reduce<Facts, Of<'record_call_attempt'>>((context) => ({
  ...context,
  failedCalls: context.failedCalls + 1,
}));
const take = reduce<Facts, Of<'assign'>>((context, { assignee }) => ({
  ...context,
  assignee: assignee.id,
}));
const collect = reduce<Facts, Of<'deliver'>>((context, { collected }) => ({
  ...context,
  collected,
}));
const giveReason = reduce<Facts, Of<'cancel' | 'report_failed_delivery'>>(
  (context, { reason }) => ({
    ...context,
    reason,
  }),
);

const machine = createMachine(
  'new',
  {
    new: state(
      transition('confirm', 'confirmed'),
      transition('record_call_attempt', 'no_answer', countCall),
      transition('cancel', 'cancelled', enoughCalls, giveReason),
    ),
    no_answer: state(
      transition('confirm', 'confirmed'),
      transition('record_call_attempt', 'no_answer', countCall),
      transition('cancel', 'cancelled', enoughCalls, giveReason),
    ),
    confirmed: state(
      transition('assign', 'confirmed', take),
      transition('start_processing', 'processing'),
      transition('cancel', 'cancelled', giveReason),
    ),
    processing: state(
      transition('assign', 'processing', take),
      transition('ship', 'shipped', assigned),
      transition('cancel', 'cancelled', giveReason),
    ),
    shipped: state(
      transition('start_delivery', 'out_for_delivery'),
      transition('deliver', 'delivered', paid, collect),
      transition('report_failed_delivery', 'returned', giveReason),
    ),
    out_for_delivery: state(
      transition('deliver', 'delivered', paid, collect),
      transition('report_failed_delivery', 'returned', giveReason),
    ),
    delivered: state(),
    returned: state(transition('redeliver', 'processing')),
    cancelled: state(transition('reopen', 'new')),
  },
  () => facts,
);

const service = interpret(machine, () => undefined);
service.send({ type: 'confirm' });
service.send({ type: 'assign' });
service.send({ type: 'start_processing' });
export const status = service.machine.current;
export const { reason } = service.context;

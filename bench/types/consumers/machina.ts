import { createBehavioralFsm } from 'machina';
import { facts } from './words.ts';
import type { Facts, OrderEvent } from './words.ts';

type Client = { -readonly [Field in keyof Facts]: Facts[Field] };
/** What comes with an input is `unknown` to it. */
type Of<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
interface At {
  readonly ctx: Client;
}

const giveUp = ({ ctx }: At, event: unknown): 'cancelled' | undefined => {
  const { reason } = event as Of<'cancel'>;
  if (reason === 'no_answer' && ctx.failedCalls < 3) return undefined;
  ctx.reason = reason;
  return 'cancelled';
};
const countCall = ({ ctx }: At): 'no_answer' => {
  ctx.failedCalls += 1;
  return 'no_answer';
};
const take = ({ ctx }: At, event: unknown): undefined => {
  const { assignee } = event as Of<'assign'>;
  ctx.assignee = assignee.id;
};
const collect = ({ ctx }: At, event: unknown): 'delivered' | undefined => {
  const { collected } = event as Of<'deliver'>;
  if (collected.currency !== ctx.amountDue.currency) return undefined;
  ctx.collected = collected;
  return 'delivered';
};
const fail = ({ ctx }: At, event: unknown): 'returned' => {
  const { reason } = event as Of<'report_failed_delivery'>;
  ctx.reason = reason;
  return 'returned';
};

const fsm = createBehavioralFsm<Client>()({
  id: 'order',
  initialState: 'new',
  states: {
    new: { confirm: 'confirmed', record_call_attempt: countCall, cancel: giveUp },
    no_answer: { confirm: 'confirmed', record_call_attempt: countCall, cancel: giveUp },
    confirmed: { assign: take, start_processing: 'processing', cancel: giveUp },
    processing: {
      assign: take,
      ship: ({ ctx }: At) => (ctx.assignee === null ? undefined : 'shipped'),
      cancel: giveUp,
    },
    shipped: { start_delivery: 'out_for_delivery', deliver: collect, report_failed_delivery: fail },
    out_for_delivery: { deliver: collect, report_failed_delivery: fail },
    delivered: {},
    returned: { redeliver: 'processing' },
    cancelled: { reopen: 'new' },
  },
});

const client: Client = { ...facts };
fsm.handle(client, 'confirm', { type: 'confirm', acknowledged: { products: true } });
fsm.handle(client, 'assign', { type: 'assign', assignee: { id: 'samir' } });
fsm.handle(client, 'start_processing');
export const { reason } = client;

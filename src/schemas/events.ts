import * as z from 'zod/mini';
import type { OrderEvent } from '../order/event.js';
import { orderStatuses } from '../order/order.js';
import {
  callOutcomes,
  cancelReasons,
  conditions,
  failureReasons,
  visitOutcomes,
} from '../order/reasons.js';
import { money } from './money.js';
import { address, assignee, customer, lines, quantity, tracking, units } from './order-parts.js';
import { freeText, id, text, timestamp } from './text.js';

/** An event that can be sent to an order; `place` makes one, and has a door of its own. */
type Sent = Exclude<OrderEvent, { type: 'place' }>;

const note = () => z.exactOptional(freeText(5000));
const reason = () => text(1000);
const failure = () => z.enum(failureReasons);

const event = <const Type extends Sent['type'], Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
) => z.strictObject({ type: z.literal(type), ...shape });

/** What each event must look like; each schema is made when it is asked for. */
export const eventSchemas: {
  readonly [Type in Sent['type']]: () => z.ZodMiniType<Extract<OrderEvent, { type: Type }>>;
} = {
  confirm: () =>
    event('confirm', {
      acknowledged: z.strictObject({
        products: z.boolean(),
        total: z.boolean(),
        address: z.boolean(),
      }),
    }),
  record_call_attempt: () =>
    event('record_call_attempt', {
      outcome: z.enum(callOutcomes),
      nextCallAt: z.exactOptional(timestamp()),
    }),
  schedule_call: () => event('schedule_call', { at: timestamp() }),
  amend: () =>
    event('amend', {
      lines: z.exactOptional(lines()),
      amountDue: z.exactOptional(money()),
      address: z.exactOptional(address()),
      customer: z.exactOptional(customer()),
    }),
  cancel: () => event('cancel', { reason: z.enum(cancelReasons), note: note() }),
  reopen: () => event('reopen', { reason: reason() }),
  assign: () => event('assign', { assignee: assignee() }),
  assign_tracking: () => event('assign_tracking', { tracking: tracking() }),
  start_processing: () => event('start_processing', {}),
  complete_packaging: () => event('complete_packaging', {}),
  attach_label: () => event('attach_label', {}),
  ship: () => event('ship', { tracking: z.exactOptional(tracking()) }),
  start_delivery: () => event('start_delivery', {}),
  record_delivery_attempt: () =>
    event('record_delivery_attempt', {
      outcome: z.enum(visitOutcomes),
      note: note(),
    }),
  deliver: () => event('deliver', { collected: z.exactOptional(money()) }),
  report_failed_delivery: () =>
    event('report_failed_delivery', { reason: failure(), note: note() }),
  receive_return: () =>
    event('receive_return', {
      lines: z.exactOptional(
        z
          .array(
            z.strictObject({ lineId: id(), quantity: quantity(), condition: z.enum(conditions) }),
          )
          .check(z.maxLength(3000)),
      ),
      cause: z.exactOptional(failure()),
    }),
  close_return: () => event('close_return', { cause: failure() }),
  redeliver: () => event('redeliver', {}),
  reattempt: () => event('reattempt', {}),
  remit_cash: () => event('remit_cash', { amount: money() }),
  reconcile_cash: () => event('reconcile_cash', { amount: money() }),
  record_reservation: () =>
    event('record_reservation', {
      lines: z
        .array(z.strictObject({ lineId: id(), sku: z.exactOptional(text(255)), reserved: units() }))
        .check(z.minLength(1), z.maxLength(1000)),
    }),
  add_note: () => event('add_note', { text: text(5000) }),
  correct: () =>
    event('correct', {
      to: z.enum(orderStatuses),
      reason: reason(),
      acknowledged: z.exactOptional(z.literal(true)),
      assignee: z.exactOptional(assignee()),
      tracking: z.exactOptional(tracking()),
      collected: z.exactOptional(money()),
      failure: z.exactOptional(failure()),
      cancelReason: z.exactOptional(z.enum(cancelReasons)),
    }),
};

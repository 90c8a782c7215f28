import * as fc from 'fast-check';
import {
  callOutcomes,
  cancelReasons,
  conditions,
  failureReasons,
  orderStatuses,
  visitOutcomes,
} from '../order/index.js';
import type { OrderEvent, OrderEventType } from '../order/index.js';
import { arbitraryAddress, arbitraryCustomer, arbitraryLines } from './arbitrary-draft.js';
import { arbitraryMoney } from './arbitrary-money.js';
import { arbitraryTime } from './arbitrary-time.js';
import { arbitraryWords } from './arbitrary-words.js';
import { plain } from './plain.js';

/** An event for an order that is there already. */
export type SentType = Exclude<OrderEventType, 'place'>;
type Said<Type> = Omit<Extract<OrderEvent, { readonly type: Type }>, 'type'>;

const words = arbitraryWords();
const money = fc.oneof(arbitraryMoney('MAD'), arbitraryMoney());
const lineId = fc.constantFrom('1', '2', '3', '__proto__', 'unknown');
const units = fc.oneof(fc.nat(4), fc.nat(1_000_000));
const failure = fc.constantFrom(...failureReasons);
const acknowledged = fc.oneof({ arbitrary: fc.constant(true), weight: 9 }, fc.constant(false));
const tracking = fc.record(
  { number: words, carrier: fc.option(words), url: fc.option(words) },
  plain,
);
const assignee = fc.record(
  {
    kind: fc.constantFrom('driver' as const, 'courier' as const, 'partner' as const),
    id: fc.constantFrom('salma', 'karim', 'driss'),
    name: fc.option(words),
  },
  plain,
);
const received = fc.record(
  {
    lineId,
    quantity: units.map((count) => Math.max(1, count)),
    condition: fc.constantFrom(...conditions),
  },
  plain,
);
const nothing = fc.constant({});

/** What each event could say. */
export const payloads: { readonly [Type in SentType]: fc.Arbitrary<Said<Type>> } = {
  confirm: fc.record(
    {
      acknowledged: fc.record(
        {
          products: acknowledged,
          total: acknowledged,
          address: acknowledged,
        },
        plain,
      ),
    },
    plain,
  ),
  record_call_attempt: fc.record(
    { outcome: fc.constantFrom(...callOutcomes), nextCallAt: arbitraryTime() },
    { ...plain, requiredKeys: ['outcome'] },
  ),
  schedule_call: fc.record({ at: arbitraryTime() }, plain),
  amend: fc.record(
    {
      lines: arbitraryLines(),
      amountDue: money,
      address: arbitraryAddress(),
      customer: arbitraryCustomer(),
    },
    { ...plain, requiredKeys: [] },
  ),
  cancel: fc.record(
    { reason: fc.constantFrom(...cancelReasons), note: words },
    { ...plain, requiredKeys: ['reason'] },
  ),
  reopen: fc.record({ reason: words }, plain),
  assign: fc.record({ assignee }, plain),
  assign_tracking: fc.record({ tracking }, plain),
  start_processing: nothing,
  complete_packaging: nothing,
  attach_label: nothing,
  ship: fc.record({ tracking }, { ...plain, requiredKeys: [] }),
  start_delivery: nothing,
  record_delivery_attempt: fc.record(
    { outcome: fc.constantFrom(...visitOutcomes), note: words },
    { ...plain, requiredKeys: ['outcome'] },
  ),
  deliver: fc.record({ collected: money }, { ...plain, requiredKeys: [] }),
  report_failed_delivery: fc.record(
    { reason: failure, note: words },
    { ...plain, requiredKeys: ['reason'] },
  ),
  receive_return: fc.record(
    { lines: fc.array(received, { maxLength: 4 }), cause: failure },
    { ...plain, requiredKeys: [] },
  ),
  close_return: fc.record({ cause: failure }, plain),
  redeliver: nothing,
  reattempt: nothing,
  remit_cash: fc.record({ amount: money }, plain),
  reconcile_cash: fc.record({ amount: money }, plain),
  record_reservation: fc.record(
    {
      lines: fc.array(fc.record({ lineId, reserved: units }, plain), {
        minLength: 1,
        maxLength: 4,
      }),
    },
    plain,
  ),
  add_note: fc.record({ text: words }, plain),
  correct: fc.record(
    {
      to: fc.constantFrom(...orderStatuses),
      reason: words,
      acknowledged: fc.constant(true as const),
      assignee,
      tracking,
      collected: money,
      failure,
      cancelReason: fc.constantFrom(...cancelReasons),
    },
    { ...plain, requiredKeys: ['to', 'reason'] },
  ),
};

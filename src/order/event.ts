import type { Line } from './line.js';
import type { Money } from './money.js';
import type { OrderStatus } from './order.js';
import type { Tracking } from './facts.js';
import type { Address, Assignee, Customer, Source } from './party.js';
import type {
  CallOutcome,
  CancelReason,
  Condition,
  FailureReason,
  VisitOutcome,
} from './reasons.js';

/** The order comes into being. */
export interface Place {
  readonly type: 'place';
  readonly tenant: string;
  readonly id: string;
  readonly source: Source;
  readonly customer: Customer;
  readonly address: Address;
  readonly lines: readonly Line[];
  readonly amountDue: Money;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The customer was reached and agreed to all three. */
export interface Confirm {
  readonly type: 'confirm';
  readonly acknowledged: {
    readonly products: boolean;
    readonly total: boolean;
    readonly address: boolean;
  };
}

/** A call that did not end in a yes or a no. */
export interface RecordCallAttempt {
  readonly type: 'record_call_attempt';
  readonly outcome: CallOutcome;
  /** When to call next; the policy's pause after now when left out. */
  readonly nextCallAt?: string;
}

export interface ScheduleCall {
  readonly type: 'schedule_call';
  readonly at: string;
}

/** What is named is replaced; the rest stays. */
export interface Amend {
  readonly type: 'amend';
  readonly lines?: readonly Line[];
  readonly amountDue?: Money;
  readonly address?: Address;
  readonly customer?: Customer;
}

export interface Cancel {
  readonly type: 'cancel';
  readonly reason: CancelReason;
  readonly note?: string;
}

/** Back to the start, for an order that was cancelled by mistake. */
export interface Reopen {
  readonly type: 'reopen';
  readonly reason: string;
}

export interface Assign {
  readonly type: 'assign';
  readonly assignee: Assignee;
}

export interface AssignTracking {
  readonly type: 'assign_tracking';
  readonly tracking: Tracking;
}

export interface StartProcessing {
  readonly type: 'start_processing';
}

export interface CompletePackaging {
  readonly type: 'complete_packaging';
}

export interface AttachLabel {
  readonly type: 'attach_label';
}

export interface Ship {
  readonly type: 'ship';
  readonly tracking?: Tracking;
}

export interface StartDelivery {
  readonly type: 'start_delivery';
}

/** A visit that failed, and the driver will try again. */
export interface RecordDeliveryAttempt {
  readonly type: 'record_delivery_attempt';
  readonly outcome: VisitOutcome;
  readonly note?: string;
}

/** Handed over and paid. */
export interface Deliver {
  readonly type: 'deliver';
  /** The cash taken; may be left out only where nothing is due. */
  readonly collected?: Money;
}

/** The delivery has failed for good; the goods come back. */
export interface ReportFailedDelivery {
  readonly type: 'report_failed_delivery';
  readonly reason: FailureReason;
  readonly note?: string;
}

/** Returned goods arrived, or are known to be lost. */
export interface ReceiveReturn {
  readonly type: 'receive_return';
  /** Units by line and condition; every unit that is still out, sellable, when left out. */
  readonly lines?: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly condition: Condition;
  }[];
  readonly cause?: FailureReason;
}

export interface CloseReturn {
  readonly type: 'close_return';
  /** What the investigation found. */
  readonly cause: FailureReason;
}

/** The goods are back; prepare them once more. */
export interface Redeliver {
  readonly type: 'redeliver';
}

/** The goods are still out; try another visit. */
export interface Reattempt {
  readonly type: 'reattempt';
}

/** Cash was handed over to the shop. */
export interface RemitCash {
  readonly type: 'remit_cash';
  readonly amount: Money;
}

/** Cash was counted by the shop. */
export interface ReconcileCash {
  readonly type: 'reconcile_cash';
  readonly amount: Money;
}

/** How many units the stock system holds for a line; for one SKU of it, where a line may have changed meanwhile. */
export interface ReservedLine {
  readonly lineId: string;
  readonly sku?: string;
  readonly reserved: number;
}

/** What the stock system could hold, by line. */
export interface RecordReservation {
  readonly type: 'record_reservation';
  readonly lines: readonly ReservedLine[];
}

export interface AddNote {
  readonly type: 'add_note';
  readonly text: string;
}

/** Puts right what should not have happened: to any other status, with the facts that it has and the order lacks. */
export interface Correct {
  readonly type: 'correct';
  readonly to: OrderStatus;
  readonly reason: string;
  /** The customer agreed to the order as it stands. */
  readonly acknowledged?: true;
  readonly assignee?: Assignee;
  readonly tracking?: Tracking;
  readonly collected?: Money;
  readonly failure?: FailureReason;
  readonly cancelReason?: CancelReason;
}

/**
 * Everything that can be asked of an order.
 *
 * @category Order
 * @since 0.1.0
 */
export type OrderEvent =
  | Place
  | Confirm
  | RecordCallAttempt
  | ScheduleCall
  | Amend
  | Cancel
  | Reopen
  | Assign
  | AssignTracking
  | StartProcessing
  | CompletePackaging
  | AttachLabel
  | Ship
  | StartDelivery
  | RecordDeliveryAttempt
  | Deliver
  | ReportFailedDelivery
  | ReceiveReturn
  | CloseReturn
  | Redeliver
  | Reattempt
  | RemitCash
  | ReconcileCash
  | RecordReservation
  | AddNote
  | Correct;

export type OrderEventType = OrderEvent['type'];

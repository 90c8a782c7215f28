/** Why an order was cancelled. */
export const cancelReasons = [
  'customer_changed_mind',
  'no_answer',
  'duplicate',
  'fake_order',
  'wrong_number',
  'out_of_area',
  'out_of_stock',
  'fraud',
  'source_cancelled',
  'staff',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Why a delivery failed. */
export const failureReasons = [
  'refused',
  'wrong_address',
  'customer_unavailable',
  'no_cash',
  'rescheduled_by_customer',
  'out_of_area',
  'damaged',
  'lost',
  'other',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** What came of a call. All but the last count as failed: the customer was not reached. */
export const callOutcomes = [
  'no_answer',
  'busy',
  'switched_off',
  'voicemail',
  'unreachable',
  'callback_requested',
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** What came of a visit. `not_attempted` and a courtesy reschedule do not count as attempts. */
export const visitOutcomes = [...failureReasons, 'not_attempted'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** In which condition returned goods arrived. */
export const conditions = ['sellable', 'damaged', 'lost'] as const;
export type Condition = (typeof conditions)[number];

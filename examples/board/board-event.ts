import type { OrderEvent } from 'cod-lifecycle';

/**
 * What people ask of an order on the board. Orders come in by webhook, the stock answers for itself, and `correct` is an
 * exception that deserves a screen of its own.
 */
export type BoardEvent = Exclude<
  OrderEvent,
  { readonly type: 'place' | 'record_reservation' | 'correct' }
>;

/** In the order in which they are offered. */
export const boardEvents = [
  'confirm',
  'record_call_attempt',
  'schedule_call',
  'start_processing',
  'complete_packaging',
  'attach_label',
  'assign',
  'ship',
  'start_delivery',
  'deliver',
  'record_delivery_attempt',
  'report_failed_delivery',
  'receive_return',
  'redeliver',
  'reattempt',
  'close_return',
  'remit_cash',
  'reconcile_cash',
  'assign_tracking',
  'amend',
  'add_note',
  'cancel',
  'reopen',
] as const satisfies readonly BoardEvent['type'][];

export type BoardEventType = (typeof boardEvents)[number];

export const isBoardEvent = (type: string): type is BoardEventType =>
  boardEvents.some((known) => known === type);

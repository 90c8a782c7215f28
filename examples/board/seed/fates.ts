import type { CancelReason, FailureReason } from 'cod-lifecycle';
import type { BoardEvent } from '../board-event.ts';

/** Something that a person does with an order, so far between its arrival (0) and the end of its story (1). */
export interface Step {
  readonly at: number;
  readonly who: string;
  readonly event: BoardEvent;
}

export type Fate = readonly Step[];
export type Driver = 'samir' | 'omar';

const step = (at: number, who: string, event: BoardEvent): Step => ({ at, who, event });
const yes = { products: true, total: true, address: true };
const mad = (amount: number) => ({ amount, currency: 'MAD' });
const names = { samir: 'Samir', omar: 'Omar' };

const call = (at: number, outcome: 'no_answer' | 'busy' | 'switched_off'): Step =>
  step(at, 'salma', { type: 'record_call_attempt', outcome });

export const fresh: Fate = [];

/** The customer has asked to be called at a time. */
export const callAt = (nextCallAt: string): Fate => [
  step(0.5, 'salma', { type: 'record_call_attempt', outcome: 'callback_requested', nextCallAt }),
];

export const silent = (calls: 1 | 2 | 3): Fate =>
  [call(0.2, 'no_answer'), call(0.45, 'switched_off'), call(0.7, 'no_answer')].slice(0, calls);

export const confirmed: Fate = [step(0.5, 'salma', { type: 'confirm', acknowledged: yes })];

export const changed = (amount: number): Fate => [
  ...confirmed,
  step(0.8, 'salma', { type: 'amend', amountDue: mad(amount) }),
];

const prepared: Fate = [
  step(0.3, 'salma', { type: 'confirm', acknowledged: yes }),
  step(0.4, 'hamid', { type: 'start_processing' }),
];

export const packing = (packaged: boolean): Fate => [
  ...prepared,
  ...(packaged ? [step(0.6, 'hamid', { type: 'complete_packaging' })] : []),
];

const assigned = (driver: Driver): Step =>
  step(0.5, 'nadia', {
    type: 'assign',
    assignee: { kind: 'driver', id: driver, name: names[driver] },
  });

export const shipped = (driver: Driver, number: number): Fate => [
  ...prepared,
  step(0.45, 'hamid', { type: 'complete_packaging' }),
  step(0.46, 'hamid', { type: 'attach_label' }),
  assigned(driver),
  step(0.55, 'hamid', {
    type: 'ship',
    tracking: { number: `ZM-${number}`, carrier: null, url: null },
  }),
];

export const onTheWay = (driver: Driver, number: number): Fate => [
  ...shipped(driver, number),
  step(0.7, driver, { type: 'start_delivery' }),
];

export const delivered = (driver: Driver, number: number, amount: number): Fate => [
  ...onTheWay(driver, number),
  step(0.9, driver, { type: 'deliver', collected: mad(amount) }),
];

export const remitted = (driver: Driver, number: number, amount: number): Fate => [
  ...delivered(driver, number, amount),
  step(0.95, driver, { type: 'remit_cash', amount: mad(amount) }),
];

export const reconciled = (driver: Driver, number: number, amount: number): Fate => [
  ...remitted(driver, number, amount),
  step(1, 'leila', { type: 'reconcile_cash', amount: mad(amount) }),
];

export const returned = (driver: Driver, number: number, reason: FailureReason): Fate => [
  ...onTheWay(driver, number),
  step(0.85, driver, { type: 'report_failed_delivery', reason }),
];

export const received = (driver: Driver, number: number, reason: FailureReason): Fate => [
  ...returned(driver, number, reason),
  step(0.95, 'hamid', { type: 'receive_return' }),
];

export const closed = (driver: Driver, number: number, reason: FailureReason): Fate => [
  ...received(driver, number, reason),
  step(1, 'salma', { type: 'close_return', cause: reason }),
];

export const givenUp: Fate = [
  ...silent(3),
  step(0.9, 'salma', { type: 'cancel', reason: 'no_answer' }),
];

export const cancelled = (reason: CancelReason): Fate => [
  step(0.5, 'salma', { type: 'cancel', reason }),
];

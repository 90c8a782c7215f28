/**
 * The work of every store: one transition, again and again, of orders that are confirmed. `assign` owes nothing to the
 * outside, `schedule_call` owes one effect (the call that is due).
 */
import { cod } from '../../dist/core.js';
import type { Actor, Draft, OrderEvent } from '../../dist/index.js';

export const lifecycle = cod();

export const dispatcher: Actor = { kind: 'dispatcher', id: 'nadia' };
export const agent: Actor = { kind: 'agent', id: 'salma' };

/** So many orders take turns: enough that callers seldom meet at one. */
export const orderCount = 2000;
export const idOf = (index: number): string => `order-${index % orderCount}`;

export const draft = (id: string): Draft => ({
  id,
  customer: { name: 'Amina', phone: '+212600000001' },
  address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
  lines: [
    {
      sku: 'ARGAN-50',
      title: 'Argan oil',
      quantity: 2,
      unitPrice: { amount: 12_000, currency: 'MAD' },
    },
  ],
  amountDue: { amount: 24_000, currency: 'MAD' },
});

type Sent = Exclude<OrderEvent, { type: 'place' }>;

export const confirm: Sent = {
  type: 'confirm',
  acknowledged: { products: true, total: true, address: true },
};

/** Each time another driver, so that there is something to write: their number does not divide that of the orders. */
export const assign = (turn: number): Sent => ({
  type: 'assign',
  assignee: { kind: 'driver', id: `driver-${turn % 11}`, name: null },
});

/** A call in the evening of some day. */
export const scheduleCall = (turn: number): Sent => ({
  type: 'schedule_call',
  at: new Date(Date.now() + ((turn % 5) + 1) * 3_600_000).toISOString(),
});

/** What anybody may say of an order, whatever its status is. */
export const note: Sent = { type: 'add_note', text: 'Ring the bell twice.' };

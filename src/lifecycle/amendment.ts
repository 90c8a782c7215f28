import { allow, block } from '../kernel/index.js';
import type { Address } from '../order/party.js';
import type { Line } from '../order/line.js';
import type { Money } from '../order/money.js';
import { guard, update } from './model.js';
import type { About } from './model.js';
import { shopUpdatesOn, unpaid } from './placement.js';
import { releaseStock, reserveStock } from './stock-effects.js';
import { rowsFor } from './stock.js';

const sameMoney = (a: Money, b: Money): boolean =>
  a.amount === b.amount && a.currency === b.currency;

const sameAddress = (a: Address, b: Address): boolean =>
  a.line1 === b.line1 &&
  a.line2 === b.line2 &&
  a.city === b.city &&
  a.region === b.region &&
  a.postalCode === b.postalCode &&
  a.country === b.country;

const sameProducts = (a: readonly Line[], b: readonly Line[]): boolean =>
  a.length === b.length &&
  a.every((line, index) => {
    const other = b[index];
    return line.id === other?.id && line.sku === other.sku && line.quantity === other.quantity;
  });

/** An order stays in its currency: the cash of a day is counted per currency. */
const currencyStays = guard('currency_mismatch', ({ order, event }: About<'amend'>) => {
  const given = event?.amountDue?.currency;
  const expected = order.amountDue.currency;
  return !given || given === expected ? allow : block({ expected, given });
});

export const amend = update('amend', {
  in: ['new', 'no_answer', 'confirmed', 'processing'],
  by: ['agent', 'customer', 'integration'],
  guards: [currencyStays, shopUpdatesOn],
  apply: ({ order, event, occurredAt }) => {
    const {
      lines = order.lines,
      amountDue = order.amountDue,
      address = order.address,
      customer = order.customer,
    } = event;
    const { calls, confirmation, preparation } = order;
    const repack = !sameProducts(lines, order.lines);
    const relabel = !sameAddress(address, order.address);
    // Only what the customer agreed to has to be agreed to again.
    const agreed = !confirmation || !(repack || relabel || !sameMoney(amountDue, order.amountDue));
    return {
      lines,
      amountDue,
      address,
      customer,
      cash: unpaid(amountDue),
      stock: rowsFor(lines, order.stock),
      needsReconfirmation: order.needsReconfirmation || !agreed,
      ...(!agreed && { calls: { ...calls, nextCallAt: calls.nextCallAt ?? occurredAt } }),
      // What is in the parcel, or on it, is not what goes out any more.
      ...(preparation && {
        preparation: {
          ...preparation,
          ...(repack && { packagedAt: null }),
          ...(relabel && { labelledAt: null }),
        },
      }),
    };
  },
  effects: [releaseStock, reserveStock],
});

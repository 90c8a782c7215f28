import type { CashState } from '../order/cash.js';
import type { CashEffect, OrderEffect } from '../order/effect.js';
import type { Money } from '../order/money.js';
import { effect } from './model.js';
import type { Owed } from './model.js';

type CashEffectType = Extract<OrderEffect, { amount: Money }>['type'];

function cashEffect<const Type extends CashEffectType>(
  type: Type,
  moves: { readonly from: readonly CashState[]; readonly to: CashState },
  amountOf: (given: Owed) => Money | null,
) {
  const units = ({ from }: CashEffect<Type>) => [{ key: 'cash', from, units: 1 }];
  return effect<Type, Owed>(
    type,
    (given) => {
      const amount = amountOf(given);
      if (!amount || !given.before) return null;
      const { state } = given.before.cash;
      // A discrepancy was counted as well; only the sum was not right.
      const from = state === 'discrepancy' ? 'reconciled' : state;
      return { effect: { type, amount, from } as never };
    },
    { ...moves, units: units },
  );
}

/** Says how much cash was taken at the door. */
export const recordCollection = cashEffect(
  'record_collection',
  { from: ['due'], to: 'collected' },
  ({ order, before }) =>
    before?.collection || order.cash.state !== 'collected'
      ? null
      : (order.collection?.amount ?? null),
);

/** Says that the cash was handed over. */
export const recordRemittance = cashEffect(
  'record_remittance',
  { from: ['collected'], to: 'remitted' },
  ({ order }) => order.cash.remitted?.amount ?? null,
);

/** Says how much cash was counted. A count that settles a discrepancy moves nothing further. */
export const recordReconciliation = cashEffect(
  'record_reconciliation',
  { from: ['collected', 'remitted'], to: 'reconciled' },
  ({ order, before }) =>
    before?.cash.state === 'discrepancy' ? null : (order.cash.reconciled?.amount ?? null),
);

/** Says that cash which was recorded as collected was not. */
export const reverseCollection = cashEffect(
  'reverse_collection',
  { from: ['collected', 'remitted', 'reconciled'], to: 'due' },
  ({ order, before }) => {
    const taken =
      before && before.cash.state !== 'not_applicable' ? (before.collection?.amount ?? null) : null;
    return order.collection ? null : taken;
  },
);

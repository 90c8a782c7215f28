import { allow, block } from '../kernel/index.js';
import type { CashState } from '../order/cash.js';
import { recordReconciliation, recordRemittance } from './cash-effects.js';
import { assignedToActor, sameCurrency } from './delivery.js';
import { guard, update } from './model.js';
import type { About } from './model.js';

function cashIn(...states: readonly CashState[]) {
  return guard('cash_not_open', ({ order }: About) =>
    states.includes(order.cash.state) ? allow : block({ state: order.cash.state }),
  );
}

/** Whoever collected it hands it over. */
export const remitCash = update('remit_cash', {
  in: ['delivered'],
  by: ['driver', 'carrier', 'dispatcher', 'finance'],
  guards: [cashIn('collected'), sameCurrency, assignedToActor],
  apply: ({ order, event, actor, occurredAt }) => ({
    cash: {
      ...order.cash,
      state: 'remitted',
      remitted: { amount: event.amount, at: occurredAt, by: actor.id },
    },
  }),
  effects: [recordRemittance],
});

/** Finance counts it: it is what was collected, or there is a discrepancy, which a later count may settle. */
export const reconcileCash = update('reconcile_cash', {
  in: ['delivered'],
  by: ['finance'],
  guards: [cashIn('collected', 'remitted', 'discrepancy'), sameCurrency],
  apply: ({ order, event, actor, occurredAt }) => {
    const right = event.amount.amount === order.collection.amount.amount;
    const reconciled = { amount: event.amount, at: occurredAt, by: actor.id };
    return { cash: { ...order.cash, state: right ? 'reconciled' : 'discrepancy', reconciled } };
  },
  effects: [recordReconciliation],
});

import { SyncStateMachine, t } from 'typescript-fsm';
import { facts } from './words.ts';
import type { Facts, OrderEvent, Status } from './words.ts';

type Type = OrderEvent['type'];

class OrderMachine extends SyncStateMachine<Status, Type> {
  facts: Facts = facts;

  constructor() {
    super('new', []);
    const countCall = (): void => {
      this.facts = { ...this.facts, failedCalls: this.facts.failedCalls + 1 };
    };
    const giveReason = (reason: unknown): void => {
      this.facts = { ...this.facts, reason: reason as string };
    };
    const take = (assignee: unknown): void => {
      this.facts = { ...this.facts, assignee: assignee as string };
    };
    const collect = (collected: unknown): void => {
      this.facts = { ...this.facts, collected: collected as Facts['amountDue'] };
    };
    this.addTransitions([
      t('new', 'confirm', 'confirmed'),
      t('new', 'record_call_attempt', 'no_answer', countCall),
      t('new', 'cancel', 'cancelled', giveReason),
      t('no_answer', 'confirm', 'confirmed'),
      t('no_answer', 'record_call_attempt', 'no_answer', countCall),
      t('no_answer', 'cancel', 'cancelled', giveReason),
      t('confirmed', 'assign', 'confirmed', take),
      t('confirmed', 'start_processing', 'processing'),
      t('confirmed', 'cancel', 'cancelled', giveReason),
      t('processing', 'assign', 'processing', take),
      t('processing', 'ship', 'shipped'),
      t('processing', 'cancel', 'cancelled', giveReason),
      t('shipped', 'start_delivery', 'out_for_delivery'),
      t('shipped', 'deliver', 'delivered', collect),
      t('shipped', 'report_failed_delivery', 'returned', giveReason),
      t('out_for_delivery', 'deliver', 'delivered', collect),
      t('out_for_delivery', 'report_failed_delivery', 'returned', giveReason),
      t('returned', 'redeliver', 'processing'),
      t('cancelled', 'reopen', 'new'),
    ]);
  }
}

const machine = new OrderMachine();
machine.syncDispatch('confirm');
machine.syncDispatch('assign', 'samir');
machine.syncDispatch('start_processing');
export const status = machine.getState();
export const { reason } = machine.facts;

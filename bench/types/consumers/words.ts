/** What every consumer here speaks of: nine statuses, eleven events with what each brings. */
export type Status =
  | 'new'
  | 'no_answer'
  | 'confirmed'
  | 'processing'
  | 'shipped'
  | 'out_for_delivery'
  | 'delivered'
  | 'returned'
  | 'cancelled';

export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export type OrderEvent =
  | { readonly type: 'confirm'; readonly acknowledged: { readonly products: boolean } }
  | { readonly type: 'record_call_attempt'; readonly outcome: 'no_answer' | 'busy' }
  | { readonly type: 'cancel'; readonly reason: 'staff' | 'no_answer' }
  | { readonly type: 'assign'; readonly assignee: { readonly id: string } }
  | { readonly type: 'start_processing' }
  | { readonly type: 'ship'; readonly tracking?: string }
  | { readonly type: 'start_delivery' }
  | { readonly type: 'deliver'; readonly collected: Money }
  | { readonly type: 'report_failed_delivery'; readonly reason: 'refused' | 'lost' }
  | { readonly type: 'redeliver' }
  | { readonly type: 'reopen' };

export interface Facts {
  readonly failedCalls: number;
  readonly assignee: string | null;
  readonly amountDue: Money;
  readonly collected: Money | null;
  readonly reason: string | null;
}

export const facts: Facts = {
  failedCalls: 0,
  assignee: null,
  amountDue: { amount: 24_000, currency: 'MAD' },
  collected: null,
  reason: null,
};

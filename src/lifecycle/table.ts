import type { OrderStatus } from '../order/order.js';

type Keeps<Status extends OrderStatus> = { readonly [S in Status]: S };

/**
 * The transition table as a type: event → status it is legal in → status it leads to.
 *
 * Written by hand, for a reader and for the compiler's sake; the type tests hold it against the rules.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export interface CodTable {
  readonly place: { readonly nothing: 'new' };
  readonly confirm: {
    readonly new: 'confirmed';
    readonly no_answer: 'confirmed';
    readonly confirmed: 'confirmed';
    readonly processing: 'processing';
  };
  readonly record_call_attempt: {
    readonly new: 'new' | 'no_answer';
    readonly no_answer: 'no_answer';
  };
  readonly schedule_call: Keeps<'new' | 'no_answer'>;
  readonly amend: Keeps<'new' | 'no_answer' | 'confirmed' | 'processing'>;
  readonly cancel: {
    readonly [S in 'new' | 'no_answer' | 'confirmed' | 'processing']: 'cancelled';
  };
  readonly reopen: { readonly cancelled: 'new' };
  readonly start_processing: { readonly confirmed: 'processing' };
  readonly complete_packaging: Keeps<'processing'>;
  readonly attach_label: Keeps<'processing'>;
  readonly assign: Keeps<'confirmed' | 'processing' | 'shipped'>;
  readonly assign_tracking: Keeps<'confirmed' | 'processing' | 'shipped' | 'out_for_delivery'>;
  readonly ship: { readonly processing: 'shipped' };
  readonly start_delivery: { readonly shipped: 'out_for_delivery' };
  readonly record_delivery_attempt: Keeps<'shipped' | 'out_for_delivery'>;
  readonly deliver: { readonly [S in 'shipped' | 'out_for_delivery']: 'delivered' };
  readonly report_failed_delivery: { readonly [S in 'shipped' | 'out_for_delivery']: 'returned' };
  readonly receive_return: Keeps<'returned'>;
  readonly close_return: Keeps<'returned'>;
  readonly redeliver: { readonly returned: 'processing' };
  readonly reattempt: { readonly returned: 'shipped' };
  readonly remit_cash: Keeps<'delivered'>;
  readonly reconcile_cash: Keeps<'delivered'>;
  readonly record_reservation: Keeps<OrderStatus>;
  readonly add_note: Keeps<OrderStatus>;
  readonly correct: { readonly [S in OrderStatus]: OrderStatus };
}

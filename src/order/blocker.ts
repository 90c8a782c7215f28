import type { CashState } from './cash.js';

type None = Readonly<Record<never, never>>;
interface LineUnits {
  readonly lineId: string;
  readonly units: number;
}

/** A fact that comes with a status. */
export type PromisedFact =
  | 'confirmation'
  | 'preparation'
  | 'assignee'
  | 'shipment'
  | 'collection'
  | 'return'
  | 'cancellation';

/** Every reason for which a guard or an invariant says no, with the facts that its text needs. Amounts are in minor units. */
export interface BlockerParams {
  readonly draft_incomplete: { readonly missing: readonly ('lines' | 'amount_due')[] };
  readonly confirmation_incomplete: {
    readonly missing: readonly ('products' | 'total' | 'address')[];
  };
  readonly already_confirmed: None;
  readonly needs_reconfirmation: None;
  readonly stock_not_reserved: { readonly lines: readonly LineUnits[] };
  readonly no_answer_limit_not_reached: { readonly made: number; readonly limit: number };
  readonly not_assigned: None;
  readonly packaging_incomplete: { readonly missing: readonly ('packaging' | 'label')[] };
  readonly collection_required: { readonly expected: number; readonly currency: string };
  readonly amount_mismatch: {
    readonly expected: number;
    readonly collected: number;
    readonly currency: string;
  };
  readonly currency_mismatch: { readonly expected: string; readonly given: string };
  readonly out_for_delivery_required: None;
  readonly not_your_delivery: None;
  readonly return_closed: None;
  readonly return_not_received: None;
  readonly return_already_received: None;
  readonly units_unaccounted: { readonly lines: readonly LineUnits[] };
  readonly units_exceeded: { readonly lines: readonly LineUnits[] };
  readonly cash_not_open: { readonly state: CashState };
  readonly automatic_update_off: {
    readonly update: 'shopify' | 'woocommerce' | 'driverDelivered' | 'driverFailed';
  };
  readonly same_status: None;
  readonly facts_missing: { readonly missing: readonly PromisedFact[] };
  readonly ledger_unbalanced: { readonly lines: readonly string[] };
}

export type BlockerCode = keyof BlockerParams;

/**
 * One reason why an event is blocked.
 *
 * @category Order
 * @since 0.1.0
 */
export type Blocker = {
  [Code in BlockerCode]: { readonly code: Code; readonly params: BlockerParams[Code] };
}[BlockerCode];

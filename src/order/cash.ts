import type { Money } from './money.js';

/**
 * The cash of an order, beside its status: `due → collected → remitted → reconciled`, where `remitted` may be skipped;
 * `discrepancy` when what was counted is not what was collected; `not_applicable` when nothing is due.
 *
 * @category Order
 * @since 0.1.0
 */
export type CashState =
  | 'due'
  | 'collected'
  | 'remitted'
  | 'reconciled'
  | 'discrepancy'
  | 'not_applicable';

/** Where an order's cash is. */
export interface Cash {
  readonly state: CashState;
  /** What the driver or courier handed over, and when. */
  readonly remitted: Counted | null;
  /** What finance counted, and when. */
  readonly reconciled: Counted | null;
}

/** An amount that somebody handed over or counted. */
export interface Counted {
  readonly amount: Money;
  readonly at: string;
  readonly by: string;
}

/** The cash taken at the door. */
export interface Collection {
  readonly amount: Money;
  /** What was due then. */
  readonly expected: Money;
  /** The collected amount less the expected one, in minor units: 0 when it is right. */
  readonly difference: number;
  readonly at: string;
  /** The actor's id. */
  readonly by: string;
}

import type { OrderStore } from '../ports/order-store.js';
import type { Period } from '../ports/period.js';

/** What a report is asked for. */
export interface ReportOptions<Dimension extends string = never> {
  /** Whose orders; the tenant of the reports when left out. */
  readonly tenant?: string;
  /** 1 to 400 spans of time, each with a name of its own: `timeZone` of `cod-lifecycle/calendar` makes them. */
  readonly periods: readonly Period[];
  /** By what rows are told apart: at most 4. */
  readonly by?: readonly Dimension[];
}

/** How reports are set up. */
export interface ReportsOptions {
  readonly store: Pick<OrderStore, 'tallies' | 'clock'>;
  /** Whose orders these are, where a call does not say. Default `default`. */
  readonly tenant?: string;
}

import type { Model } from '../kernel/index.js';

/**
 * The finite world in which a lifecycle is explored: a few orders to begin with, the payloads that are tried on them,
 * the people who send them, and what makes two orders the same for the purpose.
 *
 * @category Verify
 * @since 0.1.0
 */
export interface Samples<M extends Model> {
  /** The events that create the first orders. */
  readonly creations: readonly M['event'][];
  /** The events tried on an order, with representative payloads. An event of no sample is tried as `{ type }` alone. */
  readonly events: (order: M['order'], policy: M['policy']) => readonly M['event'][];
  /** What a policy closes on purpose, as `event @ status`: it need not be possible there. */
  readonly idle?: (policy: M['policy']) => readonly string[];
  /** Somebody of each kind. */
  readonly actor: (kind: string) => M['actor'];
  /** Two orders with the same view are explored once: keep what guards and effects look at, cap what only counts. */
  readonly view: (order: M['order'], policy: M['policy']) => string;
}

/** Labels to hold a definition against: every status and every event has one. */
export interface Labels {
  readonly language: string;
  readonly statuses: object;
  readonly events: object;
}

/** How far to look. */
export interface VerifyOptions {
  /** Exploring more states than this is reported as a fault. Default 200,000. */
  readonly maxStates?: number;
  readonly labels?: readonly Labels[];
  /** Orders of things that must hold on every path. */
  readonly rules?: readonly TemporalRule[];
}

/** Whatever leads to one status has been through another. */
export interface TemporalRule {
  readonly never: string;
  readonly before: string;
}

/**
 * Begins a rule on the order of things: `never('shipped').before('confirmed')`.
 *
 * @category Verify
 * @since 0.1.0
 */
export function never(status: string): { readonly before: (other: string) => TemporalRule } {
  return { before: (other) => ({ never: status, before: other }) };
}

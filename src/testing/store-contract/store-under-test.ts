import type { OrderStore } from '../../ports/index.js';
import type { Capability } from './capability.js';

/**
 * A store that is to prove that it keeps the rules of its port.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface StoreUnderTest<Tx = never> {
  /** What it is called in the titles of the tests. */
  readonly name: string;
  /** Gives a store of its own, empty, for each check. */
  readonly open: () => Promise<OpenStore<Tx>>;
  /** What it cannot do, and why: those checks are reported as not run. */
  readonly lacks?: { readonly [Name in Capability]?: string };
}

/**
 * A store that is open, and what can be done to it from outside.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface OpenStore<Tx = never> {
  readonly store: OrderStore<Tx>;
  /** The same data through a connection of its own, as another process would have it. */
  readonly another?: () => Promise<OrderStore<Tx>>;
  /** Runs work in a transaction of the host, and commits it; rolls back, and throws the same, when the work throws. */
  readonly transaction?: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** Ends the store as a crash would, with nothing closed in order, and opens its data again. */
  readonly crash?: () => Promise<OrderStore<Tx>>;
  /**
   * Sets the tables to another release, or back to this one, as often as it is called and with the data left as it is,
   * and gives the store as a new process would open it. That it throws while it opens counts as its refusal.
   */
  readonly atRelease?: (release: 'older' | 'this' | 'newer') => Promise<OrderStore<Tx>>;
  /** Ends it and everything that was opened with it. */
  readonly close: () => Promise<void>;
}

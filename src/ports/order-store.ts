import type { HistoryEntry } from '../order/entry.js';
import type { OrderBase } from '../order/order.js';
import type { Source } from '../order/party.js';
import type { Clock } from './clock.js';
import type { Contradictions } from './contradictions.js';
import type { EffectQueue, EffectRecord } from './effect-queue.js';
import type { Ids } from './ids.js';
import type { OrderKey } from './order-key.js';

/**
 * Where orders live. The library decides; the store remembers.
 *
 * - OS-1 `load` answers `null` for an unknown order and never creates one.
 * - OS-2 `load` answers in the order of the keys, one answer a key.
 * - OS-3 `commit` writes the order, its entry and its effects together, or nothing of them.
 * - OS-4 Of two commits racing on one version, exactly one is `applied`; the other is `conflict`, never thrown.
 * - OS-5 A command id that was applied to an order before is `duplicate`, for as long as its history lives.
 * - OS-6 A tenant's source is unique: a second order for it is `conflict`.
 * - OS-7 The changes of one `commit` are judged each on its own: a conflict of one stops no other.
 * - OS-8 What was loaded or listed is the caller's: changing it changes nothing in the store.
 * - OS-9 `list` shows every order that stays in the filter exactly once, also among equal times.
 * - OS-10 No order, entry or effect of one tenant shows under another.
 * - OS-11 A failure is a `StoreError`, which says whether anything may have been written.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface OrderStore {
  load(keys: readonly LoadKey[]): Promise<readonly Loaded[]>;
  commit(changes: readonly Change[]): Promise<readonly CommitVerdict[]>;
  list(query: ListQuery): Promise<Page<StoredOrder>>;
  counts(query: { readonly tenant: string }): Promise<Readonly<Record<string, number>>>;
  /** Oldest first. */
  history(query: HistoryQuery): Promise<Page<HistoryEntry>>;
  readonly effects: EffectQueue;
  readonly contradictions: Contradictions;
  /** The time and the ids that this store's processes share, unless the host brings its own. */
  readonly clock: Clock;
  readonly ids: Ids;
}

/** An order as a store sees it: the status may be any lifecycle's. */
export interface StoredOrder extends OrderBase {
  readonly status: string;
}

/** By id, or by the source that it came from; with the command whose earlier result is wanted. */
export type LoadKey = (OrderKey | { readonly tenant: string; readonly source: Source }) & {
  readonly commandId?: string;
};

export interface Loaded {
  readonly order: StoredOrder | null;
  /** The entry that this command wrote before, if it did. */
  readonly earlier: HistoryEntry | null;
}

/** One order's next version. */
export interface Change {
  readonly order: StoredOrder;
  /** The version it was decided on; 0 creates the order. */
  readonly expectedVersion: number;
  readonly entry: HistoryEntry;
  readonly effects: readonly EffectRecord[];
}

export type CommitVerdict = 'applied' | 'duplicate' | 'conflict';

export interface ListQuery {
  readonly tenant: string;
  /** Every status when left out. */
  readonly status?: readonly string[];
  /** At most this many. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string;
}

export interface HistoryQuery extends OrderKey {
  readonly limit: number;
  readonly after?: string;
}

/** One page, and where the next one begins; `null` at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

import type { HistoryEntry } from '../order/entry.js';
import type { OrderBase } from '../order/order.js';
import type { Collection } from '../order/cash.js';
import type { Cancellation, Return } from '../order/facts.js';
import type { Assignee, Source } from '../order/party.js';
import type { Clock } from './clock.js';
import type { Contradictions } from './contradictions.js';
import type { EffectQueue, EffectRecord } from './effect-queue.js';
import type { Ids } from './ids.js';
import type { OrderKey } from './order-key.js';
import type { CountsQuery, ListPage, ListQuery } from './order-query.js';
import type { Page } from './page.js';
import type { Tallies } from './tallies.js';

/**
 * Where orders live. The library decides; the store remembers.
 *
 * Reading
 * - OS-1 `load` answers `null` for an unknown order and never creates one.
 * - OS-2 `load` answers in the order of the keys, one answer a key.
 *
 * Writing
 * - OS-3 `commit` writes the order, its entry and its effects together, or nothing of them.
 * - OS-4 Of two commits racing on one version, exactly one is `applied`; the other is `conflict`, never thrown.
 * - OS-5 A command id that was applied to an order before is `duplicate`, for as long as its history lives.
 * - OS-6 A tenant's source is unique: a second order for it is `conflict`.
 * - OS-7 The changes of one `commit` are judged each on its own: a conflict of one stops no other. One that follows
 *   another change of the same order is `conflict`.
 * - OS-8 What was loaded or listed is the caller's: changing it changes nothing in the store.
 *
 * Asking
 * - OS-9 `list` goes by the time that it is sorted by, then by id, in either direction, and shows every order that stays
 *   in the filter and in its place exactly once, also among equal times, and whichever way the pages are turned.
 * - OS-10 No order, entry or effect of one tenant shows under another.
 * - OS-17 `list` and `counts` take exactly the orders that every given filter admits.
 *
 * Failing
 * - OS-11 A failure is a `StoreError`, which says `not_applied`, or `unknown` where the answer of a commit was lost.
 * - OS-12 A commit of several changes does not wait for an order that another transaction has moved: it is `conflict`. A
 *   commit of one change may wait for its order, and a creation for another one of the same source or id.
 * - OS-13 What was answered `applied` outlives the process, and the machine's loss of power.
 * - OS-14 Tables of another release are refused with a `SchemaVersionError`.
 *
 * Inside the host's transaction, `tx`, where the store has such
 * - OS-15 A call does all of its work inside it: nobody else sees any of it before the host commits, and nothing of it
 *   is left when the host rolls back. It begins and ends no transaction and opens no connection.
 * - OS-16 A `conflict` or `duplicate` leaves it usable.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface OrderStore<Tx = never> {
  load(keys: readonly LoadKey[], tx?: Tx): Promise<readonly Loaded[]>;
  commit(changes: readonly Change[], tx?: Tx): Promise<readonly CommitVerdict[]>;
  list(query: ListQuery, tx?: Tx): Promise<ListPage<StoredOrder>>;
  /** By status; one of which there are none may be missing. */
  counts(query: CountsQuery, tx?: Tx): Promise<Readonly<Record<string, number>>>;
  /** Oldest first. */
  history(query: HistoryQuery, tx?: Tx): Promise<Page<HistoryEntry>>;
  readonly effects: EffectQueue;
  readonly contradictions: Contradictions<Tx>;
  readonly tallies: Tallies;
  /**
   * How many shared commits are worth having under way at once; what waits is shared out among them. 1 to 100, default 1. Bulk
   * commands and what goes on alone come on top: `load` and `commit` may be called at any time.
   */
  readonly concurrency?: number | undefined;
  /** Whether an engine was told of what each commit owes, so that nobody else has to hand it over. */
  readonly carried?: boolean;
  /** The time and the ids that this store's processes share, unless the host brings its own. */
  readonly clock: Clock;
  readonly ids: Ids;
}

/** An order as a store sees it: the status may be any lifecycle's. */
export interface StoredOrder extends OrderBase {
  readonly status: string;
  readonly assignee?: Assignee | null;
  readonly collection?: Collection | null;
  readonly return?: Return | null;
  readonly cancellation?: Cancellation | null;
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
  /** Whether something is still expected of somebody. */
  readonly open: boolean;
  /** When it came into the status that the entry leads from; `null` for a new order. */
  readonly since: string | null;
}

export type CommitVerdict = 'applied' | 'duplicate' | 'conflict';

export interface HistoryQuery extends OrderKey {
  readonly limit: number;
  readonly after?: string;
}

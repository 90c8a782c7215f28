import type { Invalid, Issue } from '../kernel/index.js';
import type { HistoryEntry } from '../order/entry.js';
import type { Actor } from '../order/actor.js';
import type { LoadKey, StoredOrder } from '../ports/order-store.js';

/** A command that came through the door whole. */
export interface Command {
  readonly key: LoadKey;
  readonly event: { readonly type: string };
  readonly actor: Actor;
  readonly commandId: string;
  readonly occurredAt: string;
  readonly now: string;
  readonly expectedVersion: number | null;
  readonly dryRun: boolean;
  /** The order as the caller holds it. */
  readonly held: StoredOrder | null;
}

/** What came of a command, in plain words. */
export type Result =
  | {
      readonly kind: 'applied';
      readonly order: StoredOrder;
      readonly entry: HistoryEntry;
      readonly dryRun: boolean;
    }
  | { readonly kind: 'duplicate'; readonly order: StoredOrder; readonly entry: HistoryEntry | null }
  | { readonly kind: 'stale'; readonly order: StoredOrder }
  | {
      readonly kind: 'refused';
      readonly refusal: { readonly code: string };
      readonly order: StoredOrder | null;
    }
  | { readonly kind: 'failed'; readonly error: Error };

export function invalid(path: readonly (string | number)[], message: string): Result {
  return refusedAsInvalid([{ path, message }]);
}

export function refusedAsInvalid(issues: readonly Issue[]): Result & { readonly kind: 'refused' } {
  const refusal: Invalid = { code: 'invalid', issues };
  return { kind: 'refused', refusal, order: null };
}

/** It was meant for an order at another version. */
export const isVersionConflict = (result: Result): boolean =>
  result.kind === 'refused' && result.refusal.code === 'version_conflict';

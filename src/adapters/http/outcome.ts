import type { HistoryEntry } from '../../order/entry.js';
import type { StoredOrder } from '../../ports/order-store.js';
import { problemOf } from './problem.js';
import type { Problem } from './problem.js';

/** What came of a command, whatever the lifecycle. */
export type AnyOutcome =
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
    };

const statusCodes: Readonly<Record<string, number>> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  wrong_status: 409,
  final: 409,
  version_conflict: 412,
  blocked: 422,
};

interface Told {
  readonly code: string;
  readonly params?: unknown;
}

/** A blocker as it may be told: what a guard threw is the host's own. */
const told = ({ code, params }: Told): Told => ({ code, ...(params !== undefined && { params }) });

const sentences: Readonly<Record<string, string>> = {
  wrong_status: 'The order is in another status.',
  final: 'The order is in its last status.',
  forbidden: 'Somebody else may do this.',
  blocked: 'Each blocker says what has to be done first.',
  version_conflict: 'The order has moved on: read it again, and decide again.',
  not_found: 'There is no such order.',
};

// What a problem says itself: where the order is, `order` says.
const saidElsewhere: ReadonlySet<string> = new Set(['code', 'status', 'blockers']);

/** A refusal as a problem: all that the lifecycle says of it, and where the order stands. */
export function refusalProblem(
  refusal: { readonly code: string; readonly blockers?: readonly Told[] },
  order: StoredOrder | null,
): Problem {
  const { code, blockers } = refusal;
  const more = Object.entries(refusal).filter(([name]) => !saidElsewhere.has(name));
  return problemOf(statusCodes[code] ?? 409, code, sentences[code] ?? null, {
    ...Object.fromEntries(more),
    ...(blockers && { blockers: blockers.map(told) }),
    ...(order && { order: { id: order.id, status: order.status, version: order.version } }),
  });
}

/** The version of an order, as its entity tag. */
export const tagOf = ({ version }: StoredOrder): string => `"${version}"`;

/** Whether `If-None-Match` names the tag: the caller holds the order as it is. */
export const isHeld = (ifNoneMatch: string | null, tag: string): boolean =>
  ifNoneMatch !== null &&
  ifNoneMatch
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one === tag || one === `W/${tag}`);

import { OptionsError } from '../errors/options-error.js';
import type { AnyLifecycle, StatusOf } from '../kernel/index.js';
import type { CallDue, CancellationAdvised } from '../order/effect.js';
import type { HistoryEntry } from '../order/entry.js';
import type { Calendar } from '../ports/calendar.js';
import type { StoredOrder } from '../ports/order-store.js';
import { checkOneOf, checkWholeNumber } from './option-checks.js';
import type { OrderModel } from './order-model.js';

/** An order has been in a status for longer than the shop allows. */
export interface Overdue {
  readonly type: 'overdue';
  readonly status: string;
  /** When it came into it, ISO 8601 in UTC. */
  readonly enteredAt: string;
}

/** Why somebody has to look at an order. */
export type Attention = CallDue | CancellationAdvised | Overdue;

/**
 * What a hook for attention is told.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface AttentionCall<M extends OrderModel, About = Attention> {
  /** The same at every try of this call, and of no other. */
  readonly effectId: string;
  readonly about: About;
  /** The order as it is now. */
  readonly order: M['order'];
}

/** Host's own code for what needs somebody to look. */
export type AttentionHook<M extends OrderModel, About> = (
  call: AttentionCall<M, About>,
) => void | Promise<void>;

/**
 * What the host does when an order needs somebody to look at it. A call that comes late, or is not true any more by
 * then, is left out.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface AttentionHooks<M extends OrderModel> {
  /** The time for the next call has come. */
  readonly call_due?: AttentionHook<M, CallDue>;
  /** The last of the calls that the policy asks for has failed, or one more. */
  readonly cancellation_advised?: AttentionHook<M, CancellationAdvised>;
  /** It has been in its status for longer than `sla` allows. */
  readonly overdue?: AttentionHook<M, Overdue>;
}

/** How long an order may be in a status. */
export interface StatusLimit {
  /** Whole minutes from 1. */
  readonly minutes: number;
  /** Counts only working time; every minute counts when left out. */
  readonly within?: Calendar;
}

/** How long an order may be in each status, before somebody has to look. */
export type Sla<M extends OrderModel> = { readonly [Status in StatusOf<M>]?: StatusLimit };

/** Limits whose statuses nobody cares about. */
export type PlainSla = { readonly [status: string]: StatusLimit | undefined };

/** Ten years, and more than any shop waits. */
const mostMinutes = 5_256_000;

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What a calendar says, or nothing where it fails. */
function triedOut(within: Calendar, now: string, minutes: number): unknown {
  try {
    return within.after(now, minutes);
  } catch {
    return null;
  }
}

/**
 * @param now for a first look at each calendar: one that fails would fail each order that comes into its status
 * @throws OptionsError which names the first limit that makes no sense
 */
export function checkSla(sla: PlainSla, { statuses }: AnyLifecycle, now: string): void {
  for (const [status, limit] of Object.entries(sla)) {
    checkOneOf(`sla.${status}`, status, statuses);
    const { minutes = 0, within } = limit ?? {};
    checkWholeNumber(`sla.${status}.minutes`, minutes, mostMinutes);
    if (within === undefined) continue;
    const at = triedOut(within, now, minutes);
    if (typeof at !== 'string' || !utc.test(at) || at < now) {
      throw new OptionsError(
        `sla.${status}.within`,
        'must be a calendar that can tell when so many minutes have passed',
      );
    }
  }
}

/** The look that is owed to an order that has come into a status, if there is a limit to it. */
export function overdueOwed(
  sla: PlainSla,
  { from, to }: HistoryEntry,
  { enteredAt }: StoredOrder,
): readonly (Overdue & { readonly at: string })[] {
  const limit = from !== to && Object.hasOwn(sla, to) ? sla[to] : undefined;
  if (!limit) return [];
  const { minutes, within } = limit;
  const at = within
    ? within.after(enteredAt, minutes)
    : new Date(Date.parse(enteredAt) + minutes * 60_000).toISOString();
  return [{ type: 'overdue', status: to, enteredAt, at }];
}

/** Whether what somebody was to look at is still so. */
export function isStillSo(about: Attention, order: StoredOrder): boolean {
  switch (about.type) {
    case 'call_due':
      return order.calls.nextCallAt === about.at;
    case 'cancellation_advised':
      return order.calls.failed === about.failed && order.calls.nextCallAt !== null;
    case 'overdue':
      return order.status === about.status && order.enteredAt === about.enteredAt;
  }
}

import type { Source } from '../../order/party.js';
import type { News, NewsIgnored, NewsOfOrder, NewsRefused } from '../../ports/news.js';
import type { Drafted } from './drafted.js';
import { ignore } from './verdict.js';

export type Topic = 'created' | 'changed' | 'deleted';

/** An order as a shop tells it, in our words. All of it is taken from what the signature covers. */
export interface Upstream {
  readonly source: Source;
  readonly cancelled: boolean;
  readonly paid: boolean;
  readonly cashOnDelivery: boolean;
  readonly changedAt: string | null;
  readonly draft: () => Drafted | NewsIgnored | NewsRefused;
}

/** A new order is placed, unless there is nothing left to deliver or nothing to collect. */
export function newsOfOrder(upstream: Upstream, deliveryId: string | null): News {
  if (upstream.cancelled) return ignore('cancelled_already');
  if (!upstream.cashOnDelivery) return ignore('not_cash_on_delivery');
  const drafted = upstream.draft();
  if (drafted.kind !== 'draft') return drafted;
  return { kind: 'place', draft: drafted.draft, deliveryId } satisfies NewsOfOrder;
}

/**
 * That an order was cancelled or paid gets through even when the rest of it cannot be read, or is no longer cash on
 * delivery: a driver must not collect what was paid on a card. Without a draft it never creates an order.
 */
export function newsOfChange(upstream: Upstream, deliveryId: string | null): News {
  const { source, cancelled, paid, changedAt: occurredAt } = upstream;
  const drafted = upstream.cashOnDelivery ? upstream.draft() : ignore('not_cash_on_delivery');
  const draft = drafted.kind === 'draft' ? drafted.draft : null;
  if (drafted.kind !== 'draft' && !cancelled && !paid) return drafted;
  return { kind: 'change', source, deliveryId, occurredAt, draft, cancelled, paid };
}

const nothing = () => ignore('no_lines');

/** All that is known of an order that is gone. */
export function deleted(source: Source, changedAt: string | null): Upstream {
  return { source, cancelled: true, paid: false, cashOnDelivery: false, changedAt, draft: nothing };
}

/** An asynchronous predicate, which the types forbid, answers with a promise: that is no yes. */
export const isYes = (answer: unknown): boolean => answer === true;

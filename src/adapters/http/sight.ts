import { ContentionError } from '../../errors/contention-error.js';
import type { StoredOrder } from '../../ports/order-store.js';
import { askedFor } from './failure.js';
import { isSeen } from './identity.js';
import type { Known } from './identity.js';
import type { AnyOutcome } from './outcome.js';
import type { PlainOrders, SendOptions } from './plain-orders.js';
import { noSuch, notYours } from './problem.js';

/** How often an order is read again that others keep moving. */
const attempts = 5;

/** Filters, held to what somebody sees of a tenant's orders. */
export function filtersFor(
  { tenant, sees }: Known,
  asked: Readonly<Record<string, unknown>>,
): object {
  if (sees === 'all') return { ...asked, tenant };
  if (!('assignee' in sees)) throw notYours();
  const { assignee } = sees;
  if (asked['assignee'] !== undefined && asked['assignee'] !== assignee) throw notYours();
  return { ...asked, assignee, tenant };
}

/** An order that somebody sees; whatever else is asked for is not there. */
export async function seenOrder(
  orders: PlainOrders,
  id: string,
  { tenant, sees }: Known,
): Promise<StoredOrder> {
  const order = await askedFor(async () => orders.get(id, { tenant }));
  if (!order || !isSeen(order, sees)) throw noSuch('order');
  return order;
}

/**
 * Sends an event to an order that its sender sees: to the very version that was looked at, where not all is seen, so that
 * nobody moves what was given to somebody else in between.
 */
export async function sendSeen(
  orders: PlainOrders,
  id: string,
  event: unknown,
  identity: Known,
  options: SendOptions,
): Promise<AnyOutcome> {
  if (identity.sees === 'all') return orders.send(id, event, options);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const order = await seenOrder(orders, id, identity);
    const outcome = await orders.send(order, event, {
      expectedVersion: order.version,
      ...options,
    });
    const moved = outcome.kind === 'refused' && outcome.refusal.code === 'version_conflict';
    if (!moved || options.expectedVersion !== undefined) return outcome;
  }
  throw new ContentionError(attempts);
}

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
 * nobody moves what was given to somebody else in between. What was done before is shown to those alone who still see it.
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
    const { expectedVersion = order.version } = options;
    // Whoever has seen another version can only have been heard before.
    const tried = expectedVersion !== order.version;
    const outcome = await orders.send(tried ? id : order, event, {
      ...options,
      expectedVersion,
      ...(tried && { dryRun: true }),
    });
    const { kind, order: now } = outcome;
    if (kind !== 'applied' && now && !isSeen(now, identity.sees)) throw noSuch('order');
    const moved = outcome.kind === 'refused' && outcome.refusal.code === 'version_conflict';
    if (tried ? outcome.kind !== 'applied' : !moved) return outcome;
  }
  throw new ContentionError(attempts);
}

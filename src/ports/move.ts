import type { Actor } from '../order/actor.js';
import type { Line } from '../order/line.js';
import type { Source } from '../order/party.js';
import type { Change } from './order-store.js';

/**
 * A change of status, with what reports ask about it, as it was then: the order may change later, and be handed to
 * another driver.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Move {
  readonly tenant: string;
  readonly orderId: string;
  readonly from: string;
  readonly to: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly at: string;
  /** How long the order was in the status that it left, in milliseconds; `null` for a new order. */
  readonly stayMs: number | null;
  readonly actor: Actor;
  readonly source: Pick<Source, 'kind' | 'shop'>;
  readonly country: string;
  readonly region: string | null;
  readonly city: string;
  readonly assignee: string | null;
  /** Why it was returned or cancelled. */
  readonly reason: string | null;
  /** The calls before it, in its cycle of calls, that ended in neither yes nor no. */
  readonly calls: number;
  /** The failed visits before it, in its cycle of visits. */
  readonly attempts: number;
  /** Units by SKU. */
  readonly products: Readonly<Record<string, number>>;
}

/** The units that some lines ask for, by SKU. */
export function productsOf(lines: readonly Line[]): Readonly<Record<string, number>> {
  const products = new Map<string, number>();
  for (const { sku, quantity } of lines) products.set(sku, (products.get(sku) ?? 0) + quantity);
  return Object.fromEntries(products);
}

/**
 * The change of status that a change makes; `null` where the order stays in its status.
 *
 * @category Ports
 * @since 0.1.0
 */
export function moveOf({ order, entry, since }: Change): Move | null {
  if (entry.from === entry.to) return null;
  const { country, region, city } = order.address;
  return {
    tenant: order.tenant,
    orderId: order.id,
    from: entry.from,
    to: entry.to,
    at: entry.occurredAt,
    stayMs: since === null ? null : Date.parse(order.enteredAt) - Date.parse(since),
    actor: entry.actor,
    source: { kind: order.source.kind, shop: order.source.shop },
    country,
    region,
    city,
    assignee: order.assignee?.id ?? null,
    reason: order.cancellation?.reason ?? order.return?.reason ?? null,
    calls: order.calls.made,
    attempts: order.delivery.attempts,
    products: productsOf(order.lines),
  };
}

import type { Assignee, Source } from '../../order/index.js';
import { byRank, weighted } from './luck.js';
import type { Weighted } from './luck.js';

/** A shop of the histories: who works there, and what it sells. */
export interface Merchant {
  readonly tenant: string;
  readonly sources: Weighted<Pick<Source, 'kind' | 'shop'>>;
  readonly agents: Weighted<string>;
  readonly carriers: Weighted<Assignee>;
  readonly products: Weighted<Product>;
}

/** Something that is sold, and for how much in minor units. */
export interface Product {
  readonly sku: string;
  readonly title: string;
  readonly price: number;
}

const names = (count: number, name: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);

/** @param daily orders a day: who sells more has more people */
function merchantOf(tenant: string, daily: number): Merchant {
  const people = Math.min(200, Math.max(2, Math.round(daily / 12)));
  const kinds = ['shopify', 'woocommerce', 'manual'] as const;
  const products = names(Math.min(400, Math.max(8, Math.round(daily / 3))), 'SKU').map(
    (sku, index): Product => ({ sku, title: sku, price: 4900 + ((index * 3700) % 45_000) }),
  );
  const drivers = names(people, 'driver').map((id): Assignee => ({
    kind: 'driver',
    id,
    name: null,
  }));
  const couriers = names(2, 'courier').map((id): Assignee => ({ kind: 'courier', id, name: null }));
  return {
    tenant,
    sources: weighted(
      kinds.map((kind) => ({ kind, shop: tenant })),
      ({ kind }) => (kind === 'manual' ? 1 : kind === 'shopify' ? 6 : 3),
    ),
    agents: byRank(names(Math.max(1, Math.round(people / 3)), 'agent')),
    carriers: weighted([...drivers, ...couriers], ({ kind }) =>
      kind === 'driver' ? 1 : people / 4,
    ),
    products: byRank(products),
  };
}

/**
 * Shops of very different size: the second has half the orders of the first, the third a third.
 *
 * @param daily orders a day, of all of them together
 */
export function merchantsOf(count: number, daily: number): Weighted<Merchant> {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weighted(
    weights.map((weight, index) => merchantOf(`merchant-${index + 1}`, (daily * weight) / all)),
    (_, index) => weights[index] ?? 0,
  );
}

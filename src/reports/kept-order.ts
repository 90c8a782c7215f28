import type { Facets } from '../ports/facets.js';
import type { StoredOrder } from '../ports/order-store.js';

/** An order, with what it is found by. */
export interface KeptOrder {
  readonly order: StoredOrder;
  readonly facets: Facets;
}

import type { MoveDimension, OrderDimension } from '../../ports/tallies.js';

/** By what changes of status `h` are told apart; `product` stands beside them. */
export const moveColumns: Readonly<Record<MoveDimension, string>> = {
  source: 'h.source_kind',
  shop: 'h.source_shop',
  country: 'h.country',
  region: 'h.region',
  city: 'h.city',
  product: 'product.key',
  assignee: 'h.assignee',
  from: 'h.from_status',
  actor: 'h.actor_id',
  reason: 'h.reason',
  calls: 'h.calls',
  attempts: 'h.attempts',
};

/**
 * By what orders `o` are told apart; `product` stands beside them.
 *
 * @param inAddress how a field of the address is read from the body
 */
export const orderColumns = (
  inAddress: (field: string) => string,
): Readonly<Record<OrderDimension, string>> => ({
  source: 'o.source_kind',
  shop: 'o.source_shop',
  country: inAddress('country'),
  region: inAddress('region'),
  city: inAddress('city'),
  product: 'product.key',
  assignee: 'o.assignee',
});

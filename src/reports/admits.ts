import type { Facets } from '../ports/facets.js';
import type { OrderFilter, Span } from '../ports/order-query.js';
import { searchTermOf } from '../ports/search.js';
import type { SearchTerm } from '../ports/search.js';
import type { KeptOrder } from './kept-order.js';

const isWithin = (at: string | null, { from = '', to }: Span = {}, asked = true): boolean =>
  !asked || (at !== null && at >= from && (to === undefined || at < to));

const is = (wanted: unknown, actual: unknown): boolean => wanted === undefined || wanted === actual;

function isFound({ number, whole, phone, id }: SearchTerm, orderId: string, facets: Facets) {
  return (
    orderId === id ||
    (whole ? facets.number === number : facets.number.startsWith(number)) ||
    (phone !== null && facets.phone.startsWith(phone))
  );
}

function isOverdue(overdue: OrderFilter['overdue'], { order }: KeptOrder): boolean {
  if (!overdue) return true;
  const before = Object.hasOwn(overdue, order.status) ? overdue[order.status] : undefined;
  return before !== undefined && order.enteredAt < before;
}

/** Says of each order whether a filter admits it. */
export function admittedBy(filter: OrderFilter): (kept: KeptOrder) => boolean {
  const { source = {}, actor = {}, search } = filter;
  const statuses = filter.status && new Set(filter.status);
  const term = search === undefined ? null : searchTermOf(search);

  return (kept) => {
    const { order, facets } = kept;
    return (
      order.tenant === filter.tenant &&
      (!statuses || statuses.has(order.status)) &&
      is(filter.open, facets.open) &&
      is(filter.assignee, facets.assignee) &&
      is(source.kind, order.source.kind) &&
      is(source.shop, order.source.shop) &&
      is(actor.kind, facets.enteredBy.kind) &&
      is(actor.id, facets.enteredBy.id) &&
      is(filter.needsReconfirmation, order.needsReconfirmation) &&
      isWithin(order.placedAt, filter.placed) &&
      isWithin(order.enteredAt, filter.entered) &&
      isWithin(facets.nextCallAt, filter.nextCall, filter.nextCall !== undefined) &&
      isWithin(facets.collectedAt, filter.collected, filter.collected !== undefined) &&
      isOverdue(filter.overdue, kept) &&
      (!term || isFound(term, order.id, facets))
    );
  };
}

import type { Source } from '../../order/party.js';
import type { NewsIgnored, NewsRefused } from '../../ports/news.js';
import type { ShopifyOrder } from '../../schemas/shopify-order.js';
import { type Drafted, drafted } from '../webhook/drafted.js';
import { Needs } from '../webhook/needs.js';
import { linesOf } from './lines.js';
import { partiesOf } from './parties.js';

/** The order as we place it. Every amount is in the shop's own currency, as are all of Shopify's plain amounts. */
export function draftOf(
  order: ShopifyOrder,
  source: Source,
  paid: boolean,
): Drafted | NewsIgnored | NewsRefused {
  const needs = new Needs();
  const lines = linesOf(order, needs);
  const parties = partiesOf(order, needs);
  const field = order.total_outstanding ? 'total_outstanding' : 'total_price';
  const amountDue = needs.due([field], paid ? '0' : order[field], order.currency ?? '');
  return drafted({ source, ...parties, lines, amountDue }, needs);
}

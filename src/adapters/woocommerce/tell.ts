import type { Source } from '../../order/party.js';
import type { NewsIgnored, NewsRefused } from '../../ports/news.js';
import { readDeletion } from '../../schemas/shop-field.js';
import { readWooCommerceOrder, type WooCommerceOrder } from '../../schemas/woocommerce-order.js';
import { type Drafted, drafted } from '../webhook/drafted.js';
import { inUtc } from '../webhook/instant.js';
import { firstOf, Needs } from '../webhook/needs.js';
import type { Letter } from '../webhook/reader.js';
import { deleted, isYes, type Upstream } from '../webhook/upstream.js';
import { ignore, refuse } from '../webhook/verdict.js';
import { linesOf } from './lines.js';
import { partiesOf } from './parties.js';

/** Orders that nobody has placed yet, and those in the bin, whose deletion comes under a topic of its own. */
const unplaced: ReadonlySet<unknown> = new Set(['checkout-draft', 'auto-draft', 'draft', 'trash']);

/** Reads a signed body in our words. */
export function tell(
  { topic, body, shop }: Letter,
  isCashOnDelivery: (order: WooCommerceOrder) => boolean,
): Upstream | NewsIgnored | NewsRefused {
  const source: Omit<Source, 'externalId'> = { kind: 'woocommerce', shop, reference: null };
  if (topic === 'deleted') {
    const deletion = readDeletion(body);
    if (!deletion.ok) return refuse(400, 'body_invalid', deletion.issues);
    return deleted({ ...source, externalId: deletion.value.id }, null);
  }
  const read = readWooCommerceOrder(body);
  if (!read.ok) return refuse(400, 'body_invalid', read.issues);
  const { value } = read;
  if (unplaced.has(value.status)) return ignore('draft');
  const known: Source = { ...source, externalId: value.id, reference: firstOf(value.number) };
  const cashOnDelivery = isYes(isCashOnDelivery(value));
  // WooCommerce dates the payment of a cash-on-delivery order when somebody marks it completed: nobody has paid by that.
  const paid = !cashOnDelivery && firstOf(value.date_paid_gmt, value.date_paid) !== null;
  return {
    source: known,
    cancelled: value.status === 'cancelled',
    paid,
    cashOnDelivery,
    changedAt: inUtc(value.date_modified_gmt),
    draft: () => draftOf(value, known, paid),
  };
}

function draftOf(
  order: WooCommerceOrder,
  source: Source,
  paid: boolean,
): Drafted | NewsIgnored | NewsRefused {
  const needs = new Needs();
  const lines = linesOf(order, needs);
  const parties = partiesOf(order, needs);
  const amountDue = needs.due(['total'], paid ? '0' : order.total, order.currency ?? '');
  return drafted({ source, ...parties, lines, amountDue }, needs);
}

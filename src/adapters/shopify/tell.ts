import type { Source } from '../../order/party.js';
import type { NewsIgnored, NewsRefused } from '../../ports/news.js';
import { readDeletion } from '../../schemas/shop-field.js';
import { readShopifyOrder, type ShopifyOrder } from '../../schemas/shopify-order.js';
import { inUtc } from '../webhook/instant.js';
import { firstOf } from '../webhook/needs.js';
import type { Letter } from '../webhook/reader.js';
import { deleted, isYes, type Upstream } from '../webhook/upstream.js';
import { ignore, refuse } from '../webhook/verdict.js';
import { draftOf } from './draft.js';
import { named } from './headers.js';
import { idOf } from './id.js';

/** What was paid once is not due at the door, even when it was paid back. */
const settled: ReadonlySet<unknown> = new Set(['paid', 'partially_refunded', 'refunded']);

export interface Judgement {
  readonly isCashOnDelivery: (order: ShopifyOrder) => boolean;
  readonly acceptTests: boolean;
}

/** Reads a signed body in our words. */
export function tell(letter: Letter, judgement: Judgement): Upstream | NewsIgnored | NewsRefused {
  const { topic, body, header } = letter;
  const tested = header(named('test'))?.toLowerCase() === 'true';
  if (tested && !judgement.acceptTests) return ignore('test_delivery');
  if (topic !== 'deleted') return order(letter, judgement);
  const deletion = readDeletion(body);
  if (!deletion.ok) return refuse(400, 'body_invalid', deletion.issues);
  return deleted(sourceOf(letter, deletion.value.id), inUtc(header(named('triggered-at'))));
}

function order(
  letter: Letter,
  { isCashOnDelivery, acceptTests }: Judgement,
): Upstream | NewsIgnored | NewsRefused {
  const read = readShopifyOrder(letter.body);
  if (!read.ok) return refuse(400, 'body_invalid', read.issues);
  const { value } = read;
  if (value.test === true && !acceptTests) return ignore('test_delivery');
  const id = idOf('Order', value) ?? orderIdIn(letter);
  if (id === null)
    return refuse(400, 'body_invalid', [{ path: ['id'], message: 'must be an id of digits' }]);
  const source = sourceOf(letter, id, firstOf(value.name));
  const cancelledAt = firstOf(value.cancelled_at);
  const paid = settled.has(value.financial_status);
  return {
    source,
    // The platform's own test order comes cancelled.
    cancelled: cancelledAt !== null && value.test !== true,
    paid,
    cashOnDelivery: isYes(isCashOnDelivery(value)),
    changedAt: inUtc(cancelledAt) ?? inUtc(value.updated_at),
    draft: () => draftOf(value, source, paid),
  };
}

function sourceOf({ shop }: Letter, externalId: string, reference: string | null = null): Source {
  return { kind: 'shopify', shop, externalId, reference };
}

function orderIdIn({ header }: Letter): string | null {
  const text = header(named('order-id'));
  return text !== null && /^\d{1,50}$/.test(text) ? text : null;
}

import type { ShopifyOrder } from '../../schemas/shopify-order.js';

/** What the method is called in the library's three languages, without accents, vowel marks or punctuation. */
const named =
  /\bcod\b|\b(cash|pay|payment|paid) on (delivery|receipt)\b|\ba la (livraison|reception)\b|contre remboursement|عند (الاستلام|التوصيل|التسليم)/;

/** Something is still to be collected. */
const owing: ReadonlySet<unknown> = new Set(['pending', 'partially_paid']);

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s_-]+/g, ' ')
    .toLowerCase();

/**
 * Whether the order is paid at the door, by the name of its payment method, which the merchant can edit.
 *
 * Shopify marks the method in no other way, so a name of the merchant's own needs a predicate of theirs.
 */
export function isNamedCashOnDelivery(order: ShopifyOrder): boolean {
  const names = order.payment_gateway_names ?? [];
  return owing.has(order.financial_status) && names.some((name) => named.test(plain(name ?? '')));
}

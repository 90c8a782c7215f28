import type { NewsReader } from '../../ports/news.js';
import type { ShopifyOrder } from '../../schemas/shopify-order.js';
import { settle, type WebhookOptions } from '../webhook/options.js';
import { readerOf } from '../webhook/reader.js';
import type { Topic } from '../webhook/upstream.js';
import { isNamedCashOnDelivery } from './cash-on-delivery.js';
import { named } from './headers.js';
import { shopDomain } from './shop-domain.js';
import { tell } from './tell.js';

/**
 * How Shopify's webhooks are read. The secret is the app's client secret, or the signing key that the admin shows.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface ShopifyOptions extends WebhookOptions<ShopifyOrder> {
  /** Reads test deliveries like any other; they are ignored when left out. */
  readonly acceptTests?: boolean;
}

/** `orders/edited` is not among them: it holds the edit and not the order, and `orders/updated` comes with it. */
const topics: ReadonlyMap<string, Topic> = new Map([
  ['orders/create', 'created'],
  ['orders/updated', 'changed'],
  ['orders/cancelled', 'changed'],
  ['orders/paid', 'changed'],
  ['orders/delete', 'deleted'],
]);

/**
 * Reads what Shopify's webhooks say of cash-on-delivery orders.
 *
 * - The signature is proved over the raw bytes before the body is read; several secrets serve a rotation.
 * - An order is paid at the door when its payment method is named so in English, French or Arabic and something is
 *   still owing; a method of another name needs `isCashOnDelivery`.
 * - The signature covers the body alone. What cancels, pays or changes an order is therefore taken from the body; an app
 *   that signs for many shops with one secret should list them in `shops`.
 * - A delivery's id is its `Webhook-Id`, else its `Event-Id`: Shopify's documents disagree on which of them a repeat
 *   shares, and an event is shared by other topics, so trusting the former first never loses news.
 *
 * @throws OptionsError when an option is wrong; its message never holds a secret
 * @example
 * ```ts
 * import { shopify } from 'cod-lifecycle/shopify';
 *
 * const shop = shopify({ secrets: ['the client secret'] });
 * const news = await shop.read({ headers: {}, body: new Uint8Array() });
 *
 * news; //=> { kind: 'refuse', status: 401, reason: 'signature_missing', issues: [] }
 * ```
 * @category Shops
 * @since 0.1.0
 */
export function shopify(options: ShopifyOptions): NewsReader {
  const { isCashOnDelivery = isNamedCashOnDelivery, acceptTests = false } = options;
  return readerOf(
    {
      headers: {
        signature: named('hmac-sha256'),
        topic: named('topic'),
        shop: named('shop-domain'),
      },
      topics,
      shopOf: shopDomain,
      shopWanted: 'must be the shop\'s domain, such as "zahra.myshopify.com"',
      isPing: () => false,
      deliveryIdOf: async ({ header }) => header([...named('webhook-id'), ...named('event-id')]),
      tell: (letter) => tell(letter, { isCashOnDelivery, acceptTests }),
    },
    settle(options, shopDomain),
  );
}

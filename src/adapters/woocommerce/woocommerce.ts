import type { NewsReader } from '../../ports/news.js';
import type { WooCommerceOrder } from '../../schemas/woocommerce-order.js';
import { settle, type WebhookOptions } from '../webhook/options.js';
import { readerOf } from '../webhook/reader.js';
import type { Topic } from '../webhook/upstream.js';
import { deliveryIdOf } from './delivery-id.js';
import { readingsOf } from './entities.js';
import { headers } from './headers.js';
import { isPing } from './ping.js';
import { namedShop, shopAddress } from './shop-address.js';
import { tell } from './tell.js';

/**
 * How WooCommerce's webhooks are read. The secret is the webhook's own, as its page shows it.
 *
 * @category Shops
 * @since 0.1.0
 */
export type WooCommerceOptions = WebhookOptions<WooCommerceOrder>;

const topics: ReadonlyMap<string, Topic> = new Map([
  ['order.created', 'created'],
  ['order.updated', 'changed'],
  ['order.deleted', 'deleted'],
]);

/**
 * Reads what WooCommerce's webhooks say of cash-on-delivery orders.
 *
 * - The signature is proved over the raw bytes before the body is read; a secret is tried as given and with its HTML
 *   entities decoded, which is how WooCommerce signs.
 * - An order is paid at the door when its payment method is `cod`; its title, which the merchant can edit, is not read.
 * - The ping that is sent when a webhook is saved is unsigned; it is ignored, which a host answers with 200.
 * - WooCommerce never repeats a delivery and switches a webhook off after more than five failures in a row.
 *
 * @throws OptionsError when an option is wrong; its message never holds a secret
 * @example
 * ```ts
 * import { woocommerce } from 'cod-lifecycle/woocommerce';
 *
 * const shop = woocommerce({ secrets: ['the webhook secret'] });
 * const ping = new TextEncoder().encode('webhook_id=7');
 * const news = await shop.read({ headers: {}, body: ping });
 *
 * news; //=> { kind: 'ignore', status: 200, reason: 'ping' }
 * ```
 * @category Shops
 * @since 0.1.0
 */
export function woocommerce(options: WooCommerceOptions): NewsReader {
  const settled = settle(options, namedShop);
  const { isCashOnDelivery = isCod } = options;
  return readerOf(
    {
      headers,
      topics,
      shopOf: shopAddress,
      shopWanted: 'must be the URL of the shop, such as "https://zahra.example/"',
      isPing,
      deliveryIdOf,
      tell: (letter) => tell(letter, isCashOnDelivery),
    },
    { ...settled, secrets: settled.secrets.flatMap(readingsOf) },
  );
}

const isCod = (order: WooCommerceOrder): boolean => order.payment_method === 'cod';

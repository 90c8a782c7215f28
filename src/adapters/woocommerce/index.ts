export type { Delivery, News, NewsReader } from '../../ports/news.js';
export type { ShopText } from '../../schemas/shop-field.js';
export type {
  WooCommerceAddress,
  WooCommerceLine,
  WooCommerceOrder,
} from '../../schemas/woocommerce-order.js';
export type { WebhookOptions } from '../webhook/options.js';
export { woocommerce } from './woocommerce.js';
export type { WooCommerceOptions } from './woocommerce.js';

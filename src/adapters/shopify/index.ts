export type { Delivery, News, NewsReader } from '../../ports/news.js';
export type { ShopText } from '../../schemas/shop-field.js';
export type {
  ShopifyAddress,
  ShopifyCustomer,
  ShopifyLine,
  ShopifyOrder,
} from '../../schemas/shopify-order.js';
export type { WebhookOptions } from '../webhook/options.js';
export { shopify } from './shopify.js';
export type { ShopifyOptions } from './shopify.js';

import { createHmac } from 'node:crypto';
import { secrets } from '../shop.ts';
import { shopifyBody, wooCommerceBody } from './bodies.ts';
import type { SeedOrder } from './bodies.ts';

/** Sends an order to the board as its shop would: signed over the bytes that are sent. */
export async function sendWebhook(
  url: string,
  order: SeedOrder,
  secret: string = secrets[order.shop],
): Promise<number> {
  const { shop, number } = order;
  const body = Buffer.from(
    JSON.stringify(shop === 'shopify' ? shopifyBody(order) : wooCommerceBody(order)),
  );
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const headers: Readonly<Record<string, string>> =
    shop === 'shopify'
      ? {
          'X-Shopify-Topic': 'orders/create',
          'X-Shopify-Shop-Domain': 'zahra-maroc.myshopify.com',
          'X-Shopify-Webhook-Id': `delivery-of-${number}`,
          'X-Shopify-Hmac-Sha256': signature,
        }
      : {
          'X-WC-Webhook-Source': 'https://atlas-souk.example/',
          'X-WC-Webhook-Topic': 'order.created',
          'X-WC-Webhook-Resource': 'order',
          'X-WC-Webhook-Event': 'created',
          'X-WC-Webhook-ID': '7',
          'X-WC-Webhook-Delivery-ID': `delivery-of-${number}`,
          'X-WC-Webhook-Signature': signature,
        };
  const response = await fetch(`${url}/api/webhooks/${shop}`, { method: 'POST', headers, body });
  return response.status;
}

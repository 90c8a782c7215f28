import { readFile } from 'node:fs/promises';
import type { WebhookDelivery } from 'cod-lifecycle';

/** The secrets of the two shops; a real backend reads them from its configuration. */
export const secrets = {
  shopify: 'example-shopify-secret',
  woocommerce: 'example-woocommerce-secret',
};

async function signature(secret: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, body)).toString('base64');
}

async function bytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`bodies/${file}`, import.meta.url)));
}

/** A delivery as Shopify sends it. */
export async function fromShopify(
  file: string,
  secret = secrets.shopify,
): Promise<WebhookDelivery> {
  const body = await bytes(file);
  return {
    body,
    headers: {
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Shop-Domain': 'zahra-maroc.myshopify.com',
      'X-Shopify-Webhook-Id': `delivery-of-${file}`,
      'X-Shopify-Hmac-Sha256': await signature(secret, body),
    },
  };
}

/** A delivery as WooCommerce sends it. */
export async function fromWooCommerce(file: string): Promise<WebhookDelivery> {
  const body = await bytes(file);
  return {
    body,
    headers: {
      'X-WC-Webhook-Source': 'https://atlas-souk.example/',
      'X-WC-Webhook-Topic': 'order.created',
      'X-WC-Webhook-Resource': 'order',
      'X-WC-Webhook-Event': 'created',
      'X-WC-Webhook-ID': '7',
      'X-WC-Webhook-Delivery-ID': '1e39b411c1638287',
      'X-WC-Webhook-Signature': await signature(secrets.woocommerce, body),
    },
  };
}

/** What WooCommerce sends when a webhook is saved. */
export const ping: WebhookDelivery = {
  headers: {},
  body: new TextEncoder().encode('webhook_id=7'),
};

import type { Parcel } from '../webhook/parcel.js';

/**
 * An id that two deliveries do not share. WooCommerce makes its own of the webhook and the second, so whatever one
 * webhook sends within a second shares it; the body's digest tells them apart.
 */
export async function deliveryIdOf({ header, bytes }: Parcel): Promise<string | null> {
  const id = header(['x-wc-webhook-delivery-id']);
  if (id === null) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const short = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${id}:${short.join('')}`;
}

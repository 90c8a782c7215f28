import type { OrderEvent } from '../order/index.js';

type Place = Extract<OrderEvent, { readonly type: 'place' }>;

/**
 * The event that places a plain order: two of one thing, 240.00 MAD to pay at the door.
 *
 * @param change what is to be different
 * @example
 * ```ts
 * import { samplePlace } from 'cod-lifecycle/testing';
 *
 * samplePlace({ id: 'order-7' }).id; //=> 'order-7'
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function samplePlace(change: Partial<Omit<Place, 'type'>> = {}): Place {
  return {
    type: 'place',
    tenant: 'default',
    id: 'order-1',
    source: { kind: 'manual', shop: 'default', externalId: 'order-1', reference: null },
    customer: { name: 'Amina', phone: '+212600000001', email: null, locale: 'ar' },
    address: {
      line1: '4 Rue Atlas',
      line2: null,
      city: 'Casablanca',
      region: null,
      postalCode: null,
      country: 'MA',
    },
    lines: [{ id: '1', sku: 'ARGAN-50', title: 'Argan oil', quantity: 2, unitPrice: null }],
    amountDue: { amount: 24000, currency: 'MAD' },
    metadata: {},
    ...change,
  };
}

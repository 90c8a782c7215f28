import type { Draft } from '../../order/draft.js';
import type { ShopifyOrder } from '../../schemas/shopify-order.js';
import { firstOf, fullName, languageOf, type Needs } from '../webhook/needs.js';

/** Who ordered and where it goes. An address is taken whole: two halves would be a place where nobody lives. */
export function partiesOf(order: ShopifyOrder, needs: Needs): Pick<Draft, 'customer' | 'address'> {
  const { shipping_address: shipping, billing_address: billing, customer } = order;
  const billed = firstOf(shipping?.address1) === null && firstOf(billing?.address1) !== null;
  const at = billed ? 'billing_address' : 'shipping_address';
  const to = order[at];
  const names = [shipping, billing].flatMap((of) => [of?.name, fullName(of)]);
  return {
    customer: {
      name: needs.text(
        [at, 'name'],
        'must name who receives the parcel',
        ...names,
        fullName(customer),
      ),
      phone: needs.text(
        [at, 'phone'],
        'must be a number to call; without one nobody can confirm the order',
        shipping?.phone,
        billing?.phone,
        order.phone,
        customer?.phone,
      ),
      email: firstOf(order.email, customer?.email),
      locale: languageOf(order.customer_locale),
    },
    address: {
      line1: needs.text([at, 'address1'], 'must be a street and number', to?.address1),
      line2: firstOf(to?.address2),
      city: needs.text([at, 'city'], 'must be a city', to?.city),
      region: firstOf(to?.province),
      postalCode: firstOf(to?.zip),
      country: needs.country([at, 'country_code'], to?.country_code),
    },
  };
}

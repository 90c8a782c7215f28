import type { Draft } from '../../order/draft.js';
import type { WooCommerceOrder } from '../../schemas/woocommerce-order.js';
import { firstOf, fullName, type Needs } from '../webhook/needs.js';

/** Who ordered and where it goes. A customer who ships to the billing address leaves the other one blank. */
export function partiesOf(
  { shipping, billing }: WooCommerceOrder,
  needs: Needs,
): Pick<Draft, 'customer' | 'address'> {
  const shipped = firstOf(shipping?.address_1) !== null;
  const [at, to] = shipped ? (['shipping', shipping] as const) : (['billing', billing] as const);
  return {
    customer: {
      name: needs.text(
        [at, 'first_name'],
        'must name who receives the parcel',
        fullName(shipping),
        fullName(billing),
        shipping?.company,
        billing?.company,
      ),
      phone: needs.text(
        ['billing', 'phone'],
        'must be a number to call; without one nobody can confirm the order',
        shipping?.phone,
        billing?.phone,
      ),
      email: firstOf(billing?.email),
      locale: null,
    },
    address: {
      line1: needs.text([at, 'address_1'], 'must be a street and number', to?.address_1),
      line2: firstOf(to?.address_2),
      city: needs.text([at, 'city'], 'must be a city', to?.city),
      region: firstOf(to?.state),
      postalCode: firstOf(to?.postcode),
      country: needs.country([at, 'country'], to?.country),
    },
  };
}

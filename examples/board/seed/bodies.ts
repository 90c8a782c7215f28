import { formatMoney } from 'cod-lifecycle';
import type { SeedCustomer } from './customers.ts';

/** What somebody bought, priced in centimes. */
export interface Bought {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: number;
}

export interface SeedOrder {
  readonly shop: 'shopify' | 'woocommerce';
  readonly number: number;
  readonly at: string;
  readonly customer: SeedCustomer;
  readonly bought: readonly Bought[];
}

const dirhams = (amount: number): string => formatMoney({ amount, currency: 'MAD' });

const totalOf = (bought: readonly Bought[]): string =>
  dirhams(bought.reduce((sum, { price, quantity }) => sum + price * quantity, 0));

/** An order as Shopify sends it: of its many fields, those that somebody reads. */
export function shopifyBody({ number, at, customer, bought }: SeedOrder): object {
  const name = `${customer.first} ${customer.last}`;
  const total = totalOf(bought);
  return {
    id: 5_512_340_000_000 + number,
    name: `#${number}`,
    order_number: number,
    test: false,
    created_at: at,
    updated_at: at,
    cancelled_at: null,
    currency: 'MAD',
    customer_locale: 'fr-MA',
    financial_status: 'pending',
    payment_gateway_names: ['Cash on Delivery (COD)'],
    total_outstanding: total,
    total_price: total,
    shipping_address: {
      name,
      phone: customer.phone,
      address1: customer.street,
      address2: null,
      city: customer.city,
      province: customer.region,
      zip: customer.zip,
      country_code: 'MA',
    },
    customer: { first_name: customer.first, last_name: customer.last, phone: customer.phone },
    line_items: bought.map(({ sku, title, quantity, price }, index) => ({
      id: number * 100 + index,
      sku,
      name: title,
      quantity,
      current_quantity: quantity,
      price: dirhams(price),
    })),
  };
}

/** An order as WooCommerce sends it. */
export function wooCommerceBody({ number, at, customer, bought }: SeedOrder): object {
  const gmt = at.slice(0, 19);
  return {
    id: number,
    number: String(number),
    status: 'processing',
    currency: 'MAD',
    date_created_gmt: gmt,
    date_modified_gmt: gmt,
    date_paid_gmt: null,
    total: totalOf(bought),
    payment_method: 'cod',
    payment_method_title: 'الدفع عند الاستلام',
    billing: {
      first_name: customer.first,
      last_name: customer.last,
      address_1: customer.street,
      address_2: '',
      city: customer.city,
      state: customer.region,
      postcode: customer.zip,
      country: 'MA',
      email: '',
      phone: customer.phone,
    },
    shipping: { first_name: '', last_name: '', address_1: '', city: '', country: '', phone: '' },
    line_items: bought.map(({ sku, title, quantity, price }, index) => ({
      id: index + 1,
      name: title,
      sku,
      product_id: 300 + index,
      variation_id: 0,
      quantity,
      subtotal: dirhams(price * quantity),
      total: dirhams(price * quantity),
    })),
  };
}

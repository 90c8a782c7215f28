import * as z from 'zod/mini';
import type { Parsed } from './door.js';
import { once } from './once.js';
import { readBy, shopId, shopQuantity, type ShopText, shopText } from './shop-field.js';

/**
 * An address as WooCommerce sends it: what the customer left out is blank, and only the billing address has an e-mail.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface WooCommerceAddress {
  readonly first_name?: ShopText;
  readonly last_name?: ShopText;
  readonly company?: ShopText;
  readonly address_1?: ShopText;
  readonly address_2?: ShopText;
  readonly city?: ShopText;
  readonly state?: ShopText;
  readonly postcode?: ShopText;
  readonly country?: ShopText;
  readonly phone?: ShopText;
  readonly email?: ShopText;
}

/**
 * A line as WooCommerce sends it, with every id as its digits. Its `price` is a float, and is not read.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface WooCommerceLine {
  readonly id: string;
  readonly name?: ShopText;
  readonly sku?: ShopText;
  readonly product_id?: ShopText;
  readonly variation_id?: ShopText;
  readonly quantity?: number | null | undefined;
  /** Before and after discounts, for the whole line, without tax. */
  readonly subtotal?: ShopText;
  readonly total?: ShopText;
}

/**
 * An order as WooCommerce sends it: the fields that are read, with every id as its digits, and whatever else came.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface WooCommerceOrder {
  readonly id: string;
  readonly number?: ShopText;
  readonly status?: ShopText;
  readonly currency?: ShopText;
  readonly total?: ShopText;
  /** The method's id; its title is the merchant's to edit. */
  readonly payment_method?: ShopText;
  readonly date_paid?: ShopText;
  readonly date_paid_gmt?: ShopText;
  readonly date_modified_gmt?: ShopText;
  readonly billing?: WooCommerceAddress | null | undefined;
  readonly shipping?: WooCommerceAddress | null | undefined;
  readonly line_items: readonly WooCommerceLine[];
  readonly [field: string]: unknown;
}

const address = () =>
  z.nullish(
    z.object({
      first_name: shopText(),
      last_name: shopText(),
      company: shopText(),
      address_1: shopText(),
      address_2: shopText(),
      city: shopText(),
      state: shopText(),
      postcode: shopText(),
      country: shopText(),
      phone: shopText(),
      email: shopText(),
    }),
  );

const line = () =>
  z.object({
    id: shopId(),
    name: shopText(),
    sku: shopText(),
    product_id: z.nullish(shopId()),
    variation_id: z.nullish(shopId()),
    quantity: shopQuantity(),
    subtotal: shopText(),
    total: shopText(),
  });

const order = once(() =>
  z.looseObject({
    id: shopId(),
    number: shopText(),
    status: shopText(),
    currency: shopText(),
    total: shopText(),
    payment_method: shopText(),
    date_paid: shopText(),
    date_paid_gmt: shopText(),
    date_modified_gmt: shopText(),
    billing: address(),
    shipping: address(),
    line_items: z.array(line()),
  }),
);

/** Judges the shape alone: what an order must hold depends on how it is paid, which only the order tells. */
export const readWooCommerceOrder = (body: unknown): Parsed<WooCommerceOrder> =>
  readBy(order(), body);

import * as z from 'zod/mini';
import type { Parsed } from './door.js';
import { once } from './once.js';
import { readBy, shopId, shopQuantity, type ShopText, shopText } from './shop-field.js';

/**
 * An address as Shopify sends it.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface ShopifyAddress {
  readonly name?: ShopText;
  readonly first_name?: ShopText;
  readonly last_name?: ShopText;
  readonly phone?: ShopText;
  readonly address1?: ShopText;
  readonly address2?: ShopText;
  readonly city?: ShopText;
  readonly province?: ShopText;
  readonly zip?: ShopText;
  readonly country_code?: ShopText;
}

/**
 * A customer as Shopify sends it.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface ShopifyCustomer {
  readonly first_name?: ShopText;
  readonly last_name?: ShopText;
  readonly phone?: ShopText;
  readonly email?: ShopText;
}

/**
 * A line as Shopify sends it, with every id as its digits.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface ShopifyLine {
  readonly id?: ShopText;
  readonly admin_graphql_api_id?: ShopText;
  readonly sku?: ShopText;
  readonly name?: ShopText;
  readonly title?: ShopText;
  readonly quantity?: number | null | undefined;
  /** What is left of the quantity after edits. */
  readonly current_quantity?: number | null | undefined;
  readonly price?: ShopText;
  readonly variant_id?: ShopText;
  readonly product_id?: ShopText;
}

/**
 * An order as Shopify sends it: the fields that are read, with every id as its digits, and whatever else came.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface ShopifyOrder {
  readonly id?: ShopText;
  readonly admin_graphql_api_id?: ShopText;
  readonly name?: ShopText;
  readonly test?: boolean | null | undefined;
  readonly financial_status?: ShopText;
  readonly payment_gateway_names?: readonly ShopText[] | null | undefined;
  readonly currency?: ShopText;
  readonly total_outstanding?: ShopText;
  readonly total_price?: ShopText;
  readonly cancelled_at?: ShopText;
  readonly updated_at?: ShopText;
  readonly email?: ShopText;
  readonly phone?: ShopText;
  readonly customer_locale?: ShopText;
  readonly shipping_address?: ShopifyAddress | null | undefined;
  readonly billing_address?: ShopifyAddress | null | undefined;
  readonly customer?: ShopifyCustomer | null | undefined;
  readonly line_items: readonly ShopifyLine[];
  readonly [field: string]: unknown;
}

const id = once(() => z.nullish(shopId()));

const address = () =>
  z.nullish(
    z.object({
      name: shopText(),
      first_name: shopText(),
      last_name: shopText(),
      phone: shopText(),
      address1: shopText(),
      address2: shopText(),
      city: shopText(),
      province: shopText(),
      zip: shopText(),
      country_code: shopText(),
    }),
  );

const customer = () =>
  z.nullish(
    z.object({
      first_name: shopText(),
      last_name: shopText(),
      phone: shopText(),
      email: shopText(),
    }),
  );

const line = () =>
  z.object({
    id: id(),
    admin_graphql_api_id: shopText(),
    sku: shopText(),
    name: shopText(),
    title: shopText(),
    quantity: shopQuantity(),
    current_quantity: shopQuantity(),
    price: shopText(),
    variant_id: id(),
    product_id: id(),
  });

const order = once(() =>
  z.looseObject({
    id: id(),
    admin_graphql_api_id: shopText(),
    name: shopText(),
    test: z.nullish(z.boolean()),
    financial_status: shopText(),
    payment_gateway_names: z.nullish(z.array(shopText())),
    currency: shopText(),
    total_outstanding: shopText(),
    total_price: shopText(),
    cancelled_at: shopText(),
    updated_at: shopText(),
    email: shopText(),
    phone: shopText(),
    customer_locale: shopText(),
    shipping_address: address(),
    billing_address: address(),
    customer: customer(),
    line_items: z.array(line()),
  }),
);

/** Judges the shape alone: what an order must hold depends on how it is paid, which only the order tells. */
export const readShopifyOrder = (body: unknown): Parsed<ShopifyOrder> => readBy(order(), body);

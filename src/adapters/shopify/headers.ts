/** A header's two names: newer deliveries leave the `X-` out. */
export const named = (name: string): readonly [string, string] => [
  `x-shopify-${name}`,
  `shopify-${name}`,
];

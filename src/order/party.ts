/** Who ordered. Personal data: it never appears in errors, refusals or effects. */
export interface Customer {
  readonly name: string;
  /** As the shop gave it; what to dial. */
  readonly phone: string;
  readonly email: string | null;
  /** BCP 47, such as `ar` or `fr-MA`; the language to speak to them in. */
  readonly locale: string | null;
}

/** Where to deliver. Personal data, as the customer's. */
export interface Address {
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, such as `MA`. */
  readonly country: string;
}

/** Who carries the parcel. */
export interface Assignee {
  readonly kind: 'driver' | 'courier' | 'partner';
  /** The host's own id; a driver acts only on orders assigned to theirs. */
  readonly id: string;
  readonly name: string | null;
}

/** Where the order came from. The three together are unique: one shop's order is placed once. */
export interface Source {
  /** `manual`, `shopify`, `woocommerce`, or an integration's own word. */
  readonly kind: string;
  readonly shop: string;
  readonly externalId: string;
  /** The number that people use, such as `#1042`. */
  readonly reference: string | null;
}

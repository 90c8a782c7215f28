import type { Draft } from '../order/draft.js';
import type { Source } from '../order/party.js';

/**
 * What a delivery from a shop comes to, once its signature is proved and its body read.
 *
 * @category Ports
 * @since 0.1.0
 */
export type News = NewsOfOrder | NewsOfChange | NewsIgnored | NewsRefused;

/** A new order: place it. Placing it twice is harmless, for its source is unique. */
export interface NewsOfOrder {
  readonly kind: 'place';
  readonly draft: Draft & { readonly source: Source };
  /** An id of this delivery, which no other delivery shares; `null` when the platform sent none. */
  readonly deliveryId: string | null;
}

/** Something about an order that the shop has changed on its side. It never leads back to New. */
export interface NewsOfChange {
  readonly kind: 'change';
  readonly source: Source;
  readonly deliveryId: string | null;
  /** When the shop changed it, ISO 8601 in UTC; `null` when it did not say. */
  readonly occurredAt: string | null;
  /**
   * The order as the shop sees it now; `null` when the delivery does not hold it, when it is not cash on delivery (any
   * more), or when it is cancelled or paid and the rest of it cannot be read.
   */
  readonly draft: (Draft & { readonly source: Source }) | null;
  /** The shop has cancelled or deleted it. */
  readonly cancelled: boolean;
  /** The shop has been paid: nothing is due at the door any more. */
  readonly paid: boolean;
}

/** Nothing to do, and nothing wrong: answer 200. */
export interface NewsIgnored {
  readonly kind: 'ignore';
  readonly status: 200;
  readonly reason:
    | 'ping'
    | 'topic'
    | 'not_cash_on_delivery'
    | 'test_delivery'
    | 'draft'
    | 'cancelled_already'
    | 'no_lines';
}

/** Not to be believed or not to be read: answer this status code. */
export interface NewsRefused {
  readonly kind: 'refuse';
  readonly status: 400 | 401 | 413;
  readonly reason:
    | 'signature_missing'
    | 'signature_invalid'
    /** Signed, but by a shop that is not on the list. */
    | 'shop_unknown'
    /** A header that says which shop it was, or what has happened, is missing or malformed. */
    | 'header_invalid'
    | 'body_too_large'
    /** No bytes, no UTF-8, no JSON, or JSON that two readers could understand differently. */
    | 'body_unreadable'
    | 'body_invalid';
  /**
   * Each malformed field with its path in the body (after `draft`: in the draft that it makes), and what would be right.
   * Values are never repeated.
   */
  readonly issues: readonly {
    readonly path: readonly (string | number)[];
    readonly message: string;
  }[];
}

/** A delivery as it came in: its headers by name in any spelling, and the bytes of its body, untouched. */
export interface Delivery {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Where a shop's deliveries are read.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface NewsReader {
  /** Proves the signature before it reads a word of the body. Never throws, whatever comes in. */
  read(delivery: Delivery): Promise<News>;
}

/** The one thing that is asked of a Fetch `Headers` object. */
interface Headers {
  get(name: string): string | null;
}

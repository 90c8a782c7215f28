import { exponentOf, formatMoney } from '../../order/money.js';
import type { Money } from '../../order/money.js';
import type { OutForDeliveryOrder } from '../../order/order.js';
import type { StoredOrder } from '../../ports/order-store.js';
import { onOneLine } from './on-one-line.js';
import type { Spoken } from './spoken.js';

/**
 * What a message is made of: each on one line, and ready to be put into a sentence of its language. In Arabic, each but
 * the link stands between Unicode isolates.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface MessageFacts {
  /** The shop's own number of the order, such as `#1042`; the order's id where it has none. */
  readonly order: string;
  /** What to have ready at the door, written as in the customer's country; `null` when nothing is due. */
  readonly due: string | null;
  /** Who brings it: the driver or the carrier. */
  readonly carrier: string | null;
  readonly tracking: string | null;
  /** Where the parcel can be followed. Give it a line of its own. */
  readonly link: string | null;
  readonly shop: string | null;
}

/** Another's word, on one line. An unpaired control of direction would turn the sentence around it. */
function theirs(text: string | null | undefined): string | null {
  const line = onOneLine((text ?? '').replaceAll(/\p{Bidi_Control}/gu, ''));
  return line === '' ? null : line;
}

/**
 * Keeps `ZH-1042/2` from being torn apart inside an Arabic sentence, and a Latin name at its head from turning all of it
 * left to right: FIRST STRONG ISOLATE to POP DIRECTIONAL ISOLATE. Left-to-right text needs none, and would pay for it: one
 * character beyond the GSM alphabet more than doubles the price of an SMS.
 */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** As in the customer's country, exact to the minor unit, with plain spaces: the narrow ones are not in the GSM alphabet. */
function written(money: Money, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    // The platform knows another exponent for some: the dinar of Iraq.
    minimumFractionDigits: exponentOf(money.currency),
  })
    .format(formatMoney(money) as `${number}`)
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** What there is to say about an order. */
export function factsOf(
  order: StoredOrder,
  { language, locale }: Spoken,
  shop: string | undefined,
): MessageFacts {
  const { source, id, amountDue, tracking } = order;
  // A shop's own lifecycle may have orders without one.
  const { assignee } = order as Partial<Pick<OutForDeliveryOrder, 'assignee'>>;
  const inSentence = (text: string | null): string | null =>
    text !== null && language === 'ar' ? isolated(text) : text;
  const link = theirs(tracking?.url);
  return {
    order: inSentence(theirs(source.reference) ?? theirs(id)) ?? '',
    due: amountDue.amount === 0 ? null : inSentence(written(amountDue, locale)),
    carrier: inSentence(theirs(assignee?.name) ?? theirs(tracking?.carrier)),
    tracking: inSentence(theirs(tracking?.number)),
    // Not isolated: a phone takes what follows a link without a space for a part of it.
    link: link !== null && /^https?:\/\/\S+$/i.test(link) ? link : null,
    shop: inSentence(theirs(shop)),
  };
}

import { OptionsError } from '../../errors/options-error.js';
import type { StoredOrder } from '../../ports/order-store.js';

/** The languages in which customers are spoken to. */
export type MessageLanguage = 'en' | 'fr' | 'ar';

/** How a customer is spoken to. */
export interface Spoken {
  readonly language: MessageLanguage;
  /** BCP 47, with a country: it decides how an amount is written. */
  readonly locale: string;
}

const languages: readonly MessageLanguage[] = ['en', 'fr', 'ar'];

/** `null` for what is no tag, or of another language. A tag without a country gets the one the parcel goes to. */
function spokenIn(tag: string, country: string): Spoken | null {
  try {
    const known = new Intl.Locale(tag.replaceAll('_', '-'));
    const language = languages.find((each) => each === known.language);
    if (language === undefined) return null;
    const locale = known.region === undefined ? new Intl.Locale(known, { region: country }) : known;
    return { language, locale: locale.toString() };
  } catch {
    return null;
  }
}

/**
 * The customer's own language, or else the shop's.
 *
 * @throws OptionsError when the shop's is none of the three
 */
export function spokenTo({ customer, address }: StoredOrder, otherwise: string): Spoken {
  const shops = spokenIn(otherwise, address.country);
  if (shops === null) {
    throw new OptionsError('locale', 'must be English, French or Arabic, such as "fr-MA"');
  }
  return (customer.locale === null ? null : spokenIn(customer.locale, address.country)) ?? shops;
}

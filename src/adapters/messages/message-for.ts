import { OptionsError } from '../../errors/options-error.js';
import type { Notification } from '../../ports/notifier.js';
import { arabic } from './arabic.js';
import { english } from './english.js';
import { french } from './french.js';
import { factsOf } from './message-facts.js';
import type { MessageTemplate, MessageTexts, OwnMessageTexts } from './message-texts.js';
import { spokenTo } from './spoken.js';
import type { MessageLanguage } from './spoken.js';

/**
 * What a customer is told. Plain text.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface Message {
  /** The language and country that it is written for, such as `fr-MA`. */
  readonly locale: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/**
 * Who speaks to the customer, and how.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface MessageOptions {
  /** How to speak to those whose own language is not known, or none of the three. BCP 47; `en` when left out. */
  readonly locale?: string;
  /** The shop, as its customers know it. */
  readonly shop?: string;
  /** The shop's own words. */
  readonly texts?: OwnMessageTexts;
}

/** Makes a message of a notification: `messageFor` with a shop's options, or something of the shop's own. */
export type MessageMaker = (notification: Notification) => Message | Promise<Message>;

const texts: { readonly [Language in MessageLanguage]: MessageTexts } = {
  en: english,
  fr: french,
  ar: arabic,
};

/**
 * What to tell a customer, in their language: English, French or Arabic, by their `locale` (`fr-MA` is French), with the
 * order's number, what is due at the door, who brings it, and its tracking number and link where there are.
 *
 * - Amounts are exact and written as in the customer's country, which is the one the parcel goes to where the `locale`
 *   names none.
 * - In Arabic each number and name stands between Unicode isolates, so that it keeps its own direction.
 * - What others wrote (names, numbers, the link) stays on one line, without controls of direction. A link that is not
 *   `http` or `https` is left out.
 *
 * @throws OptionsError when `locale` is none of the three, or the template is not known here
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { messageFor } from 'cod-lifecycle/messages';
 *
 * const said: string[] = [];
 * const orders = createOrders({
 *   lifecycle: cod(),
 *   store: memoryStore(),
 *   notifier: {
 *     notify: async (notification) => void said.push(messageFor(notification, { shop: 'Zahra' }).text),
 *   },
 * });
 * const admin = { actor: { kind: 'admin', id: 'nadia' } } as const;
 * await orders.place(
 *   {
 *     id: '1042',
 *     customer: { name: 'Amina', phone: '+212600000001', locale: 'fr' },
 *     address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
 *     lines: [{ sku: 'ARGAN-50', title: 'Argan oil', quantity: 2 }],
 *     amountDue: { amount: 24000, currency: 'MAD' },
 *   },
 *   admin,
 * );
 * for (const event of [
 *   { type: 'confirm', acknowledged: { products: true, total: true, address: true } },
 *   { type: 'assign', assignee: { kind: 'driver', id: 'karim', name: 'Karim' } },
 *   { type: 'start_processing' },
 *   { type: 'ship' },
 *   { type: 'start_delivery' },
 * ] as const) await orders.sendMany(['1042'], event, admin);
 *
 * said; //=> ['Zahra : votre commande 1042 est en route avec Karim. Merci de préparer 240,00 MAD en espèces.']
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function messageFor(
  { template, order }: Notification,
  { locale = 'en', shop, texts: own = {} }: MessageOptions = {},
): Message {
  const spoken = spokenTo(order, locale);
  const { language } = spoken;
  // Another lifecycle's template, or the next release's.
  if (!Object.hasOwn(texts[language], template)) {
    throw new OptionsError('template', `must be one of ${Object.keys(texts[language]).join(', ')}`);
  }
  const known = template as MessageTemplate;
  const { subject, text } = { ...texts[language][known], ...own[language]?.[known] };
  const facts = factsOf(order, spoken, shop);
  return { locale: spoken.locale, subject: subject(facts), text: text(facts) };
}

import type { Actor, Order } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { people } from '../people.ts';
import type { Reader } from '../viewer.ts';

/** The number that people use of an order. */
export const numberOf = ({ id, source }: Order): string => source.reference ?? id;

/** It is read from the left in every language. */
export const numberTag = (order: Order): Html => html`<bdi dir="ltr">${numberOf(order)}</bdi>`;

export const phoneTag = (phone: string): Html =>
  html`<a class="phone" href="tel:${phone.replaceAll(/[^\d+]/g, '')}"
    ><bdi dir="ltr">${phone}</bdi></a
  >`;

/** Somebody by their id, as far as the board knows them. */
export const personName = (id: string | null, { language, words }: Reader): string =>
  id === null ? words.list.nobody : (people.get(id)?.name[language] ?? id);

/** Who did it: a person of the shop, or what kind of actor. */
export function actorName({ kind, id }: Actor, { language, words }: Reader): string {
  return people.get(id)?.name[language] ?? words.kinds[kind];
}

export const statusTag = (status: Order['status'], { texts }: Reader): Html =>
  html`<span class="status is-${status}">${texts.statuses[status].label}</span>`;

export const timeTag = (iso: string, { show }: Reader): Html =>
  html`<time datetime="${iso}">${show.moment(iso)}</time>`;

/** How much of it was not as it was due; nothing where it was right. */
export function differenceTag(order: Order, { words, show }: Reader): Html | null {
  const difference = order.collection?.difference ?? 0;
  if (difference === 0) return null;
  const { currency } = order.amountDue;
  const amount = show.money({ amount: Math.abs(difference), currency });
  const { less, more } = words.order;
  return html`<span class="flag">${difference < 0 ? less(amount) : more(amount)}</span>`;
}

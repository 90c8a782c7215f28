import type { Order } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { differenceTag, personName, phoneTag, timeTag } from './names.ts';

/** Where the units of a line are, in words. */
function stockOf(order: Order, lineId: string, { words, show }: Viewer): string {
  const row = order.stock.find((each) => each.lineId === lineId);
  if (!row) return '';
  const { reserved, out, restocked, writtenOff, missing } = words.order;
  const parts: readonly (readonly [number, string])[] = [
    [row.reserved, reserved],
    [row.out, out],
    [row.restocked, restocked],
    [row.writtenOff, writtenOff],
    [row.short, missing],
  ];
  return parts
    .flatMap(([units, word]) => (units > 0 ? [`${show.count(units)} ${word}`] : []))
    .join(' · ');
}

/** What is known of an order. */
export function factsOf(order: Order, viewer: Viewer): Html {
  const { words, texts, show } = viewer;
  const own = words.order;
  const { customer, address, calls, delivery, cash, source } = order;
  const fact = (term: string, value: Part): Html =>
    html`<div>
      <dt>${term}</dt>
      <dd>${value}</dd>
    </div>`;
  const lines = order.lines.map(
    ({ id, title, quantity }) =>
      html`<li>
        ${show.count(quantity)} × <bdi>${title}</bdi>
        <small class="line">${stockOf(order, id, viewer)}</small>
      </li>`,
  );
  const place = [address.line1, address.line2, address.postalCode, address.city].filter(Boolean);
  return html`<section class="card facts" aria-labelledby="facts">
    <h2 id="facts">${own.facts}</h2>
    <dl>
      ${fact(own.customer, html`<bdi>${customer.name}</bdi>`)}
      ${fact(own.phone, phoneTag(customer.phone))}
      ${fact(own.address, html`<bdi>${place.join(', ')}</bdi>`)}
      ${fact(
        own.products,
        html`<ul>
          ${lines}
        </ul>`,
      )}
      ${fact(own.amountDue, html`<strong>${show.money(order.amountDue)}</strong>`)}
      ${fact(
        own.cash,
        html`${words.cashStates[cash.state]}${
          order.collection && html` · ${show.money(order.collection.amount)}`
        }
        ${differenceTag(order, viewer)}`,
      )}
      ${order.assignee && fact(own.driver, html`<bdi>${personName(order.assignee.id, viewer)}</bdi>`)}
      ${order.tracking && fact(own.tracking, html`<bdi dir="ltr">${order.tracking.number}</bdi>`)}
      ${calls.made > 0 && fact(own.callsMade, show.count(calls.made))}
      ${calls.nextCallAt !== null && fact(own.nextCall, timeTag(calls.nextCallAt, viewer))}
      ${delivery.attempts > 0 && fact(own.visits, show.count(delivery.attempts))}
      ${
        order.return &&
        fact(
          own.returned,
          html`${texts.failureReasons[order.return.reason]} ·
          ${words.returnStates[order.return.state]}${
            order.return.note !== null && html` · <bdi>${order.return.note}</bdi>`
          }`,
        )
      }
      ${
        order.cancellation &&
        fact(
          own.cancelled,
          html`${texts.cancelReasons[order.cancellation.reason]}${
            order.cancellation.note !== null && html` · <bdi>${order.cancellation.note}</bdi>`
          }`,
        )
      }
      ${fact(own.source, html`<bdi dir="ltr">${source.kind} · ${source.shop}</bdi>`)}
      ${fact(own.placed, timeTag(order.placedAt, viewer))}
    </dl>
  </section>`;
}

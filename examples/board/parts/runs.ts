import type { Cod, ListedOrder, Order } from 'cod-lifecycle';
import type { DeliveryRun } from 'cod-lifecycle/reports';
import type { BoardEventType } from '../board-event.ts';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { eventForm } from './actions.ts';
import { differenceTag, numberTag, personName, phoneTag, statusTag } from './names.ts';
import { orderList } from './order-list.ts';

/** What a driver does at a stop, the likeliest first. */
const atStop: readonly BoardEventType[] = [
  'start_delivery',
  'deliver',
  'record_delivery_attempt',
  'report_failed_delivery',
  'remit_cash',
];

/** A stop of a driver's run: where, who, how much, and what can be said of it. */
export function stopCard(
  order: Order,
  possible: ReadonlySet<string>,
  viewer: Viewer,
  back: string,
): Html {
  const { show } = viewer;
  const { customer, address } = order;
  const [first, ...rest] = atStop.filter((type) => possible.has(type));
  return html`<li class="card stop">
    <div class="head">
      <a class="number" href="/orders/${encodeURIComponent(order.id)}">${numberTag(order)}</a>
      ${statusTag(order.status, viewer)}
    </div>
    <p>
      <strong class="money">${show.money(order.collection?.amount ?? order.amountDue)}</strong>
      ${differenceTag(order, viewer)}<br />
      <bdi>${customer.name}</bdi> ${phoneTag(customer.phone)}<br />
      <bdi>${[address.line1, address.line2, address.city].filter(Boolean).join(', ')}</bdi>
    </p>
    <div class="acts">
      ${first !== undefined && eventForm(first, order, viewer, { open: first === 'start_delivery', back })}
      ${rest.map((type) => eventForm(type, order, viewer, { back }))}
    </div>
  </li>`;
}

/** The runs by driver, and what nobody has been given yet: for whoever gives parcels out. */
export function runsBoard(
  runs: readonly DeliveryRun<Order>[],
  unassigned: readonly ListedOrder<Cod>[],
  viewer: Viewer,
): Part {
  const { words, texts, show } = viewer;
  const cards = runs.map(
    ({ assignee, orders, counts, toCollect }) =>
      html`<li class="card run">
        <h3><bdi>${personName(assignee?.id ?? null, viewer)}</bdi></h3>
        <p>${words.run.parcels(show.count(orders.length))}</p>
        <p>
          ${Object.entries(counts).map(
            ([status, count]) =>
              html`<span class="tally"
                >${texts.statuses[status as Order['status']].label}
                <b>${show.count(count)}</b></span
              >`,
          )}
        </p>
        <p>${words.run.toCollect}: <strong>${show.and(toCollect.map(show.money))}</strong></p>
      </li>`,
  );
  return [
    runs.length > 0 &&
      html`<section aria-labelledby="by-driver">
        <h2 id="by-driver">${words.run.byDriver}</h2>
        <ul class="cards">
          ${cards}
        </ul>
      </section>`,
    unassigned.length > 0 &&
      html`<section aria-labelledby="unassigned">
        <h2 id="unassigned">${words.run.unassigned}</h2>
        ${orderList(unassigned, viewer)}
      </section>`,
  ];
}

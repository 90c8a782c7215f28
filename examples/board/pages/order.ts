import { typicalPath } from 'cod-lifecycle';
import type { Cod, Entry, OrderView } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import { actionsOf } from '../parts/actions.ts';
import { diagram } from '../parts/diagram.ts';
import { factsOf } from '../parts/facts.ts';
import { historyLine } from '../parts/history.ts';
import { numberTag, phoneTag, statusTag } from '../parts/names.ts';
import { saidTag } from '../parts/said.ts';
import type { Said } from '../said.ts';
import type { ShopOrders } from '../shop.ts';
import { staysOf } from '../stays.ts';
import type { Viewer } from '../viewer.ts';

/** Who, where and how much: what one needs with the phone in the hand. */
const gistOf = ({ order }: OrderView<Cod>, { show }: Viewer): Html => html`
  <p class="gist">
    <bdi>${order.customer.name}</bdi> ${phoneTag(order.customer.phone)}
    <bdi>${order.address.city}</bdi> <strong class="money">${show.money(order.amountDue)}</strong>
  </p>
`;

/** How far the order is on the usual path, or that it is off it. */
function progressOf({ order, progress }: OrderView<Cod>, { words, texts, show }: Viewer): Html {
  const own = words.order;
  const steps = typicalPath.map((status, index) => {
    const done = progress !== null && index + 1 < progress.step;
    const here = status === order.status;
    const state = here ? 'here' : done ? 'done' : '';
    return html`<li class="${state}" ${here && html`aria-current="step"`}>
      <span>${texts.statuses[status].label}</span>
    </li>`;
  });
  const told = progress
    ? own.step(show.count(progress.step), show.count(progress.of))
    : `${texts.statuses[order.status].label}: ${own.offPath}`;
  return html`<div class="progress">
    <p class="told">${told}</p>
    <ol aria-label="${own.progress}">
      ${steps}
    </ol>
  </div>`;
}

const requiredOf = ({ order, actions }: OrderView<Cod>, { words, texts }: Viewer): Html => html`
  <section class="card required" aria-labelledby="required">
    <h2 id="required">${words.order.required}</h2>
    ${
      actions.length === 0
        ? html`<p>${words.order.nothingRequired}</p>`
        : html`<ul class="todo">
            ${actions.map((code) => html`<li>${texts.actions[code]}</li>`)}
          </ul>`
    }
    ${order.needsReconfirmation && html`<p class="flag">${words.list.changed}</p>`}
  </section>
`;

function timesOf(history: readonly Entry<Cod>[], viewer: Viewer): Html {
  const { words, show, now } = viewer;
  const stays = staysOf(history);
  return html`<section class="card times" aria-labelledby="times">
    <h2 id="times">${words.order.times}</h2>
    <ol>
      ${stays.map(
        ({ status, since, until }) =>
          html`<li>
            ${statusTag(status, viewer)}
            <span
              >${show.span(Date.parse(until ?? now) - Date.parse(since))}${
                until === null && html` <small>${words.order.soFar}</small>`
              }</span
            >
          </li>`,
      )}
    </ol>
  </section>`;
}

/** Everything about one order, and what can be done with it. */
export function orderPage(
  orders: ShopOrders,
  view: OrderView<Cod>,
  history: readonly Entry<Cod>[],
  viewer: Viewer,
  said: Said | undefined,
): Part {
  const { words } = viewer;
  const { order } = view;
  const lost = said?.about === 'order' && said.result.kind === 'conflict' ? said.result : null;
  const between = history.filter(
    ({ version }) => lost && version > lost.expected && version <= lost.actual,
  );
  const address = `/api/orders/${encodeURIComponent(order.id)}`;
  return html`
    <div class="title">
      <h1>${words.order.title('')}${numberTag(order)}</h1>
      ${statusTag(order.status, viewer)}
    </div>
    ${gistOf(view, viewer)}
    <div
      class="said changed"
      role="status"
      data-watch="${address}"
      data-version="${order.version}"
      hidden
    >
      <p>${words.order.changed} <a href="?">${words.order.reload}</a></p>
    </div>
    ${saidTag(said, viewer, between)} ${progressOf(view, viewer)}
    <div class="order">
      <div>${requiredOf(view, viewer)} ${actionsOf(orders, view, viewer)}</div>
      <div>
        ${factsOf(order, viewer)}
        <section class="card" aria-labelledby="history">
          <h2 id="history">${words.order.history}</h2>
          <ol class="history">
            ${history.toReversed().map((entry) => historyLine(entry, viewer))}
          </ol>
        </section>
      </div>
      <div>
        <section class="card" aria-labelledby="lifecycle">
          <h2 id="lifecycle">${words.order.lifecycle}</h2>
          ${diagram(orders, order, history, viewer)}
        </section>
        ${timesOf(history, viewer)}
      </div>
    </div>
  `;
}

import type { Cod, ListedOrder, ListPage } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { differenceTag, numberOf, numberTag, personName, phoneTag, statusTag } from './names.ts';

export type Listed = ListedOrder<Cod>;

const actionsTag = ({ actions }: Listed, { texts }: Viewer): Part =>
  actions.length > 0 &&
  html`<ul class="todo">
    ${actions.map((code) => html`<li>${texts.actions[code]}</li>`)}
  </ul>`;

/** What stands out about an order. */
function flags(order: Listed['order'], viewer: Viewer): Part {
  const { words, show } = viewer;
  const { failed } = order.calls;
  const calling = order.status === 'new' || order.status === 'no_answer';
  return [
    order.needsReconfirmation && html`<span class="flag">${words.list.changed}</span>`,
    calling &&
      failed > 0 &&
      html`<span class="flag soft"
        >${words.list.calls(show.count(failed), show.count(viewer.callLimit))}</span
      >`,
    differenceTag(order, viewer),
  ];
}

function rowOf(listed: Listed, viewer: Viewer, choosable: boolean): Html {
  const { order } = listed;
  const { words, show, now } = viewer;
  const waited = show.about(Date.parse(now) - Date.parse(order.enteredAt));
  const { name, phone } = order.customer;
  const box = html`<label class="choose"
    ><input type="checkbox" name="chosen" value="${order.id}:${order.version}" /><span
      class="hidden"
      >${words.bulk.choose(numberOf(order))}</span
    ></label
  >`;
  return html`<li class="row">
    ${choosable && box}
    <a class="number" href="/orders/${encodeURIComponent(order.id)}">${numberTag(order)}</a>
    <span class="at"
      >${statusTag(order.status, viewer)} <small>${words.list.since} ${waited}</small></span
    >
    <span class="customer"
      ><span><bdi>${name}</bdi></span> ${phoneTag(phone)}</span
    >
    <span class="city"
      ><bdi>${order.address.city}</bdi>${
        order.assignee && html` <small>${personName(order.assignee.id, viewer)}</small>`
      }</span
    >
    <span class="money">${show.money(order.collection?.amount ?? order.amountDue)}</span>
    <span class="needs">${actionsTag(listed, viewer)} ${flags(order, viewer)}</span>
  </li>`;
}

/** A list of orders, each with what it requires; with boxes to choose some of them where it asks for them. */
export const orderList = (
  rows: readonly Listed[],
  viewer: Viewer,
  { empty, choosable = false }: { readonly empty?: string; readonly choosable?: boolean } = {},
): Html =>
  rows.length === 0
    ? html`<p class="empty">${empty ?? viewer.words.empty}</p>`
    : html`<ul class="rows">
        ${rows.map((row) => rowOf(row, viewer, choosable))}
      </ul>`;

/** The way to the page before and the page after. */
export function pager(page: ListPage<unknown>, here: URLSearchParams, viewer: Viewer): Part {
  const { pages } = viewer.words;
  const link = (name: 'before' | 'after', cursor: string | null, label: string): Part => {
    if (cursor === null) return null;
    const query = new URLSearchParams(here);
    query.delete('before');
    query.delete('after');
    query.set(name, cursor);
    const rel = name === 'after' ? 'next' : 'prev';
    return html`<a class="button" rel="${rel}" href="?${query.toString()}">${label}</a>`;
  };
  const links = [link('before', page.prev, pages.previous), link('after', page.next, pages.next)];
  return links.some(Boolean) && html`<nav class="pager" aria-label="${pages.label}">${links}</nav>`;
}

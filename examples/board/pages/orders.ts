import { orderStatuses } from 'cod-lifecycle';
import type { OrderStatus } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Part } from '../html.ts';
import { orderList, pager } from '../parts/order-list.ts';
import { ownOf } from '../people.ts';
import type { ShopOrders } from '../shop.ts';
import type { Viewer } from '../viewer.ts';

const limit = 25;

export const statusIn = (query: URLSearchParams): OrderStatus | undefined =>
  orderStatuses.find((status) => status === query.get('status'));

/** The orders of a status, or what a search has found: the newest first. */
export async function ordersPage(
  orders: ShopOrders,
  viewer: Viewer,
  query: URLSearchParams,
): Promise<{ readonly title: string; readonly main: Part }> {
  const { words, texts, show, session } = viewer;
  const status = statusIn(query);
  const search = query.get('search')?.trim().slice(0, 255) ?? '';
  const after = query.get('after');
  const before = query.get('before');
  const page = await orders.list({
    ...ownOf(session.person),
    ...(status && { status: [status] }),
    ...(search && { search }),
    sort: status ? 'entered_at' : 'placed_at',
    direction: 'desc',
    limit,
    ...(after ? { after } : before ? { before } : {}),
  });
  const title = status ? texts.statuses[status].label : words.all;
  const lead = status ? texts.statuses[status].meaning : null;
  return {
    title,
    main: [
      html`<h1>${title}</h1>`,
      lead !== null && html`<p class="lead">${lead}</p>`,
      search !== '' &&
        html`<p role="status">
          <bdi>“${search}”</bdi> · ${words.found(show.count(page.rows.length))}
        </p>`,
      orderList(page.rows, viewer),
      pager(page, query, viewer),
    ],
  };
}

import { askedFor } from './failure.js';
import { isSeen, isSent, notTheirs } from './identity.js';
import { isHeld, refusalProblem, tagOf } from './outcome.js';
import type { PlainOrders } from './plain-orders.js';
import { noSuch, notYours } from './problem.js';
import { readQuery } from './read-query.js';
import type { Parameters } from './read-query.js';
import { empty, json } from './respond.js';
import type { Route } from './router.js';
import { seenOrder } from './sight.js';

const historyParameters: Parameters = { limit: 'number', after: 'text' };

/** One order: as it is, as it came to be, and what can become of it. */
export function orderRoutes(orders: PlainOrders): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/orders/{id}',
      operation: {
        id: 'get',
        summary: 'An order',
        tag: 'compared',
        answers: { 200: 'Order', 304: null },
        problems: [400, 404],
      },
      async handle({ request, url, params, identity }) {
        readQuery(url.searchParams, {});
        const order = await seenOrder(orders, params['id'] ?? '', identity);
        const etag = tagOf(order);
        return isHeld(request.headers.get('if-none-match'), etag)
          ? empty(304, { etag })
          : json(order, 200, { etag });
      },
    },
    {
      method: 'GET',
      path: '/orders/{id}/history',
      operation: {
        id: 'history',
        summary: 'What has happened to an order, the oldest first',
        query: historyParameters,
        answers: { 200: 'EntryPage' },
        problems: [400, 403, 404],
      },
      async handle({ url, params, identity }) {
        const asked = readQuery(url.searchParams, historyParameters);
        // Staff write their notes for each other.
        if (identity.actor.kind === 'customer') throw notYours();
        const { id } = await seenOrder(orders, params['id'] ?? '', identity);
        const { tenant } = identity;
        return json(await askedFor(async () => orders.history(id, { ...asked, tenant })));
      },
    },
    {
      method: 'GET',
      path: '/orders/{id}/explain',
      operation: {
        id: 'explain',
        summary:
          'What a screen needs of an order: what it requires, what is possible, and why the rest is not',
        tag: 'told',
        answers: { 200: 'Explanation' },
        problems: [400, 404],
      },
      async handle({ url, params, identity }) {
        readQuery(url.searchParams, {});
        const { tenant, actor, sees } = identity;
        const id = params['id'] ?? '';
        const view = await askedFor(async () => orders.explain(id, { tenant, actor }));
        if (!view || !isSeen(view.order, sees)) throw noSuch('order');
        const events = view.events.map(({ event, possible, refusal }) => {
          const sent = isSent(identity, event);
          const problem = refusal ? refusalProblem(refusal, null) : notTheirs().problem;
          return { event, possible: possible && sent, ...(!(possible && sent) && { problem }) };
        });
        return json({ ...view, events }, 200, { etag: tagOf(view.order) });
      },
    },
  ];
}

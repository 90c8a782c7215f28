import type { Request, Router } from 'express';
import type { Reports } from 'cod-lifecycle/reports';
import type { Door } from '../door.ts';
import { ordersPage, statusIn } from '../pages/orders.ts';
import { queuePage } from '../pages/queue.ts';
import { pageOf } from '../parts/layout.ts';
import { navOf } from '../parts/nav.ts';
import { saidTag } from '../parts/said.ts';
import { isQueueName, queuesFor } from '../queue-name.ts';
import type { ShopOrders } from '../shop.ts';
import { asked, NotFound } from './not-found.ts';

/** What stands behind the question mark. */
export function queryOf({ originalUrl }: Request): URLSearchParams {
  return new URL(originalUrl, 'http://board').searchParams;
}

/** Queues, and lists of orders. */
export function listRoutes(
  router: Router,
  { signedIn }: Door,
  orders: ShopOrders,
  reports: Reports,
): void {
  router.get(
    '/',
    signedIn(({ session }, _request, response) => {
      response.redirect(303, `/queue/${session.person.home}`);
    }),
  );

  router.get(
    '/queue/:name',
    signedIn(async (viewer, request, response) => {
      const { name } = request.params;
      const { session, words } = viewer;
      if (typeof name !== 'string' || !isQueueName(name)) throw new NotFound();
      if (!queuesFor(session.person.kind).includes(name)) throw new NotFound();
      const query = queryOf(request);
      const said = session.said.get(query.get('said') ?? '');
      query.delete('said');
      const page = await asked(() => queuePage(name, { orders, reports, viewer, query }));
      const main = [saidTag(said, viewer), page];
      const nav = await navOf(orders, viewer, `/queue/${name}`);
      response.type('html').send(pageOf(viewer, { title: words.queues[name].title, nav, main }));
    }),
  );

  router.get(
    '/orders',
    signedIn(async (viewer, request, response) => {
      const query = queryOf(request);
      const status = statusIn(query);
      const { title, main } = await asked(() => ordersPage(orders, viewer, query));
      const nav = await navOf(orders, viewer, status ? `/orders?status=${status}` : '/orders');
      response.type('html').send(pageOf(viewer, { title, nav, main }));
    }),
  );
}

import type { Router } from 'express';
import { CommandReusedError } from 'cod-lifecycle';
import type { Cod, Entry, OrderView } from 'cod-lifecycle';
import { isBoardEvent } from '../board-event.ts';
import type { BoardEvent } from '../board-event.ts';
import type { Door } from '../door.ts';
import { orderPage } from '../pages/order.ts';
import { pageOf } from '../parts/layout.ts';
import { navOf } from '../parts/nav.ts';
import { numberOf } from '../parts/names.ts';
import { actorOf, ownOf } from '../people.ts';
import { readEvent } from '../read-event.ts';
import type { Fields } from '../read-event.ts';
import type { Result, Said } from '../said.ts';
import { tellNext } from '../sessions.ts';
import type { ShopOrders } from '../shop.ts';
import type { Viewer } from '../viewer.ts';
import { queryOf } from './lists.ts';
import { NotFound } from './not-found.ts';
import { ownAddress } from './session.ts';

/** An order with what this person can do with it; what they do not see is not there. */
async function viewOf(orders: ShopOrders, id: unknown, viewer: Viewer): Promise<OrderView<Cod>> {
  const { person } = viewer.session;
  const known = typeof id === 'string' && id.length <= 255;
  const view = known ? await orders.explain(id, { actor: actorOf(person) }) : null;
  const { assignee } = ownOf(person);
  if (!view || (assignee !== undefined && view.order.assignee?.id !== assignee)) {
    throw new NotFound();
  }
  return view;
}

/** The whole of it, however long it is. */
async function historyOf(orders: ShopOrders, id: string): Promise<readonly Entry<Cod>[]> {
  const entries: Entry<Cod>[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ShopOrders['history']>> = await orders.history(id, {
      limit: 200,
      ...(after !== null && { after }),
    });
    entries.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return entries;
}

/** Sends what a form says, to the version that its reader saw. */
export async function sendEvent(
  orders: ShopOrders,
  id: string,
  event: BoardEvent,
  viewer: Viewer,
  seen: { readonly version: number; readonly command: string },
): Promise<Result> {
  const actor = actorOf(viewer.session.person);
  try {
    const outcome = await orders.send(id, event, {
      actor,
      commandId: seen.command,
      expectedVersion: seen.version,
    });
    if (outcome.kind !== 'refused') return { kind: outcome.kind };
    const { refusal } = outcome;
    return refusal.code === 'version_conflict'
      ? { kind: 'conflict', expected: refusal.expected, actual: refusal.actual }
      : { kind: 'refused', refusal };
  } catch (error) {
    if (error instanceof CommandReusedError) return { kind: 'reused' };
    throw error;
  }
}

/** One order: its page, and what is asked of it. */
export function orderRoutes(router: Router, { signedIn }: Door, orders: ShopOrders): void {
  router.get(
    '/orders/:id',
    signedIn(async (viewer, request, response) => {
      const view = await viewOf(orders, request.params['id'], viewer);
      const history = await historyOf(orders, view.order.id);
      const said = viewer.session.said.get(queryOf(request).get('said') ?? '');
      const main = orderPage(orders, view, history, viewer, said);
      const title = viewer.words.order.title(numberOf(view.order));
      const nav = await navOf(orders, viewer, '');
      response.type('html').send(pageOf(viewer, { title, nav, main }));
    }),
  );

  router.post(
    '/orders/:id/events',
    signedIn(async (viewer, request, response) => {
      const { order } = await viewOf(orders, request.params['id'], viewer);
      const fields = request.body as Fields;
      const { event: type, version, command, back } = fields;
      if (typeof type !== 'string' || !isBoardEvent(type) || typeof command !== 'string') {
        throw new NotFound();
      }
      const read = readEvent(type, fields, order);
      const result: Result = read.ok
        ? await sendEvent(orders, order.id, read.event, viewer, {
            version: Number(version),
            command,
          })
        : { kind: 'malformed', field: read.field };
      const said: Said = { about: 'order', event: type, result };
      const own = `/orders/${encodeURIComponent(order.id)}`;
      // What went wrong is told beside the order; what went well, where its reader was.
      const page = result.kind === 'applied' ? ownAddress(back, own).split('?')[0] : own;
      response.redirect(303, `${page}?said=${tellNext(viewer.session, said)}#said`);
    }),
  );
}

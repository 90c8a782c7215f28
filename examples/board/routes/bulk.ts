import type { Router } from 'express';
import { queues } from 'cod-lifecycle';
import { reconciliationOf, settlementOf } from 'cod-lifecycle/reports';
import type { Door } from '../door.ts';
import { numberOf } from '../parts/names.ts';
import { actorOf, ownOf } from '../people.ts';
import { readEvent } from '../read-event.ts';
import type { Fields } from '../read-event.ts';
import type { Said } from '../said.ts';
import { tellNext } from '../sessions.ts';
import { calendar } from '../shop.ts';
import type { ShopOrders } from '../shop.ts';
import { asked, NotFound } from './not-found.ts';
import { sendEvent } from './order.ts';

type Results = Extract<Said, { readonly about: 'orders' }>['results'];

/** The boxes that were checked: each an order, with the version that was looked at. */
function chosenIn({
  chosen,
}: Fields): readonly { readonly id: string; readonly version: number }[] {
  const all: readonly unknown[] = Array.isArray(chosen) ? chosen : [chosen];
  return all.flatMap((each) => {
    const [, id, version] = typeof each === 'string' ? (/^(.+):(\d+)$/.exec(each) ?? []) : [];
    return id === undefined ? [] : [{ id, version: Number(version) }];
  });
}

/** What is done to many orders at once. */
export function bulkRoutes(router: Router, { signedIn }: Door, orders: ShopOrders): void {
  router.post(
    '/bulk/confirm',
    signedIn(async (viewer, request, response) => {
      const { session } = viewer;
      const fields = request.body as Fields;
      const { command } = fields;
      if (session.person.kind === 'driver' || typeof command !== 'string') throw new NotFound();
      const chosen = chosenIn(fields);
      // Sent at the same time they share loads and commits; each is held to the version that was seen.
      const results: Results = await Promise.all(
        chosen.map(async ({ id, version }) => {
          const order = await orders.get(id);
          if (!order) throw new NotFound();
          const read = readEvent('confirm', fields, order);
          if (!read.ok) throw new NotFound();
          const seen = { version, command };
          const result = await sendEvent(orders, id, read.event, viewer, seen);
          return { id, number: numberOf(order), result };
        }),
      );
      const said: Said =
        results.length === 0
          ? { about: 'nothing_chosen' }
          : { about: 'orders', event: 'confirm', results };
      response.redirect(303, `/queue/calls?said=${tellNext(session, said)}#said`);
    }),
  );

  router.post(
    '/cash/settle',
    signedIn(async (viewer, request, response) => {
      const { session } = viewer;
      const { assignee, day, command } = request.body as Fields;
      const complete = [assignee, day, command].every((each) => typeof each === 'string');
      if (!complete || session.person.kind === 'driver') throw new NotFound();
      const collected = await asked(async () => calendar.day(String(day)));
      const query = { ...queues.cash, ...ownOf(session.person), collected };
      const sheet = await settlementOf(orders.each({ ...query, assignee: String(assignee) }));
      const numbers = new Map(sheet.lines.map(({ id, number }) => [id, number ?? id]));
      const receipts = await orders.sendEach(reconciliationOf(sheet), {
        actor: actorOf(session.person),
        commandId: String(command),
      });
      const results: Results = receipts.map(({ id, outcome }) => {
        if (outcome.kind === 'failed') throw outcome.error;
        const result =
          outcome.kind === 'refused'
            ? ({ kind: 'refused', refusal: outcome.refusal } as const)
            : ({ kind: outcome.kind } as const);
        return { id, number: numbers.get(id) ?? id, result };
      });
      const event = 'reconcile_cash';
      const said: Said =
        results.length === 0
          ? { about: 'order', event, result: { kind: 'duplicate' } }
          : { about: 'orders', event, results };
      const key = tellNext(session, said);
      response.redirect(303, `/queue/cash?day=${collected.name}&said=${key}#said`);
    }),
  );
}

import { queues } from 'cod-lifecycle';
import type { Cod, ListPage, ListedOrder, Order, Period } from 'cod-lifecycle';
import { runsOf } from 'cod-lifecycle/reports';
import type { Reports } from 'cod-lifecycle/reports';
import type { Part } from '../html.ts';
import { html } from '../html.ts';
import { bulkForm } from '../parts/bulk.ts';
import { cashReport } from '../parts/cash-report.ts';
import { orderList, pager } from '../parts/order-list.ts';
import { returnsReport } from '../parts/returns-report.ts';
import { runsBoard, stopCard } from '../parts/runs.ts';
import { actorOf, ownOf } from '../people.ts';
import type { QueueName } from '../queue-name.ts';
import { calendar } from '../shop.ts';
import type { ShopOrders } from '../shop.ts';
import type { Viewer } from '../viewer.ts';

/** What a queue's page is made of. */
interface Asked {
  readonly orders: ShopOrders;
  readonly reports: Reports;
  readonly viewer: Viewer;
  readonly query: URLSearchParams;
}

const limit = 25;
const dayMs = 24 * 60 * 60_000;

/** The page of a queue that the address asks for. */
async function pageOfQueue(
  name: QueueName,
  { orders, viewer, query }: Asked,
): Promise<ListPage<ListedOrder<Cod>>> {
  const after = query.get('after');
  const before = query.get('before');
  return orders.list({
    ...queues[name],
    ...ownOf(viewer.session.person),
    limit,
    ...(after ? { after } : before ? { before } : {}),
  });
}

/** The days that a person can mistype are as if they had asked for today. */
const dayIn = (query: URLSearchParams, today: string): Period => {
  const asked = query.get('day') ?? '';
  return /^2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(asked) &&
    !Number.isNaN(Date.parse(asked))
    ? calendar.day(new Date(Date.parse(asked)).toISOString().slice(0, 10))
    : calendar.day(today);
};

async function cashOf({ reports, viewer, query }: Asked): Promise<Part> {
  // Until noon it is the evening before that is counted.
  const evening = new Date(Date.parse(viewer.now) - dayMs / 2).toISOString();
  const day = dayIn(query, calendar.dayOf(evening).name);
  return cashReport(await reports.cash({ periods: [day] }), day.name, viewer);
}

async function returnsOf({ reports, viewer, query }: Asked): Promise<Part> {
  const today = calendar.dayOf(viewer.now).name;
  const before = calendar.dayOf(new Date(Date.parse(viewer.now) - 28 * dayMs).toISOString()).name;
  const weeks = calendar.weeks(before, today).toReversed();
  const week = weeks.find(({ name }) => name === query.get('week')) ?? weeks[0];
  if (!week) return null;
  const rows = await reports.returns({ periods: [week], by: ['reason'] });
  return returnsReport(rows, week, weeks, viewer);
}

/** The stops of a driver, each with what can be said of it. */
async function stopsOf(
  rows: readonly { readonly order: Order }[],
  { orders, viewer }: Asked,
): Promise<Part> {
  const actor = actorOf(viewer.session.person);
  const cards = rows.map(async ({ order }) => {
    const view = await orders.explain(order.id, { actor });
    const events = view?.events.filter(({ possible }) => possible).map(({ event }) => event) ?? [];
    return view && stopCard(view.order, new Set(events), viewer, viewer.address);
  });
  return html`<ul class="stops">
    ${await Promise.all(cards)}
  </ul>`;
}

/** No filter asks for those whom nobody has; the actions that an order requires do. */
async function unassignedOf({ orders }: Asked): Promise<readonly ListedOrder<Cod>[]> {
  const rows: ListedOrder<Cod>[] = [];
  for await (const row of orders.each(queues.packages)) {
    if (row.actions.includes('assign_delivery')) rows.push(row);
  }
  return rows;
}

/** What stands above a queue: what it comes to, for those who see all of it. */
async function aboveOf(name: QueueName, asked: Asked): Promise<Part> {
  switch (name) {
    case 'runs': {
      const runs = await runsOf<Order>(asked.orders.each(queues.runs));
      return runsBoard(runs, await unassignedOf(asked), asked.viewer);
    }
    case 'cash':
      return cashOf(asked);
    case 'returns':
      return returnsOf(asked);
    case 'calls':
    case 'packages':
      return null;
  }
}

/** A queue: whoever has waited longest first, and what can be done with it. */
export async function queuePage(name: QueueName, asked: Asked): Promise<Part> {
  const { viewer, query } = asked;
  const { words, session } = viewer;
  const own = words.queues[name];
  const page = await pageOfQueue(name, asked);
  const heading = html`<h1>${own.title}</h1>
    <p class="lead">${own.lead}</p>`;
  const below = pager(page, query, viewer);
  if (session.person.kind === 'driver') {
    const empty = html`<p class="empty">${own.empty}</p>`;
    return [heading, page.rows.length === 0 ? empty : await stopsOf(page.rows, asked), below];
  }
  const choosable = name === 'calls' && ['agent', 'admin'].includes(session.person.kind);
  const list = orderList(page.rows, viewer, { empty: own.empty, choosable });
  const titles: Partial<Record<QueueName, string>> = {
    runs: words.queues.runs.title,
    cash: words.cash.open,
    returns: words.returns.open,
  };
  const title = titles[name];
  return [
    heading,
    await aboveOf(name, asked),
    title !== undefined && html`<h2>${title}</h2>`,
    choosable && page.rows.length > 0 ? bulkForm(list, viewer) : list,
    below,
  ];
}

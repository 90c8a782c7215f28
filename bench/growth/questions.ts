import { cod, createOrders, queues } from 'cod-lifecycle';
import type { OrderStore } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { createReports } from 'cod-lifecycle/reports';

/** One question of a screen, or a report. */
export interface Question {
  readonly kind: 'tab' | 'counts' | 'queue' | 'search' | 'report';
  readonly name: string;
  readonly ask: (store: OrderStore) => Promise<unknown>;
}

const open = [
  'new',
  'no_answer',
  'confirmed',
  'processing',
  'shipped',
  'out_for_delivery',
] as const;

/**
 * What the screens and mails of a shop ask, of its largest merchant.
 *
 * @param now when the histories end
 * @param known an order that is there, to be searched for
 */
export function questions(
  now: string,
  known: { readonly reference: string; readonly phone: string; readonly driver: string },
): readonly Question[] {
  const tenant = 'merchant-1';
  const casablanca = timeZone('Africa/Casablanca');
  const ordersOn = (store: OrderStore) =>
    createOrders({
      lifecycle: cod(),
      store: { ...store, clock: { ...store.clock, now: () => now } },
      tenant,
      sla: { new: { minutes: 120 }, no_answer: { minutes: 1440 }, shipped: { minutes: 2880 } },
    });
  const reportsOn = (store: OrderStore) =>
    createReports({ store: { ...store, clock: { ...store.clock, now: () => now } }, tenant });
  type Orders = ReturnType<typeof ordersOn>;
  type Reports = ReturnType<typeof reportsOn>;
  const list =
    (ask: (orders: Orders) => Promise<unknown>): Question['ask'] =>
    async (store) =>
      ask(ordersOn(store));
  const report =
    (ask: (reports: Reports) => Promise<unknown>): Question['ask'] =>
    async (store) =>
      ask(reportsOn(store));

  const today = casablanca.dayOf(now);
  const yesterday = casablanca.dayOf(new Date(Date.parse(today.from) - 1).toISOString());
  const day = (ago: number): string =>
    casablanca.dayOf(new Date(Date.parse(now) - ago * 86_400_000).toISOString()).name;
  const [week] = casablanca.weeks(day(7), day(7));
  const weeks = casablanca.weeks(day(84), day(7));
  const lastWeek = week ? [week] : [];

  const tabs = [...open, 'delivered', 'returned', 'cancelled'] as const;
  return [
    ...tabs.map((status): Question => ({
      kind: 'tab',
      name: status,
      ask: list((orders) => orders.list({ status: [status], direction: 'desc' })),
    })),
    {
      kind: 'tab',
      name: 'all, newest first',
      ask: list((orders) => orders.list({ direction: 'desc' })),
    },
    {
      kind: 'tab',
      name: 'delivered, the tenth page',
      ask: list(async (orders) => {
        let page = await orders.list({ status: ['delivered'], limit: 450 });
        page = await orders.list({
          status: ['delivered'],
          ...(page.next !== null && { after: page.next }),
        });
        return page;
      }),
    },
    {
      kind: 'tab',
      name: 'delivered, of one source',
      ask: list((orders) =>
        orders.list({ status: ['delivered'], source: { kind: 'woocommerce' }, direction: 'desc' }),
      ),
    },
    {
      kind: 'tab',
      name: 'delivered yesterday',
      ask: list((orders) => orders.list({ collected: yesterday, sort: 'collected_at' })),
    },
    {
      kind: 'tab',
      name: 'overdue',
      ask: list((orders) => orders.list({ overdue: true, open: true })),
    },
    {
      kind: 'counts',
      name: 'open statuses',
      ask: list((orders) => orders.counts({ status: open })),
    },
    {
      kind: 'counts',
      name: 'every status, up to 1000',
      ask: list((orders) => orders.counts({ upTo: 1000 })),
    },
    { kind: 'counts', name: 'every status, to the end', ask: list((orders) => orders.counts()) },
    ...Object.entries(queues).map(([name, queue]): Question => ({
      kind: 'queue',
      name,
      ask: list((orders) => orders.list(queue)),
    })),
    {
      kind: 'queue',
      name: 'the run of one driver',
      ask: list((orders) => orders.list({ ...queues.runs, assignee: known.driver })),
    },
    {
      kind: 'search',
      name: 'by number',
      ask: list((orders) => orders.list({ search: known.reference })),
    },
    {
      kind: 'search',
      name: 'by phone',
      ask: list((orders) => orders.list({ search: known.phone })),
    },
    {
      kind: 'search',
      name: 'by the last four digits',
      ask: list((orders) => orders.list({ search: known.phone.slice(-4) })),
    },
    {
      kind: 'report',
      name: 'the cash of yesterday',
      ask: report((reports) => reports.cash({ periods: [yesterday] })),
    },
    {
      kind: 'report',
      name: 'returns of last week, by reason',
      ask: report((reports) => reports.returns({ periods: lastWeek, by: ['reason'] })),
    },
    {
      kind: 'report',
      name: 'returns of twelve weeks, by reason and product',
      ask: report((reports) => reports.returns({ periods: weeks, by: ['reason', 'product'] })),
    },
    {
      kind: 'report',
      name: 'cancellations of twelve weeks, by reason',
      ask: report((reports) => reports.cancellations({ periods: weeks, by: ['reason'] })),
    },
    {
      kind: 'report',
      name: 'funnel of twelve weeks',
      ask: report((reports) => reports.funnel({ periods: weeks })),
    },
    {
      kind: 'report',
      name: 'funnel of last week, by source',
      ask: report((reports) => reports.funnel({ periods: lastWeek, by: ['source'] })),
    },
    {
      kind: 'report',
      name: 'time in each status, last week',
      ask: report((reports) => reports.stays({ periods: lastWeek })),
    },
    { kind: 'report', name: 'where orders wait now', ask: report((reports) => reports.waits()) },
    {
      kind: 'report',
      name: 'calls until a yes, last week',
      ask: report((reports) => reports.calls({ periods: lastWeek })),
    },
    {
      kind: 'report',
      name: 'visits until the end, last week',
      ask: report((reports) => reports.visits({ periods: lastWeek })),
    },
    {
      kind: 'report',
      name: 'share of each driver, last week',
      ask: report((reports) => reports.drivers({ periods: lastWeek })),
    },
  ];
}

import type { Actor } from '../order/actor.js';
import type { Draft } from '../order/draft.js';
import type { Amend } from '../order/event.js';
import type { News, NewsOfChange } from '../ports/news.js';
import type { StoredOrder } from '../ports/order-store.js';
import type { OrderModel } from './order-model.js';
import type { Outcome } from './outcome.js';
import { placeEvent } from './place.js';
import { sameJson } from './same-json.js';

/** How a shop's news is taken. */
export interface ReceiveOptions {
  readonly tenant?: string;
  /** What to do with a change of an order that is not here. Default `ignore`. */
  readonly unknownOrder?: 'ignore' | 'place';
}

/**
 * What a delivery came to: the status code to answer with, why where nothing was asked of the lifecycle, and else every
 * outcome. A refusal of the lifecycle is answered with 200 as well: a retry would not help, and the refused report is
 * kept for a person.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface Reception<M extends OrderModel> {
  readonly status: number;
  readonly reason: string | null;
  readonly outcomes: readonly Outcome<M>[];
}

/** What the reception needs of the runtime. */
export interface Desk<M extends OrderModel> {
  readonly place: (
    draft: Draft,
    options: { readonly actor: Actor; readonly tenant: string },
  ) => Promise<Outcome<M>>;
  readonly send: (
    id: string,
    event: object,
    options: { readonly actor: Actor; readonly tenant: string },
  ) => Promise<Outcome<M>>;
  readonly find: (tenant: string, source: NewsOfChange['source']) => Promise<StoredOrder | null>;
}

/** What the shop has changed of an order, as an event; `null` when it is all the same. */
function amendment(order: StoredOrder, { draft, paid }: NewsOfChange): Amend | null {
  const current = draft && placeEvent(draft, order.tenant, order.id, order.id);
  // A shop calls an order paid as well once the driver has brought its cash.
  const prepaid = paid && order.cash.state === 'due';
  const due = prepaid
    ? { ...order.amountDue, amount: 0 }
    : (!paid && current?.amountDue) || order.amountDue;
  const changes = {
    ...(current && !sameJson(current.lines, order.lines) && { lines: current.lines }),
    ...(!sameJson(due, order.amountDue) && { amountDue: due }),
    ...(current && !sameJson(current.address, order.address) && { address: current.address }),
    ...(current && !sameJson(current.customer, order.customer) && { customer: current.customer }),
  };
  return Object.keys(changes).length === 0 ? null : { type: 'amend', ...changes };
}

async function change<M extends OrderModel>(
  desk: Desk<M>,
  news: NewsOfChange,
  tenant: string,
  unknownOrder: ReceiveOptions['unknownOrder'],
): Promise<Reception<M>> {
  const { source, draft, cancelled } = news;
  const options = { actor: { kind: 'integration', id: source.kind } as const, tenant };
  const order = await desk.find(tenant, source);
  if (!order) {
    if (unknownOrder !== 'place' || !draft || cancelled)
      return { status: 200, reason: 'unknown_order', outcomes: [] };
    return { status: 200, reason: null, outcomes: [await desk.place(draft, options)] };
  }
  const occurredAt = news.occurredAt === null ? {} : { occurredAt: news.occurredAt };
  const event = cancelled
    ? ({ type: 'cancel', reason: 'source_cancelled' } as const)
    : amendment(order, news);
  if (!event) return { status: 200, reason: 'unchanged', outcomes: [] };
  return {
    status: 200,
    reason: null,
    outcomes: [await desk.send(order.id, event, { ...options, ...occurredAt })],
  };
}

/** Places, changes or leaves alone, as the news says. */
export async function receive<M extends OrderModel>(
  desk: Desk<M>,
  news: News,
  tenant: string,
  { unknownOrder }: ReceiveOptions = {},
): Promise<Reception<M>> {
  switch (news.kind) {
    case 'ignore':
    case 'refuse':
      return { status: news.status, reason: news.reason, outcomes: [] };
    case 'place': {
      const actor = { kind: 'integration', id: news.draft.source.kind } as const;
      const outcome = await desk.place(news.draft, { actor, tenant });
      const unreadable = outcome.kind === 'refused' && outcome.refusal.code === 'invalid';
      return { status: unreadable ? 400 : 200, reason: null, outcomes: [outcome] };
    }
    case 'change':
      return change(desk, news, tenant, unknownOrder);
  }
}

import { OptionsError } from '../errors/options-error.js';
import type { Draft } from '../order/draft.js';
import type { Amend } from '../order/event.js';
import type { Clock } from '../ports/clock.js';
import type { News, NewsOfChange } from '../ports/news.js';
import type { LoadKey, OrderStore, StoredOrder } from '../ports/order-store.js';
import { readSource } from '../schemas/door.js';
import { isVersionConflict } from './command.js';
import type { Result } from './command.js';
import type { OrderModel } from './order-model.js';
import type { Outcome } from './outcome.js';
import { placeEvent } from './place.js';
import { sameJson } from './same-json.js';
import { toldBefore } from './told-before.js';
import type { Told } from './told-before.js';

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
interface Desk {
  readonly store: OrderStore;
  readonly clock: Clock;
  readonly place: (draft: unknown, options: unknown) => Promise<Result>;
  readonly send: (id: unknown, event: unknown, options: unknown) => Promise<Result>;
  readonly find: (key: LoadKey) => Promise<StoredOrder | null>;
}

type Received = Omit<Reception<never>, 'outcomes'> & { readonly outcomes: readonly Result[] };

const cameTo = (outcome: Result, status: 200 | 400 = 200): Received => ({
  status,
  reason: null,
  outcomes: [outcome],
});

const nothingToDo = (reason: string): Received => ({ status: 200, reason, outcomes: [] });

/**
 * What the shop has changed since it last spoke of the order; `null` when that is nothing. What people here have changed
 * meanwhile is not the shop's to undo.
 */
function amendment(order: StoredOrder, before: Told, { draft, paid }: NewsOfChange): Amend | null {
  const now = draft && placeEvent(draft, order.tenant, order.id, order.id);
  // A shop calls an order paid as well once the driver has brought its cash.
  const prepaid = paid && order.cash.state === 'due';
  const due = prepaid ? { ...before.amountDue, amount: 0 } : !paid && now?.amountDue;
  const changes = {
    ...(now && !sameJson(now.lines, before.lines) && { lines: now.lines }),
    ...(due && !sameJson(due, before.amountDue) && { amountDue: due }),
    ...(now && !sameJson(now.address, before.address) && { address: now.address }),
    ...(now && !sameJson(now.customer, before.customer) && { customer: now.customer }),
  };
  return Object.keys(changes).length === 0 ? null : { type: 'amend', ...changes };
}

/** When it happened by the shop's clock, as far as that can be: not in the future, not before the order was here. */
function happenedAt(news: NewsOfChange, { placedAt }: StoredOrder, now: string): string {
  const told = news.occurredAt ?? now;
  if (told > now) return now;
  return told < placedAt ? placedAt : told;
}

async function change(
  desk: Desk,
  news: NewsOfChange,
  tenant: string,
  unknownOrder: ReceiveOptions['unknownOrder'],
): Promise<Received> {
  const { source, draft, cancelled, paid } = news;
  const actor = { kind: 'integration', id: source.kind };
  for (;;) {
    const order = await desk.find({ tenant, source });
    if (!order) {
      if (unknownOrder !== 'place' || !draft || cancelled) return nothingToDo('unknown_order');
      const owed = paid ? { ...draft, amountDue: { ...draft.amountDue, amount: 0 } } : draft;
      return cameTo(await desk.place(owed, { actor, tenant }));
    }
    const before = await toldBefore(desk.store, order);
    const old = news.occurredAt !== null && before.at !== null && news.occurredAt < before.at;
    if (!cancelled && old) return nothingToDo('stale');
    const event = cancelled
      ? { type: 'cancel', reason: 'source_cancelled' }
      : amendment(order, before, news);
    if (!event) return nothingToDo('unchanged');
    const occurredAt = happenedAt(news, order, desk.clock.now());
    const expectedVersion = order.version;
    const outcome = await desk.send(order.id, event, {
      actor,
      tenant,
      occurredAt,
      expectedVersion,
    });
    // Whoever came in between may have brought newer news of the same shop.
    if (!isVersionConflict(outcome)) return cameTo(outcome);
  }
}

async function place(desk: Desk, draft: Draft, kind: string, tenant: string): Promise<Received> {
  const outcome = await desk.place(draft, { actor: { kind: 'integration', id: kind }, tenant });
  const unreadable = outcome.kind === 'refused' && outcome.refusal.code === 'invalid';
  return cameTo(outcome, unreadable ? 400 : 200);
}

/** News as a shop's reader gives it, or nothing that this library made. */
function readNews(news: unknown): News {
  const wrong = new OptionsError('news', 'must be what a shop reader gave');
  try {
    const given = news as News;
    if (!['ignore', 'refuse', 'place', 'change'].includes(given.kind)) throw wrong;
    if (given.kind === 'place' && !readSource(given.draft.source).ok) throw wrong;
    if (given.kind === 'change') {
      const { occurredAt } = given;
      const timely = occurredAt === null || !Number.isNaN(Date.parse(occurredAt));
      if (!timely || !readSource(given.source).ok) throw wrong;
    }
    return given;
  } catch {
    throw wrong;
  }
}

/** Places, changes or leaves alone, as the news says. */
export function receiver(
  desk: Desk,
): (
  news: unknown,
  tenant: string,
  unknownOrder: ReceiveOptions['unknownOrder'],
) => Promise<Received> {
  return async (given, tenant, unknownOrder) => {
    const news = readNews(given);
    switch (news.kind) {
      case 'ignore':
      case 'refuse':
        return { status: news.status, reason: news.reason, outcomes: [] };
      case 'place':
        return place(desk, news.draft, news.draft.source.kind, tenant);
      case 'change':
        return change(desk, news, tenant, unknownOrder);
    }
  };
}

import { OptionsError } from '../errors/options-error.js';
import type { AnyLifecycle } from '../kernel/index.js';
import type { Clock } from '../ports/clock.js';
import type { ListQuery, OrderFilter } from '../ports/order-query.js';
import type { OrderStore, StoredOrder } from '../ports/order-store.js';
import { readCounts, readEach, readList } from '../schemas/list.js';
import { asked } from '../schemas/asked.js';
import type { PlainSla } from './attention.js';
import type { Progress } from './list-options.js';
import { inTimeBy } from './overdue.js';

/** So many orders are held at a time by whoever goes through all of them. */
const pageOfAll = 500;

/** A filter as callers have it. */
interface Wish extends Omit<OrderFilter, 'tenant' | 'overdue'> {
  readonly tenant?: string;
  readonly callDue?: true;
  readonly overdue?: true;
}

/** How far along the typical path a status is. */
function progressIn({ definition: { statuses } }: AnyLifecycle, status: string): Progress {
  const step = statuses[status]?.step;
  const steps = Object.values(statuses).map((one) => one.step ?? 0);
  return step === undefined ? null : { step, of: Math.max(...steps) };
}

/** An order, and what a screen says of it. */
export function viewIn(lifecycle: AnyLifecycle, order: StoredOrder) {
  const { definition, policy } = lifecycle;
  return {
    order,
    actions: definition.actions?.({ order, policy }) ?? [],
    progress: progressIn(lifecycle, order.status),
  };
}

/** Lists and counts. The times that a caller leaves open are the clock's, and the limits the runtime's. */
export function listingOf({
  store,
  lifecycle,
  clock,
  home,
  sla,
  current,
}: {
  readonly store: OrderStore;
  readonly lifecycle: AnyLifecycle;
  readonly clock: Clock;
  readonly home: string;
  readonly sla: PlainSla;
  readonly current: (order: StoredOrder) => StoredOrder;
}) {
  // Orders that nobody has moved since a status was renamed are stored under its old name.
  const renamed = Object.values(lifecycle.definition.upgrades ?? {}).flatMap(({ statuses = {} }) =>
    Object.keys(statuses),
  );
  const known: ReadonlySet<string> = new Set([...lifecycle.statuses, ...renamed]);

  function toStore<Query extends Wish>(query: Query, now: string) {
    const { tenant = home, callDue, overdue, ...rest } = query;
    const unknown = query.status?.findIndex((status) => !known.has(status)) ?? -1;
    if (unknown >= 0) {
      throw new OptionsError(
        `query.status.${unknown}`,
        `must be one of ${lifecycle.statuses.join(', ')}`,
      );
    }
    if (callDue && query.nextCall) {
      throw new OptionsError('query.callDue', 'must not be given together with `nextCall`');
    }
    if (overdue && Object.keys(sla).length === 0) {
      throw new OptionsError('query.overdue', 'needs `sla`, which says how long is too long');
    }
    const limits = (): Readonly<Record<string, string>> => {
      const inTime = inTimeBy(sla, now);
      return Object.fromEntries(Object.keys(sla).map((status) => [status, inTime(status) ?? now]));
    };
    return {
      ...rest,
      tenant,
      ...(callDue && { nextCall: { to: new Date(Date.parse(now) + 1).toISOString() } }),
      ...(overdue && { overdue: limits() }),
    };
  }

  async function pageOf(query: Wish & Omit<ListQuery, keyof OrderFilter>) {
    const now = clock.now();
    const { rows, ...ends } = await store.list(toStore(query, now));
    const inTime = inTimeBy(sla, now);
    return {
      rows: rows.map((stored) => {
        const order = current(stored);
        const since = inTime(order.status);
        const overdue = since !== undefined && order.enteredAt < since;
        return { ...viewIn(lifecycle, order), overdue };
      }),
      ...ends,
    };
  }

  return {
    list: async (options: unknown = {}) => pageOf(asked('query', readList(options))),

    async *each(options?: unknown) {
      const query = { ...asked('query', readEach(options)), limit: pageOfAll };
      let page = await pageOf(query);
      for (;;) {
        yield* page.rows;
        if (page.next === null) return;
        page = await pageOf({ ...query, after: page.next });
      }
    },

    async counts(options?: unknown) {
      const query = asked('query', readCounts(options));
      const zeros = Object.fromEntries(lifecycle.statuses.map((status) => [status, 0]));
      return { ...zeros, ...(await store.counts(toStore(query, clock.now()))) };
    },
  };
}

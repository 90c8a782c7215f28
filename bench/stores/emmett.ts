import { CommandHandler } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { decideAny } from '../../dist/core.js';
import type { Order, OrderEvent } from '../../dist/core.js';
import { dispatcher, lifecycle } from './work.ts';

/** An event of emmett's: what happened to an order, with the order after it. */
interface Moved {
  readonly type: 'moved';
  readonly data: { readonly order: Order };
  readonly [more: string]: unknown;
}

/**
 * Emmett keeps events and folds an order out of its stream. A stream grows with each command, so a run takes orders that
 * nothing has happened to yet: the stream that is read is as short as it can be.
 */
export function emmettOrders(url: string, orders: readonly Order[]) {
  const store = getPostgreSQLEventStore(url);
  const handle = CommandHandler<Order | null, never>({
    initialState: () => null,
    evolve: ((_state: Order | null, { data }: Moved) => data.order) as never,
  });
  const known = new Map(orders.map((order) => [order.id, order]));
  return {
    async send(stream: string, id: string, event: OrderEvent): Promise<void> {
      await handle(store, stream, ((state: Order | null) => {
        const now = new Date().toISOString();
        const decision = decideAny(lifecycle, state ?? known.get(id) ?? null, event, {
          actor: dispatcher,
          now,
        });
        if (!decision.ok) throw new Error(decision.refusal.code);
        return { type: 'moved', data: { order: decision.order } };
      }) as never);
    },
    close: async () => store.close(),
  };
}

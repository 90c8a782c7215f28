import { explain, upgrade } from '../kernel/index.js';
import type { AnyLifecycle } from '../kernel/index.js';
import type { Clock } from '../ports/clock.js';
import type { LoadKey, Loaded, OrderStore, StoredOrder } from '../ports/order-store.js';
import {
  readContradictionQuery,
  readEffectQuery,
  readExplain,
  readHistory,
  readId,
  readScope,
} from '../schemas/door.js';
import type { Parsed } from '../schemas/door.js';
import { asked } from '../schemas/asked.js';
import type { PlainSla } from './attention.js';
import type { HandedOut } from './handed-out.js';
import { listingOf, viewIn } from './listing.js';

/** Every question that can be asked of the store; none of them changes anything. */
export function queriesOf({
  store,
  lifecycle,
  clock,
  home,
  held,
  sla,
}: {
  readonly store: OrderStore;
  readonly lifecycle: AnyLifecycle;
  readonly clock: Clock;
  readonly home: string;
  readonly held: HandedOut;
  readonly sla: PlainSla;
}) {
  const tenantOf = (scope: unknown): string => asked('scope', readScope(scope)).tenant ?? home;
  const current = (order: StoredOrder): StoredOrder =>
    held.give(upgrade(lifecycle, order) as StoredOrder);

  const find = async (key: LoadKey): Promise<Loaded> => {
    const [{ order, earlier } = { order: null, earlier: null }] = await store.load([key]);
    return { order: order && current(order), earlier };
  };
  const load = async (key: LoadKey): Promise<StoredOrder | null> => (await find(key)).order;

  return {
    find,
    load,
    tenantOf,

    get: async (id: unknown, scope?: unknown) =>
      load({ tenant: tenantOf(scope), id: asked('id', readId(id)) }),

    async explain(id: unknown, options: unknown) {
      const { actor, tenant = home } = asked('options', readExplain(options));
      const order = await load({ tenant, id: asked('id', readId(id)) });
      if (!order) return null;
      const events = explain(lifecycle, order, { actor, now: clock.now() });
      return { ...viewIn(lifecycle, order), events };
    },

    ...listingOf({ store, lifecycle, clock, home, sla, current }),

    async history(id: unknown, options: unknown = {}) {
      const { tenant = home, limit, after } = asked('query', readHistory(options));
      const key = { tenant, id: asked('id', readId(id)) };
      return store.history({ ...key, limit, ...(after !== undefined && { after }) });
    },

    async effects(options: unknown) {
      const { tenant = home, ...query } = asked('query', readEffectQuery(options));
      return store.effects.list({ tenant, ...query });
    },

    async contradictions(options?: unknown) {
      const { tenant = home, ...query } = asked('query', readContradictionQuery(options));
      return store.contradictions.list({ tenant, ...query });
    },

    settle: async (id: unknown, scope?: unknown) =>
      store.contradictions.settle({
        tenant: tenantOf(scope),
        contradictionId: asked('contradictionId', readCursor(id)),
      }),
  };
}

/** A contradiction's id is longer than an order's. */
const readCursor = (id: unknown): Parsed<string> =>
  typeof id === 'string' && id.length <= 1000
    ? { ok: true, value: id }
    : { ok: false, issues: [{ path: [], message: 'must be the id of a contradiction' }] };

import { OptionsError } from '../errors/options-error.js';
import { explain, upgrade } from '../kernel/index.js';
import type { AnyLifecycle } from '../kernel/index.js';
import type { Clock } from '../ports/clock.js';
import type { OrderKey } from '../ports/order-key.js';
import type { LoadKey, Loaded, OrderStore, StoredOrder } from '../ports/order-store.js';
import {
  readContradictionQuery,
  readEffectQuery,
  readExplain,
  readId,
  readQuery,
  readScope,
} from '../schemas/door.js';
import type { Parsed } from '../schemas/door.js';
import type { HandedOut } from './handed-out.js';

/**
 * What was asked for, read.
 *
 * @throws OptionsError which names the first field that is wrong
 */
export function asked<Value>(what: string, read: Parsed<Value>): Value {
  if (read.ok) return read.value;
  const [issue] = read.issues;
  throw new OptionsError([what, ...(issue?.path ?? [])].join('.'), issue?.message ?? 'is invalid');
}

/** Every question that can be asked of the store; none of them changes anything. */
export function queriesOf({
  store,
  lifecycle,
  clock,
  home,
  held,
}: {
  readonly store: OrderStore;
  readonly lifecycle: AnyLifecycle;
  readonly clock: Clock;
  readonly home: string;
  readonly held: HandedOut;
}) {
  const tenantOf = (scope: unknown): string => asked('scope', readScope(scope)).tenant ?? home;
  const current = (order: StoredOrder): StoredOrder =>
    held.give(upgrade(lifecycle, order) as StoredOrder);

  const find = async (key: LoadKey): Promise<Loaded> => {
    const [{ order, earlier } = { order: null, earlier: null }] = await store.load([key]);
    return { order: order && current(order), earlier };
  };
  const load = async (key: OrderKey): Promise<StoredOrder | null> => (await find(key)).order;

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
      const { actions } = lifecycle.definition;
      return {
        order,
        actions: actions?.({ order, policy: lifecycle.policy }) ?? [],
        events: explain(lifecycle, order, { actor, now: clock.now() }),
      };
    },

    async list(options: unknown = {}) {
      const { tenant = home, ...query } = asked('query', readQuery(options));
      const { rows, next } = await store.list({ tenant, ...query });
      return { rows: rows.map(current), next };
    },

    async counts(scope?: unknown) {
      const zeros = Object.fromEntries(lifecycle.statuses.map((status) => [status, 0]));
      return { ...zeros, ...(await store.counts({ tenant: tenantOf(scope) })) };
    },

    async history(id: unknown, options: unknown = {}) {
      const { tenant = home, limit, after } = asked('query', readQuery(options));
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

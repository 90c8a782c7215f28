import { OptionsError } from '../errors/options-error.js';
import { explain, upgrade } from '../kernel/index.js';
import type { AnyLifecycle, Context, Lifecycle } from '../kernel/index.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Inventory } from '../ports/inventory.js';
import type { Notifier } from '../ports/notifier.js';
import type { OrderStore, StoredOrder } from '../ports/order-store.js';
import type { OrderKey } from '../ports/order-key.js';
import { readDraft, readQuery } from '../schemas/door.js';
import { knownEvents } from '../schemas/door.js';
import type { EventSchema } from '../schemas/door.js';
import { refusedAsInvalid } from './command.js';
import type { Command, Result } from './command.js';
import { contradictionOf } from './contradiction.js';
import { commandsFrom } from './door.js';
import { drain } from './effects.js';
import { execute } from './execute.js';
import { handlerFor } from './handle-effect.js';
import type { OrderModel } from './order-model.js';
import type { Orders, Scope } from './orders.js';
import { placeEvent } from './place.js';
import { receive } from './receive.js';
import type { Desk } from './receive.js';

/**
 * What a runtime is made of.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface OrdersOptions<M extends OrderModel, T> {
  readonly lifecycle: Lifecycle<M, T>;
  readonly store: OrderStore;
  readonly inventory?: Inventory;
  readonly notifier?: Notifier;
  /** Whose orders these are, where a call does not say. Default `default`. */
  readonly tenant?: string;
  /** The store's own when left out. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** What the events that an extension added must look like: any Standard Schema. */
  readonly schemas?: Readonly<Record<string, EventSchema>>;
  /** When effects are handed over: right after the commit that owes them, or by `effects.drain()` alone. */
  readonly handOver?: 'after_commit' | 'by_drain';
}

function checkSchemas(
  lifecycle: AnyLifecycle,
  schemas: Readonly<Record<string, EventSchema>>,
): void {
  for (const type of lifecycle.events) {
    if (type !== 'place' && !knownEvents.has(type) && !Object.hasOwn(schemas, type)) {
      throw new OptionsError(
        `schemas.${type}`,
        'is missing: an event of your own needs a schema, so that nothing unread comes in',
      );
    }
  }
}

/**
 * Runs a lifecycle on a store.
 *
 * @throws OptionsError when an event of the lifecycle's own has no schema
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 * const placed = await orders.place(
 *   {
 *     customer: { name: 'Amina', phone: '+212600000001' },
 *     address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
 *     lines: [{ sku: 'ARGAN-50', title: 'Argan oil', quantity: 2 }],
 *     amountDue: { amount: 24000, currency: 'MAD' },
 *   },
 *   { actor: { kind: 'agent', id: 'salma' } },
 * );
 * placed.kind; //=> 'applied'
 * ```
 * @category Runtime
 * @since 0.1.0
 */
export function createOrders<M extends OrderModel, T>(options: OrdersOptions<M, T>): Orders<M, T> {
  const {
    store,
    inventory,
    notifier,
    tenant: home = 'default',
    schemas = {},
    handOver = 'after_commit',
  } = options;
  const { clock = store.clock, ids = store.ids } = options;
  // The types of the public face are the lifecycle's; inside, orders and events are what a store sees.
  const lifecycle = options.lifecycle as unknown as AnyLifecycle;
  checkSchemas(lifecycle, schemas);

  const door = commandsFrom({ schemas, clock, ids, home });
  const tenantOf = (scope: Scope | undefined): string => scope?.tenant ?? home;
  const loadOne = async (key: OrderKey): Promise<StoredOrder | null> => {
    const [loaded] = await store.load([key]);
    return loaded?.order ? (upgrade(lifecycle, loaded.order) as StoredOrder) : null;
  };

  const handle = handlerFor({
    inventory,
    notifier,
    load: loadOne,
    send: async ({ tenant, id }, event, commandId) => {
      await run([door.system({ tenant, id }, event, commandId)]);
    },
  });

  async function run(commands: readonly Command[]): Promise<readonly Result[]> {
    const results = await execute(store, lifecycle, commands);
    for (const [index, result] of results.entries()) {
      const contradiction = contradictionOf(lifecycle, commands[index] as Command, result);
      if (contradiction) await store.contradictions.keep(contradiction);
      const moved = result.kind === 'applied' && !result.dryRun;
      if (moved && handOver === 'after_commit')
        await drain(store.effects, clock, handle, { order: result.order });
    }
    return results;
  }

  async function one(command: Command | (Result & { readonly kind: 'refused' })): Promise<Result> {
    if ('kind' in command) return command;
    const [result] = await run([command]);
    if (result?.kind === 'failed') throw result.error;
    return result as Result;
  }

  async function page(
    query: object,
  ): Promise<{ tenant: string; limit: number; status?: readonly string[]; after?: string }> {
    const read = readQuery(query);
    if (!read.ok) {
      const [issue] = read.issues;
      throw new OptionsError(issue?.path.join('.') || 'the query', issue?.message ?? 'is invalid');
    }
    return { ...read.value, tenant: tenantOf(read.value) };
  }

  const face = {
    async place(input: unknown, command: unknown) {
      const read = readDraft(input);
      if (!read.ok) return refusedAsInvalid(read.issues);
      return one(
        door.command(command, (tenant, commandId, given) => {
          const id = read.value.id ?? ids.next();
          const event = placeEvent(read.value, tenant, id, given ? commandId : id);
          return { key: { tenant, source: event.source }, event, held: null };
        }),
      );
    },
    send: async (target: string | StoredOrder, event: unknown, command: unknown) =>
      one(door.sent(target, event, command)),
    async sendMany(targets: readonly string[], event: unknown, command: unknown) {
      const unique = [...new Set(targets)];
      const doors = unique.map((id) => door.sent(id, event, command));
      const results = await run(doors.filter((sent): sent is Command => !('kind' in sent)));
      let position = 0;
      return doors.map((sent, index) => ({
        id: unique[index],
        outcome: 'kind' in sent ? sent : results[position++],
      }));
    },
    async receive(news: Parameters<typeof receive>[1], how: { readonly tenant?: string } = {}) {
      const desk = {
        place: face.place,
        send: face.send,
        find: async (tenant: string, source: never) =>
          (await store.load([{ tenant, source }]))[0]?.order ?? null,
      } as unknown as Desk<OrderModel>;
      return receive(desk, news, tenantOf(how), how);
    },
    get: (id: string, scope?: Scope) => loadOne({ tenant: tenantOf(scope), id }),
    async explain(
      id: string,
      { actor, tenant = home }: Scope & { readonly actor: Context<OrderModel>['actor'] },
    ) {
      const order = await loadOne({ tenant, id });
      if (!order) return null;
      const { actions } = lifecycle.definition;
      const events = explain(lifecycle, order, { actor, now: clock.now() });
      return { order, actions: actions?.({ order, policy: lifecycle.policy }) ?? [], events };
    },
    async list(query: object = {}) {
      const { rows, next } = await store.list(await page(query));
      return { rows: rows.map((order) => upgrade(lifecycle, order)), next };
    },
    async counts(scope?: Scope) {
      const zeros = Object.fromEntries(lifecycle.statuses.map((status) => [status, 0]));
      return { ...zeros, ...(await store.counts({ tenant: tenantOf(scope) })) };
    },
    history: async (id: string, query: object = {}) =>
      store.history({ ...(await page(query)), id }),
    effects: {
      drain: (how?: { readonly budgetMs?: number }) => drain(store.effects, clock, handle, how),
      list: ({
        state,
        limit = 50,
        tenant = home,
      }: Scope & { readonly state: 'pending'; readonly limit?: number }) =>
        store.effects.list({ tenant, state, limit }),
    },
    contradictions: {
      list: ({
        orderId,
        limit = 50,
        tenant = home,
      }: Scope & { readonly orderId?: string; readonly limit?: number } = {}) =>
        store.contradictions.list({ tenant, limit, ...(orderId !== undefined && { orderId }) }),
      settle: (contradictionId: string, scope?: Scope) =>
        store.contradictions.settle({ tenant: tenantOf(scope), contradictionId }),
    },
  };
  return face as unknown as Orders<M, T>;
}

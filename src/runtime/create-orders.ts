import { OptionsError } from '../errors/options-error.js';
import type { AnyLifecycle, Lifecycle } from '../kernel/index.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Inventory } from '../ports/inventory.js';
import type { Notifier } from '../ports/notifier.js';
import type { OrderKey } from '../ports/order-key.js';
import type { OrderStore } from '../ports/order-store.js';
import { knownEvents } from '../schemas/door.js';
import type { EventSchema } from '../schemas/door.js';
import { mayOwe } from './attempt.js';
import { checkSla } from './attention.js';
import type { PlainSla, Sla } from './attention.js';
import { isVersionConflict } from './command.js';
import { commandsOf } from './commands.js';
import { desk } from './desk.js';
import { effectDesk } from './effect-desk.js';
import { drain, inLanes } from './effects.js';
import { handedOut } from './handed-out.js';
import { handlerFor } from './handle-effect.js';
import { checkHooks } from './hooks.js';
import type { Hooks, PlainHooks } from './hooks.js';
import { joined } from './joined.js';
import type { Line } from './line.js';
import type { Observer } from './observe.js';
import { checkOneOf, checkWholeNumber } from './option-checks.js';
import type { OrderModel } from './order-model.js';
import type { Orders } from './orders.js';
import { retriesOf } from './retries.js';
import type { RetryOptions } from './retries.js';

/**
 * What a runtime is made of.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface OrdersOptions<M extends OrderModel, T, Tx = never> {
  readonly lifecycle: Lifecycle<M, T>;
  readonly store: OrderStore<Tx>;
  readonly inventory?: Inventory;
  readonly notifier?: Notifier;
  /** What the host does when an order moves. */
  readonly on?: Hooks<M>;
  /** How long an order may be in a status: after that it is listed as overdue, and `on.attention.overdue` is called. */
  readonly sla?: Sla<M>;
  /** Who looks on: logs, metrics, traces. */
  readonly observe?: Observer;
  /** Whose orders these are, where a call does not say. Default `default`. */
  readonly tenant?: string;
  /** The store's own when left out. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** What the events that an extension added must look like: any Standard Schema. */
  readonly schemas?: Readonly<Record<string, EventSchema>>;
  /**
   * When effects are handed over, by this process: right after the commit that owes them, before its caller gets an answer; right after
   * it, in the background; or only by `effects.drain()` and `effects.run()`. Default `after_commit`, and `by_drain` where
   * an engine carries them. Whoever hands over needs every port: an effect of stock for which there is no `inventory`,
   * and a message for which there is no `notifier`, are done by having been recorded. A process that has none of them,
   * beside others that do, is `by_drain`. `on` and `sla` say what is owed, and are the same in every process that moves
   * orders.
   */
  readonly handOver?: 'after_commit' | 'in_background' | 'by_drain';
  /** How often, how long and how patiently they are handed over. */
  readonly retry?: RetryOptions;
}

/** How many orders of a bulk command have their effects handed over at once. */
const lanes = 8;

/** More connections than that no server has for one process. */
const mostAtOnce = 100;

const handOvers = ['after_commit', 'in_background', 'by_drain'];

function checkSchemas(
  lifecycle: AnyLifecycle,
  schemas: Readonly<Record<string, EventSchema>>,
): void {
  for (const type of Object.keys(schemas)) {
    if (knownEvents.has(type)) throw new OptionsError(`schemas.${type}`, 'has a schema already');
  }
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
 * @throws OptionsError which names the first option that makes no sense: `handOver`, `store`, `on`, `sla`, `retry`, or
 *   `schemas` where an event of the lifecycle's own has none
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
export function createOrders<M extends OrderModel, T, Tx = never>(
  options: OrdersOptions<M, T, Tx>,
): Orders<M, T, Tx> {
  const { store, inventory, notifier, schemas = {} } = options;
  const { handOver = store.carried ? 'by_drain' : 'after_commit' } = options;
  const { clock = store.clock, ids = store.ids, tenant: home = 'default' } = options;
  // The types of the public face are the lifecycle's; inside, orders and events are what a store sees.
  const lifecycle = options.lifecycle as unknown as AnyLifecycle;
  const hooks = (options.on ?? {}) as unknown as PlainHooks;
  checkOneOf('handOver', handOver, handOvers);
  checkWholeNumber('store.concurrency', store.concurrency ?? 1, mostAtOnce);
  checkSchemas(lifecycle, schemas);
  checkHooks(hooks, lifecycle);
  const sla = (options.sla ?? {}) as PlainSla;
  checkSla(sla, lifecycle, clock.now());

  const { observe } = options;
  const parts = { lifecycle, hooks, sla, clock, ids, schemas, home, observe };
  const main = desk({ ...parts, store, held: handedOut() });
  const handle = handlerFor({
    inventory,
    notifier,
    hooks,
    find: main.queries.find,
    load: main.queries.load,
    send: async ({ tenant, id, version, index }, event, expectedVersion) => {
      const command = main.door.system({ tenant, id }, event, `${version}/${index}`);
      const [result] = await run([{ ...command, expectedVersion }]);
      // A failure is the effect's failure: it is tried again.
      if (result?.kind === 'failed') throw result.error;
      return !result || !isVersionConflict(result);
    },
  });

  const retries = retriesOf(options.retry);
  const handing = { queue: store.effects, clock, handle, retries };

  /** A command was applied, whatever comes of its effects: what is not handed over now is handed over later. */
  async function drainEach(orders: readonly OrderKey[]): Promise<void> {
    const left = orders.values();
    const lane = async (): Promise<void> => {
      for (const order of left) {
        try {
          await drain(handing, { order });
        } catch {
          // The queue itself failed. The effects are still owed, and `effects.drain` finds them.
        }
      }
    };
    await inLanes(lanes, lane);
  }

  async function handOverOf(orders: readonly OrderKey[]): Promise<void> {
    if (handOver === 'after_commit') await drainEach(orders);
    else if (handOver === 'in_background') void drainEach(orders);
  }

  // Who has nobody to hand anything to may be a script that only says what is to be tried again.
  const hasOutside = Boolean(inventory ?? notifier) || Object.keys(hooks).length > 0;
  const resolvedOf = async (orders: readonly OrderKey[]): Promise<void> =>
    hasOutside ? handOverOf(orders) : undefined;

  const run: Line = async (commands) => {
    const results = await main.run(commands);
    await handOverOf(results.filter(mayOwe).map(({ order }) => order));
    return results;
  };
  const commands = commandsOf(main, run);
  const face = {
    lifecycle: options.lifecycle,
    ...commands,
    within: (tx: Tx | null | undefined) => {
      // Without one, everything would be committed at once, whatever the host rolls back.
      if (tx === null || tx === undefined) {
        throw new OptionsError('tx', 'must be the transaction that you have begun');
      }
      // What the host may still roll back is nobody's to hold on to.
      const inside = desk({
        ...parts,
        store: joined(store, tx),
        held: handedOut(false),
        joined: true,
      });
      return commandsOf(inside, inside.run);
    },
    effects: effectDesk(main, handing, { send: commands.send, handOverOf: resolvedOf }),
    contradictions: { list: main.queries.contradictions, settle: main.queries.settle },
  };
  return face as unknown as Orders<M, T, Tx>;
}

import { OptionsError } from '../errors/options-error.js';
import type { AnyLifecycle, Lifecycle } from '../kernel/index.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Inventory } from '../ports/inventory.js';
import type { Notifier } from '../ports/notifier.js';
import type { OrderStore } from '../ports/order-store.js';
import { knownEvents, readDraft, readDrain, readIds, readReceive } from '../schemas/door.js';
import type { EventSchema } from '../schemas/door.js';
import { refusedAsInvalid } from './command.js';
import type { Command, Result } from './command.js';
import { contradictionOf } from './contradiction.js';
import { commandsFrom } from './door.js';
import { drain } from './effects.js';
import { execute } from './execute.js';
import { handedOut } from './handed-out.js';
import { handlerFor } from './handle-effect.js';
import type { OrderModel } from './order-model.js';
import type { Orders } from './orders.js';
import { placeEvent } from './place.js';
import { asked, queriesOf } from './queries.js';
import { receiver } from './receive.js';

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
  const { store, inventory, notifier, schemas = {}, handOver = 'after_commit' } = options;
  const { clock = store.clock, ids = store.ids, tenant: home = 'default' } = options;
  // The types of the public face are the lifecycle's; inside, orders and events are what a store sees.
  const lifecycle = options.lifecycle as unknown as AnyLifecycle;
  checkSchemas(lifecycle, schemas);

  const held = handedOut();
  const door = commandsFrom({ schemas, clock, ids, home, held });
  const queries = queriesOf({ store, lifecycle, clock, home, held });
  const handle = handlerFor({
    inventory,
    notifier,
    load: queries.load,
    send: async ({ tenant, id, effectId }, event) => {
      const [result] = await run([door.system({ tenant, id }, event, effectId)]);
      // A failure is the effect's failure: it is tried again.
      if (result?.kind === 'failed') throw result.error;
    },
  });

  /** The command was applied, whatever comes of its effects: what is not handed over now is handed over later. */
  async function handOverOf(result: Result): Promise<void> {
    if (result.kind !== 'applied' || result.dryRun || handOver !== 'after_commit') return;
    try {
      await drain(store.effects, clock, handle, { order: result.order });
    } catch {
      // The queue itself failed. The effects are still owed, and `effects.drain` finds them.
    }
  }

  async function run(commands: readonly Command[]): Promise<readonly Result[]> {
    const results = await execute(store, lifecycle, commands);
    for (const [index, result] of results.entries()) {
      const contradiction = contradictionOf(lifecycle, commands[index] as Command, result);
      if (contradiction) await store.contradictions.keep(contradiction);
      if ('order' in result && result.order && !('dryRun' in result && result.dryRun)) {
        held.give(result.order);
      }
      await handOverOf(result);
    }
    return results;
  }

  async function one(command: Command | (Result & { readonly kind: 'refused' })): Promise<Result> {
    if ('kind' in command) return command;
    const [result] = await run([command]);
    if (result?.kind === 'failed') throw result.error;
    return result as Result;
  }

  async function place(input: unknown, command: unknown): Promise<Result> {
    const read = readDraft(input);
    if (!read.ok) return refusedAsInvalid(read.issues);
    return one(
      door.command(command, (tenant, commandId, given) => {
        const id = read.value.id ?? ids.next();
        const event = placeEvent(read.value, tenant, id, given ? commandId : id);
        return { key: { tenant, source: event.source }, event, held: null };
      }),
    );
  }

  const send = async (target: unknown, event: unknown, command: unknown): Promise<Result> =>
    one(door.sent(target, event, command));

  async function sendMany(targets: unknown, event: unknown, command: unknown) {
    const unique = [...new Set(asked('ids', readIds(targets)))];
    const doors = unique.map((id) => door.sent(id, event, command));
    const results = await run(doors.filter((sent): sent is Command => !('kind' in sent)));
    let position = 0;
    return doors.map((sent, index) => ({
      id: unique[index],
      outcome: 'kind' in sent ? sent : results[position++],
    }));
  }

  const receive = receiver({ store, clock, place, send, find: queries.load });

  const face = {
    place,
    send,
    sendMany,
    receive: async (news: unknown, how?: unknown) => {
      const { tenant = home, unknownOrder } = asked('options', readReceive(how));
      return receive(news, tenant, unknownOrder);
    },
    get: queries.get,
    explain: queries.explain,
    list: queries.list,
    counts: queries.counts,
    history: queries.history,
    effects: {
      drain: async (how?: unknown) =>
        drain(store.effects, clock, handle, asked('options', readDrain(how))),
      list: queries.effects,
    },
    contradictions: { list: queries.contradictions, settle: queries.settle },
  };
  return face as unknown as Orders<M, T>;
}

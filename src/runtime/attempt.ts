import { CommandReusedError } from '../errors/command-reused-error.js';
import { StoreError } from '../errors/store-error.js';
import { decideAny, isOpen, upgrade } from '../kernel/index.js';
import type { AnyLifecycle } from '../kernel/index.js';
import type { Place } from '../order/event.js';
import type { Change, Loaded, OrderStore, StoredOrder } from '../ports/order-store.js';
import { overdueOwed } from './attention.js';
import type { PlainSla } from './attention.js';
import type { Command, Result } from './command.js';
import { invalid } from './command.js';
import { ownPrefix } from './door.js';
import { effectRecords } from './effect-records.js';
import { callsOwed, hookOf } from './hooks.js';
import type { PlainHooks } from './hooks.js';
import { sameJson } from './same-json.js';

type Plan = { readonly change: Change; readonly result: Result };

/** What commands are run on. */
export interface Work {
  readonly store: OrderStore;
  readonly lifecycle: AnyLifecycle;
  readonly hooks: PlainHooks;
  readonly sla: PlainSla;
  /** It is done inside a transaction of the host's, which a failure ends for everybody. */
  readonly joined?: boolean;
}

/** Results of transitions that owe nothing, so that nobody has to look for it. */
const oweNothing = new WeakSet<Result>();

/** Whether a transition was written that may owe something. */
export const mayOwe = (result: Result): result is Result & { readonly kind: 'applied' } =>
  result.kind === 'applied' && !result.dryRun && !oweNothing.has(result);

/** A command that has no result yet. */
export interface Running {
  readonly command: Command;
  attempts: number;
  conflicts: number;
  /** Why the answers to its commits were lost, where they were: any of them may have been written. */
  readonly losses: StoreError[];
}

interface Known extends Loaded {
  /** The id that a new order asks for is another order's. */
  readonly taken: boolean;
}

const isPlacing = ({ key }: Command): boolean => 'source' in key;

/** What the store already knows settles a command without a decision. */
function settled({ command, losses }: Running, { order, earlier, taken }: Known): Result | null {
  const places = isPlacing(command);
  if (earlier && order) {
    // The id of a new order may have been minted anew for this try.
    const repeated = places ? { ...command.event, id: order.id } : command.event;
    // An effect sends one command. Handed over again, it words it by how the order stands now, and was heard before.
    const own = command.commandId.startsWith(ownPrefix);
    const theirs =
      earlier.actor.kind === command.actor.kind && earlier.actor.id === command.actor.id;
    if (!own && !(theirs && sameJson(earlier.event, repeated)))
      return { kind: 'failed', error: new CommandReusedError() };
    return losses.length > 0
      ? { kind: 'applied', order, entry: earlier, dryRun: false }
      : { kind: 'duplicate', order, entry: earlier };
  }
  if (places && order) return { kind: 'duplicate', order, entry: null };
  if (places) return taken ? invalid(['id'], "must not be another order's id") : null;
  if (!order) return { kind: 'refused', refusal: { code: 'not_found' }, order: null };
  const { expectedVersion: expected } = command;
  if (expected === null || expected === order.version) return null;
  const refusal = { code: 'version_conflict', expected, actual: order.version };
  return { kind: 'refused', refusal, order };
}

/** A phone's clock may be slow; a report from long before the order was placed is a mistake. */
const behindMs = 5 * 60_000;

function plan(
  { lifecycle, hooks, sla }: Work,
  command: Command,
  current: StoredOrder | null,
): Plan | Result {
  const { actor, now, occurredAt, commandId, event } = command;
  if (current && Date.parse(occurredAt) < Date.parse(current.placedAt) - behindMs) {
    return invalid(['occurredAt'], 'must not be before the order was placed');
  }
  const decision = decideAny(lifecycle, current, event, { actor, now, occurredAt, commandId });
  if (!decision.ok) {
    const { refusal } = decision;
    if (current && (refusal.code === 'duplicate' || refusal.code === 'stale')) {
      return refusal.code === 'stale'
        ? { kind: 'stale', order: current }
        : { kind: 'duplicate', order: current, entry: null };
    }
    return { kind: 'refused', refusal, order: current };
  }
  const next = decision.order as StoredOrder;
  const entry = { ...decision.entry, tenant: next.tenant, orderId: next.id, commandId, actor };
  const effects = effectRecords(next, [
    ...decision.effects,
    ...callsOwed(hooks, entry),
    ...(hookOf(hooks, 'attention', 'overdue') ? overdueOwed(sla, entry, next) : []),
  ]);
  const result: Result = { kind: 'applied', order: next, entry, dryRun: command.dryRun };
  if (effects.length === 0) oweNothing.add(result);
  return {
    change: {
      order: next,
      expectedVersion: current?.version ?? 0,
      entry,
      effects,
      open: isOpen(lifecycle, next),
      since: current?.enteredAt ?? null,
    },
    result,
  };
}

/** What the store has of each command's order, carried forward to this definition. */
async function load(
  { store, lifecycle }: Work,
  batch: readonly Running[],
): Promise<ReadonlyMap<Running, Known>> {
  // An order that the caller holds is decided on as it is, once; a dry run has to know how it stands.
  const toLoad = batch.filter(
    ({ command, attempts }) => command.held === null || attempts > 0 || command.dryRun,
  );
  if (toLoad.length === 0) return new Map();
  const keys = toLoad.map(({ command }) => ({ ...command.key, commandId: command.commandId }));
  // What could not be placed either is here already, or has the id of another order, or only lost a race.
  const refused = toLoad.filter(({ command, conflicts }) => conflicts > 0 && isPlacing(command));
  const ids = refused.map(({ command }) => ({
    tenant: command.key.tenant,
    id: (command.event as Place).id,
  }));
  const loads = await store.load([...keys, ...ids]);
  return new Map(
    toLoad.map((running, index) => {
      const { order = null, earlier = null } = loads[index] ?? {};
      const asked = refused.indexOf(running);
      const taken = asked >= 0 && (loads[keys.length + asked]?.order ?? null) !== null;
      const current = order && (upgrade(lifecycle, order) as StoredOrder);
      return [running, { order: current, earlier, taken }];
    }),
  );
}

/**
 * One attempt at commands of different orders: loads, decides and commits them together. A command that is left without
 * a result lost a race, or may have, and is to be tried again.
 *
 * @throws whatever the store throws, unless the answer of a commit was lost
 */
export async function attempt(
  work: Work,
  batch: readonly Running[],
): Promise<ReadonlyMap<Running, Result>> {
  const results = new Map<Running, Result>();
  const plans = new Map<Running, Plan>();
  const loaded = await load(work, batch);
  for (const running of batch) {
    const known = loaded.get(running) ?? {
      order: running.command.held,
      earlier: null,
      taken: false,
    };
    const done = settled(running, known) ?? plan(work, running.command, known.order);
    running.attempts += 1;
    if ('change' in done && !running.command.dryRun) plans.set(running, done);
    else if ('change' in done) results.set(running, done.result);
    // A refusal of an order that the caller holds may be out of date.
    else if (loaded.has(running)) results.set(running, done);
  }
  if (plans.size > 0) await commit(work.store, plans, results);
  return results;
}

async function commit(
  store: OrderStore,
  plans: ReadonlyMap<Running, Plan>,
  results: Map<Running, Result>,
): Promise<void> {
  const planned = [...plans];
  let verdicts: Awaited<ReturnType<OrderStore['commit']>>;
  try {
    verdicts = await store.commit(planned.map(([, { change }]) => change));
  } catch (error) {
    if (!StoreError.lost(error)) throw error;
    for (const [running] of planned) running.losses.push(error as StoreError);
    return;
  }
  for (const [position, [running, { result }]] of planned.entries()) {
    if (verdicts[position] === 'applied') results.set(running, result);
    else running.conflicts += 1;
  }
}

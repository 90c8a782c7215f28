import { CommandReusedError } from '../errors/command-reused-error.js';
import { StoreError } from '../errors/store-error.js';
import { decideAny, upgrade } from '../kernel/index.js';
import type { AnyLifecycle } from '../kernel/index.js';
import type { Change, Loaded, OrderStore, StoredOrder } from '../ports/order-store.js';
import type { Command, Result } from './command.js';
import { invalid } from './command.js';
import { effectRecords } from './effect-records.js';
import { sameJson } from './same-json.js';

type Plan = { readonly change: Change; readonly result: Result };

/** A command that has no result yet. */
export interface Running {
  readonly command: Command;
  attempts: number;
  conflicts: number;
  /** A commit of this command was lost on its way: it may have been written. */
  uncertain: boolean;
}

/** What the store already knows settles a command without a decision. */
function settled({ command, uncertain }: Running, { order, earlier }: Loaded): Result | null {
  const places = 'source' in command.key;
  if (earlier && order) {
    // The id of a new order may have been minted anew for this try.
    const repeated = places ? { ...command.event, id: order.id } : command.event;
    const reused = !sameJson(earlier.event, repeated);
    if (reused) return { kind: 'failed', error: new CommandReusedError() };
    return uncertain
      ? { kind: 'applied', order, entry: earlier, dryRun: false }
      : { kind: 'duplicate', order, entry: earlier };
  }
  if (places) return order && { kind: 'duplicate', order, entry: null };
  if (!order) return { kind: 'refused', refusal: { code: 'not_found' }, order: null };
  const { expectedVersion: expected } = command;
  if (expected === null || expected === order.version) return null;
  const refusal = { code: 'version_conflict', expected, actual: order.version };
  return { kind: 'refused', refusal, order };
}

/** A phone's clock may be slow; a report from long before the order was placed is a mistake. */
const behindMs = 5 * 60_000;

function plan(
  lifecycle: AnyLifecycle,
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
  const effects = effectRecords(next, decision.effects);
  return {
    change: { order: next, expectedVersion: current?.version ?? 0, entry, effects },
    result: { kind: 'applied', order: next, entry, dryRun: command.dryRun },
  };
}

/** What the store has of each command's order, carried forward to this definition. */
async function load(
  store: OrderStore,
  lifecycle: AnyLifecycle,
  batch: readonly Running[],
): Promise<ReadonlyMap<Running, Loaded>> {
  // An order that the caller holds is decided on as it is, once; a dry run has to know how it stands.
  const toLoad = batch.filter(
    ({ command, attempts }) => command.held === null || attempts > 0 || command.dryRun,
  );
  if (toLoad.length === 0) return new Map();
  const keys = toLoad.map(({ command }) => ({ ...command.key, commandId: command.commandId }));
  const loads = await store.load(keys);
  return new Map(
    toLoad.map((running, index) => {
      const { order = null, earlier = null } = loads[index] ?? {};
      return [running, { order: order && (upgrade(lifecycle, order) as StoredOrder), earlier }];
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
  store: OrderStore,
  lifecycle: AnyLifecycle,
  batch: readonly Running[],
): Promise<ReadonlyMap<Running, Result>> {
  const results = new Map<Running, Result>();
  const plans = new Map<Running, Plan>();
  const loaded = await load(store, lifecycle, batch);
  for (const running of batch) {
    const known = loaded.get(running) ?? { order: running.command.held, earlier: null };
    const done = settled(running, known) ?? plan(lifecycle, running.command, known.order);
    running.attempts += 1;
    if ('change' in done && !running.command.dryRun) plans.set(running, done);
    else if ('change' in done) results.set(running, done.result);
    // A refusal of an order that the caller holds may be out of date.
    else if (loaded.has(running)) results.set(running, done);
  }
  if (plans.size > 0) await commit(store, plans, results);
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
    for (const [running] of planned) running.uncertain = true;
    return;
  }
  for (const [position, [running, { change, result }]] of planned.entries()) {
    if (verdicts[position] === 'applied') {
      results.set(running, result);
      continue;
    }
    running.conflicts += 1;
    // In conflict again, though nobody has placed it meanwhile: its id is taken by another order.
    if (change.expectedVersion === 0 && running.conflicts > 1) {
      results.set(running, invalid(['id'], "must not be another order's id"));
    }
  }
}

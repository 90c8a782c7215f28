import { TimeoutError } from '../errors/timeout-error.js';
import type { OrderEffect } from '../order/effect.js';
import type { Clock } from '../ports/clock.js';
import type { ClaimedEffect, EffectQueue, Settlement } from '../ports/effect-queue.js';
import type { OrderKey } from '../ports/order-key.js';
import type { Overdue } from './attention.js';
import type { CallHook } from './hooks.js';
import { later, settlementOf } from './retries.js';
import type { Retries } from './retries.js';

/** How long, and how many at once, to go on handing effects over. */
export interface DrainOptions {
  /** Only this order's. */
  readonly orderId?: string;
  /** Whose order that is; the runtime's own tenant when left out. */
  readonly tenant?: string;
  /** Milliseconds after which no further effect is started; unlimited when left out. */
  readonly budgetMs?: number;
  /** How many orders' effects are handed over at once, 1 to 100. Default 1. */
  readonly concurrency?: number;
}

/** How to go on handing effects over until one is told to stop. */
export interface RunOptions {
  /** Stops it: what is being handed over is finished first. An `AbortSignal`. */
  readonly signal: StopSignal;
  /** How long to rest where nothing is due, in milliseconds. Default 1 000. */
  readonly idleMs?: number;
  /** How many orders' effects are handed over at once, 1 to 100. Default 4. */
  readonly concurrency?: number;
}

/** The part of an `AbortSignal` that is needed. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What became of what was handed over. */
export interface HandedOver {
  readonly done: number;
  /** Failed, and due again later. */
  readonly retried: number;
  /** Failed for good: listed as dead. */
  readonly dead: number;
}

/** What a drain came to. */
export interface DrainReport extends HandedOver {
  /**
   * When it is worth to drain again: the time of what comes next, ISO 8601 in UTC, which is past where something is due.
   * `null` where nothing is owed.
   */
  readonly nextAt: string | null;
}

/** Hands one effect over; throws when that failed. */
export type Handler = (effect: RuntimeEffect, claim: ClaimedEffect) => Promise<void>;

/** What the lifecycle owes, and what the runtime adds to it. */
type RuntimeEffect = OrderEffect | CallHook | Overdue;

/** What effects are handed over with. */
export interface Handing {
  readonly queue: EffectQueue;
  readonly clock: Clock;
  readonly handle: Handler;
  readonly retries: Retries;
}

/** Until when, and whose. */
interface Bounds extends Pick<DrainOptions, 'budgetMs' | 'concurrency'> {
  readonly order?: OrderKey;
  readonly signal?: StopSignal;
}

/** Fails in the end where an answer never comes: one that hangs must not hold its order up for ever. */
async function inTime({ clock, retries }: Handing, work: Promise<void>): Promise<void> {
  const wait = clock.wait(retries.timeoutMs);
  const late = wait.over.then(() => Promise.reject(new TimeoutError(retries.timeoutMs)));
  try {
    await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    wait.end();
  }
}

async function handOver(handing: Handing, claim: ClaimedEffect): Promise<Settlement> {
  const { clock, handle, retries } = handing;
  // It was claimed before and never heard of again: what kills its process must not do so for ever.
  if (claim.crashes >= retries.crashes) return { kind: 'dead', reason: 'crashed' };
  try {
    await inTime(handing, handle(claim.effect as RuntimeEffect, claim));
    return { kind: 'done' };
  } catch (error) {
    return settlementOf(claim, error, clock.now(), retries);
  }
}

/** Hands over what is due, of one order or of all, in each order's own order. */
export async function drain(
  handing: Handing,
  { budgetMs, order, signal, concurrency = 1 }: Bounds = {},
): Promise<HandedOver> {
  const { queue, clock, retries } = handing;
  const report = { done: 0, retried: 0, dead: 0 };
  const end = budgetMs === undefined ? null : later(clock.now(), budgetMs);
  // Longer than it may take, so that it is settled before anybody else may claim it.
  const leaseMs = 2 * retries.timeoutMs;

  async function lane(): Promise<void> {
    for (;;) {
      const now = clock.now();
      if (signal?.aborted || (end !== null && now >= end)) return;
      // One at a time: a lease that runs while others are handed over could run out before its turn.
      const [claim] = await queue.claim({ now, leaseMs, limit: 1, ...(order && { order }) });
      if (claim === undefined) return;
      const settlement = await handOver(handing, claim);
      const counted = await queue.settle(claim, settlement);
      if (counted) report[settlement.kind === 'retry' ? 'retried' : settlement.kind] += 1;
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane));
  return report;
}

/** Hands over whatever comes to be due, until it is told to stop. */
export async function run(
  handing: Handing,
  { signal, idleMs = 1000, concurrency = 4 }: RunOptions,
): Promise<HandedOver> {
  const total = { done: 0, retried: 0, dead: 0 };
  while (!signal.aborted) {
    try {
      const report = await drain(handing, { signal, concurrency });
      total.done += report.done;
      total.retried += report.retried;
      total.dead += report.dead;
      if (report.done > 0) continue;
    } catch {
      // The queue itself failed: what is owed is still there after a rest.
    }
    const rest = handing.clock.wait(idleMs);
    signal.addEventListener('abort', rest.end);
    if (signal.aborted) rest.end();
    await rest.over;
    signal.removeEventListener('abort', rest.end);
  }
  return total;
}

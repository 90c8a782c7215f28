import { CodError } from '../errors/cod-error.js';
import { TimeoutError } from '../errors/timeout-error.js';
import type { OrderEffect } from '../order/effect.js';
import type { Clock, Wait } from '../ports/clock.js';
import type { HandedOver } from '../ports/effect-drainer.js';
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
  /** Milliseconds after which no further effect is begun; what was begun may take `retry.timeoutMs` more. Unlimited when left out. */
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
  /** Is told why the store could not be asked; it is asked again after the rest. */
  readonly onError?: (error: unknown) => void;
}

/** The part of an `AbortSignal` that is needed. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
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

const noRestHelps: ReadonlySet<string> = new Set(['options_invalid', 'schema_version']);

interface Counts {
  done: number;
  retried: number;
  dead: number;
}

const nothingYet = (): Counts => ({ done: 0, retried: 0, dead: 0 });

/** Does the same in several lanes at once, and fails when all of them have ended. */
export async function inLanes(lanes: number, lane: () => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failure = ends.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

/** Ends every rest when the host says stop, or somebody here does. */
function stopOf(signal: StopSignal) {
  const rests = new Set<() => void>();
  let stopped = signal.aborted;
  const now = (): void => {
    stopped = true;
    for (const end of rests) end();
  };
  signal.addEventListener('abort', now);
  return {
    isStopped: (): boolean => stopped,
    now,
    async rest({ over, end }: Wait): Promise<void> {
      rests.add(end);
      if (stopped) end();
      await over;
      rests.delete(end);
    },
    end: (): void => signal.removeEventListener('abort', now),
  };
}

/** Claims one effect that is due, hands it over and counts it. Answers whether there was one. */
async function handOverNext(
  handing: Handing,
  order: OrderKey | undefined,
  report: Counts,
): Promise<boolean> {
  const { queue, clock, retries } = handing;
  // Longer than it may take, so that it is settled before anybody else may claim it.
  const leaseMs = 2 * retries.timeoutMs;
  // One at a time: a lease that runs while others are handed over could run out before its turn.
  const asked = { now: clock.now(), leaseMs, limit: 1, ...(order && { order }) };
  const [claim] = await queue.claim(asked);
  if (claim === undefined) return false;
  const settlement = await handOver(handing, claim);
  const counted = await queue.settle(claim, settlement);
  if (counted) report[settlement.kind === 'retry' ? 'retried' : settlement.kind] += 1;
  return true;
}

/**
 * Hands over what is due, of one order or of all, in each order's own order.
 *
 * @throws what the queue throws, once everything that was under way is finished
 */
export async function drain(
  handing: Handing,
  { budgetMs, order, concurrency = 1 }: Bounds = {},
): Promise<HandedOver> {
  const { clock } = handing;
  const report = nothingYet();
  const end = budgetMs === undefined ? null : later(clock.now(), budgetMs);
  let failed = false;
  const mayBegin = (): boolean => !failed && (end === null || clock.now() < end);
  await inLanes(concurrency, async () => {
    try {
      while (mayBegin()) {
        if (!(await handOverNext(handing, order, report))) return;
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  });
  return report;
}

/**
 * Hands over whatever comes to be due, until it is told to stop. Each lane looks for itself: one effect that takes long
 * holds up no other order's.
 *
 * @throws OptionsError and SchemaVersionError, where the queue says that it was set up wrongly; nothing else
 */
export async function run(
  handing: Handing,
  { signal, idleMs = 1000, concurrency = 4, onError }: RunOptions,
): Promise<HandedOver> {
  const report = nothingYet();
  const stop = stopOf(signal);
  const tell = (error: unknown): void => {
    try {
      onError?.(error);
    } catch {
      // What is owed does not depend on who is told.
    }
  };
  try {
    await inLanes(concurrency, async () => {
      while (!stop.isStopped()) {
        try {
          if (await handOverNext(handing, undefined, report)) continue;
        } catch (error) {
          if (CodError.is(error) && noRestHelps.has(error.code)) {
            stop.now();
            throw error;
          }
          tell(error);
        }
        // The queue itself failed, or has nothing due: what is owed is still there after a rest.
        await stop.rest(handing.clock.wait(idleMs));
      }
    });
  } finally {
    stop.end();
  }
  return report;
}

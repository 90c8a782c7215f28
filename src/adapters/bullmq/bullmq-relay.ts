import { OptionsError } from '../../errors/options-error.js';
import type { Clock } from '../../ports/clock.js';
import type { EffectQueue } from '../../ports/effect-queue.js';
import { jobFor } from './bullmq-job.js';
import type { BullMqNewJob } from './bullmq-job.js';

/** The part of BullMQ's `Queue` that is needed. */
export interface BullMqQueue {
  addBulk(jobs: BullMqNewJob[]): Promise<unknown>;
}

/** The part of a store that is needed. */
export interface BullMqStore {
  readonly clock: Clock;
  readonly effects: Pick<EffectQueue, 'upcoming'>;
}

/** How a relay goes on until it is told to stop. */
export interface BullMqRelayOptions {
  readonly signal: AbortSignal;
  /** How long to rest between two looks, in milliseconds. Default 1 000. */
  readonly idleMs?: number;
  /** Is told why a look failed; the next one comes after the rest. */
  readonly onError?: (error: unknown) => void;
}

/** Brings what orders owe to a queue of BullMQ. */
export interface BullMqRelay {
  /** Looks once: adds a job for each order of which something is due. Answers how many orders these are. */
  look(): Promise<number>;
  /**
   * Looks again and again, until the signal is aborted.
   *
   * @throws OptionsError when `idleMs` is no time to rest
   */
  run(options: BullMqRelayOptions): Promise<void>;
}

/** Waits for something to be over, or for the signal. */
async function untilStopped(signal: AbortSignal, over: Promise<unknown>): Promise<void> {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await Promise.race([over, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** So many effects are looked at: at most as many jobs are added in one go. */
const most = 1000;

/** A day, as for whatever else rests. */
const longestRest = 86_400_000;

/**
 * Adds a job to BullMQ for each order of which something is due. BullMQ keeps its jobs where no transaction of the
 * orders' reaches, so a job is not added by the move: a relay asks the store what is due, and goes on asking. What was
 * rolled back it never sees; what it added and BullMQ lost it adds again with the next look.
 *
 * An order that has a job already gets no other (BullMQ's deduplication). Any number of relays may run on any number of
 * machines, and any of them may die. What failed, and timers, get their job when they are due.
 *
 * Tested with BullMQ 6.7, on Redis and on PostgreSQL.
 *
 * @example
 * ```ts
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { bullMqRelay } from 'cod-lifecycle/bullmq';
 *
 * // BullMQ's: new Queue('cod_lifecycle', { connection })
 * const queue = { addBulk: async () => [] };
 * await bullMqRelay(queue, memoryStore()).look(); //=> 0
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function bullMqRelay(queue: BullMqQueue, { clock, effects }: BullMqStore): BullMqRelay {
  const look = async (): Promise<number> => {
    const upcoming = await effects.upcoming({ limit: most });
    const now = clock.now();
    const due = upcoming.filter(({ at }) => at === null || at <= now).map(jobFor);
    const jobs = [...new Map(due.map((job) => [job.opts.deduplication.id, job])).values()];
    if (jobs.length > 0) await queue.addBulk(jobs);
    return jobs.length;
  };

  return {
    look,
    async run({ signal, idleMs = 1000, onError }) {
      if (!Number.isSafeInteger(idleMs) || idleMs < 1 || idleMs > longestRest) {
        throw new OptionsError('idleMs', `must be a whole number from 1 to ${longestRest}`);
      }
      const tell = (error: unknown): void => {
        try {
          onError?.(error);
        } catch {
          // The next look does not depend on who is told.
        }
      };
      while (!signal.aborted) {
        // BullMQ waits for a Redis that is away: nobody who wants to stop has to.
        await untilStopped(signal, look().catch(tell));
        const rest = clock.wait(idleMs);
        await untilStopped(signal, rest.over);
        rest.end();
      }
    },
  };
}

import { CodError } from '../errors/cod-error.js';
import type { UndeliverableError } from '../errors/undeliverable-error.js';
import { digest } from '../kernel/fingerprint.js';
import type { OrderEffect } from '../order/effect.js';
import type { Clock } from '../ports/clock.js';
import type { ClaimedEffect, EffectQueue, Settlement } from '../ports/effect-queue.js';
import type { OrderKey } from '../ports/order-key.js';
import type { CallHook } from './hooks.js';

/** How long to go on handing effects over. */
export interface DrainOptions {
  /** Milliseconds after which no further effect is started; unlimited when left out. */
  readonly budgetMs?: number;
}

/** What a drain came to. */
export interface DrainReport {
  readonly done: number;
  /** Failed, and due again later. */
  readonly retried: number;
  /** Failed for good: listed as dead. */
  readonly dead: number;
}

/** Hands one effect over; throws when that failed. */
export type Handler = (effect: OrderEffect | CallHook, claim: ClaimedEffect) => Promise<void>;

const leaseMs = 60_000;
const mostFailures = 10;
const firstPauseMs = 1_000;
const longestPauseMs = 300_000;

function later(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) + milliseconds).toISOString();
}

/** A code, never a message: a host's error may hold personal data. */
function reasonOf(error: unknown): string {
  if (CodError.is(error)) {
    return error.code === 'undeliverable' ? (error as UndeliverableError).reason : error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** Somewhere between nothing and all of a pause, elsewhere for each effect and try: so that not all come back at once. */
function pauseOf({ effectId, failures }: ClaimedEffect): number {
  const chance = Number.parseInt(digest(`${failures} ${effectId}`).slice(0, 8), 16) / 2 ** 32;
  return Math.ceil(chance * Math.min(firstPauseMs * 2 ** failures, longestPauseMs));
}

function failed(claim: ClaimedEffect, error: unknown, now: string): Settlement {
  const reason = reasonOf(error);
  const hopeless = CodError.is(error) && error.code === 'undeliverable';
  if (hopeless || claim.failures + 1 >= mostFailures) return { kind: 'dead', reason };
  return { kind: 'retry', at: later(now, pauseOf(claim)), reason };
}

/** Hands over what is due, of one order or of all, in each order's own order. */
export async function drain(
  queue: EffectQueue,
  clock: Clock,
  handle: Handler,
  { budgetMs, order }: DrainOptions & { readonly order?: OrderKey } = {},
): Promise<DrainReport> {
  const report = { done: 0, retried: 0, dead: 0 };
  const end = budgetMs === undefined ? null : later(clock.now(), budgetMs);
  for (;;) {
    const now = clock.now();
    if (end !== null && now >= end) return report;
    // One at a time: a lease that runs while others are handed over could run out before its turn.
    const [claim] = await queue.claim({ now, leaseMs, limit: 1, ...(order && { order }) });
    if (claim === undefined) return report;
    let settlement: Settlement = { kind: 'done' };
    try {
      await handle(claim.effect as OrderEffect | CallHook, claim);
    } catch (error) {
      settlement = failed(claim, error, clock.now());
    }
    const counted = await queue.settle(claim, settlement);
    if (counted) report[settlement.kind === 'retry' ? 'retried' : settlement.kind] += 1;
  }
}

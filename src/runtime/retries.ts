import { CodError } from '../errors/cod-error.js';
import { OptionsError } from '../errors/options-error.js';
import type { UndeliverableError } from '../errors/undeliverable-error.js';
import { digest } from '../kernel/fingerprint.js';
import type { ClaimedEffect, Settlement } from '../ports/effect-queue.js';
import { checkWholeNumber } from './option-checks.js';

/**
 * How often, how long and how patiently effects are handed over.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface RetryOptions {
  /** How long one may take, in milliseconds; then it counts as failed, and may be tried twice at once. Default 30 000. */
  readonly timeoutMs?: number;
  /** How often it may fail before it is given up. Default 20. */
  readonly errors?: number;
  /** How often its process may die, or be silent, before it is given up. Default 5. */
  readonly crashes?: number;
  /** The longest pause after the first failure, in milliseconds; it doubles with each. Default 1 000. */
  readonly firstPauseMs?: number;
  /** The longest pause of all, in milliseconds. Default 900 000. */
  readonly longestPauseMs?: number;
}

export type Retries = Required<RetryOptions>;

const standard: Retries = {
  timeoutMs: 30_000,
  errors: 20,
  crashes: 5,
  firstPauseMs: 1_000,
  longestPauseMs: 900_000,
};

const most = 86_400_000;

/** @throws OptionsError which names the first option that makes no sense */
export function retriesOf(options: RetryOptions = {}): Retries {
  for (const [name, value] of Object.entries(options) as readonly [string, unknown][]) {
    if (!Object.hasOwn(standard, name)) throw new OptionsError(`retry.${name}`, 'does not exist');
    checkWholeNumber(`retry.${name}`, value, most);
  }
  return { ...standard, ...options };
}

export function later(now: string, milliseconds: number): string {
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
function pauseOf({ effectId, failures }: ClaimedEffect, retries: Retries): number {
  const chance = Number.parseInt(digest(`${failures} ${effectId}`).slice(0, 8), 16) / 2 ** 32;
  return Math.ceil(chance * Math.min(retries.firstPauseMs * 2 ** failures, retries.longestPauseMs));
}

/** What is to become of an effect that could not be handed over. */
export function settlementOf(
  claim: ClaimedEffect,
  error: unknown,
  now: string,
  retries: Retries,
): Settlement {
  const reason = reasonOf(error);
  const hopeless = CodError.is(error) && error.code === 'undeliverable';
  if (hopeless || claim.failures + 1 >= retries.errors) return { kind: 'dead', reason };
  return { kind: 'retry', at: later(now, pauseOf(claim, retries)), reason };
}

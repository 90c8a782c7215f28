import { CodError } from '../../errors/cod-error.js';
import type { OptionsError } from '../../errors/options-error.js';
import { StoreError } from '../../errors/store-error.js';
import { ProblemError, malformed, problemOf } from './problem.js';

const again = { 'retry-after': '1' };

/** What a caller of the API is told of an error that was thrown: never what it says. */
export function problemOfError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!CodError.is(error)) return new ProblemError(problemOf(500, 'internal'));
  switch (error.code) {
    case 'command_reused':
      return new ProblemError(
        problemOf(422, 'command_reused', 'This Idempotency-Key was used for another event.'),
      );
    case 'contention':
      return new ProblemError(
        problemOf(503, 'contention', 'Nothing was written. Send it again.'),
        again,
      );
    case 'store_failed': {
      const lost = StoreError.lost(error);
      const detail = lost
        ? 'It is not known whether this was written. Send it again with the same Idempotency-Key; without one, look first.'
        : 'Nothing was written. Send it again.';
      return new ProblemError(
        problemOf(503, lost ? 'outcome_unknown' : 'store_failed', detail),
        again,
      );
    }
    default:
      return new ProblemError(problemOf(500, 'internal'));
  }
}

/** Asks a question whose answer depends on nothing but what came in: an option that is wrong is the caller's. */
export async function askedFor<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!CodError.is(error) || error.code !== 'options_invalid') throw error;
    const { option, expected } = error as OptionsError;
    const [, ...names] = option.split('.');
    const path = names.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
    throw malformed([{ path: path.length > 0 ? path : [option], message: expected }]);
  }
}

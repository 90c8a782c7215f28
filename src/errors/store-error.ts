import { CodError } from './cod-error.js';

/**
 * A store could not do what it was asked. `verdict` says what became of it: `not_applied`, so that nothing of it was
 * written, or `unknown` when the answer was lost on its way. `reason` is the code of the driver's own error, which is not
 * kept: it may quote the row, and with it the customer.
 *
 * @category Errors
 * @since 0.1.0
 */
export class StoreError extends CodError<'store_failed'> {
  readonly code = 'store_failed';
  readonly verdict: 'not_applied' | 'unknown';
  /** The code that the driver or the database gave, such as `ECONNREFUSED` or `22P05`; `null` where there was none. */
  readonly reason: string | null;

  /** Whether a failure leaves it open what was written; tells the errors of any copy of this package. */
  static lost(error: unknown): boolean {
    return (
      CodError.is(error) &&
      error.code === 'store_failed' &&
      (error as StoreError).verdict === 'unknown'
    );
  }

  constructor(verdict: 'not_applied' | 'unknown', reason: string | null = null) {
    const why = reason === null ? '' : ` (${reason})`;
    super(
      verdict === 'not_applied'
        ? `The store failed${why}; nothing was written`
        : `The store failed${why}; it is not known whether it wrote`,
    );
    this.verdict = verdict;
    this.reason = reason;
  }
}

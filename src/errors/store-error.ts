import { CodError } from './cod-error.js';

/**
 * A store could not do what it was asked. `written` says whether anything may have been written: `no`, or `unknown`
 * when the answer was lost on its way.
 *
 * @category Errors
 * @since 0.1.0
 */
export class StoreError extends CodError<'store_failed'> {
  readonly code = 'store_failed';
  readonly written: 'no' | 'unknown';

  /** Whether a failure leaves it open what was written; tells the errors of any copy of this package. */
  static lost(error: unknown): boolean {
    return (
      CodError.is(error) &&
      error.code === 'store_failed' &&
      (error as StoreError).written === 'unknown'
    );
  }

  constructor(written: 'no' | 'unknown', options?: { readonly cause?: unknown }) {
    super(
      written === 'no'
        ? 'The store failed; nothing was written'
        : 'The store failed; it is not known whether it wrote',
      options,
    );
    this.written = written;
  }
}

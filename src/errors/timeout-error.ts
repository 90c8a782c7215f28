import { CodError } from './cod-error.js';

/**
 * An inventory, a notifier or a hook did not answer in time. It may have done its work all the same.
 *
 * @category Errors
 * @since 0.1.0
 */
export class TimeoutError extends CodError<'timeout'> {
  readonly code = 'timeout';

  constructor(milliseconds: number) {
    super(`There was no answer within ${milliseconds} ms`);
  }
}

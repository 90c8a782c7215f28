import { CodError } from './cod-error.js';

/**
 * Others kept changing the order while this command was decided, again and again. Nothing was written; send it again.
 *
 * @category Errors
 * @since 0.1.0
 */
export class ContentionError extends CodError<'contention'> {
  readonly code = 'contention';

  constructor(attempts: number) {
    super(`The order changed under the command ${attempts} times in a row; nothing was written`);
  }
}

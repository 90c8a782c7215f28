import { CodError } from '../errors/cod-error.js';

/**
 * Something went otherwise than a test said. The message tells the story so far, and each difference on a line of its own.
 *
 * @category Testing
 * @since 0.1.0
 */
export class ExpectationError extends CodError<'expectation_failed'> {
  readonly code = 'expectation_failed';

  constructor(story: string, lines: readonly string[]) {
    super([story, ...lines].join('\n'));
  }
}

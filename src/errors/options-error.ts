import { CodError } from './cod-error.js';

/**
 * A function of this library was set up wrongly. Names the option, and what would be right.
 *
 * @category Errors
 * @since 0.1.0
 */
export class OptionsError extends CodError<'options_invalid'> {
  readonly code = 'options_invalid';
  /** Where it is, such as `secrets` or `query.limit`. */
  readonly option: string;
  /** What would be right, such as `must be at least one secret`. */
  readonly expected: string;

  constructor(option: string, expected: string) {
    super(`${option} ${expected}`);
    this.option = option;
    this.expected = expected;
  }
}

import { CodError } from './cod-error.js';

/**
 * A function of this library was set up wrongly. Names the option, and what would be right.
 *
 * @category Errors
 * @since 0.1.0
 */
export class OptionsError extends CodError<'options_invalid'> {
  readonly code = 'options_invalid';

  constructor(option: string, expected: string) {
    super(`${option} ${expected}`);
  }
}

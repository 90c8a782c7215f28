import { CodError } from './cod-error.js';

/**
 * A command id was used before, for something else or by somebody else. One of the two would be lost if it were taken for a repeat.
 *
 * @category Errors
 * @since 0.1.0
 */
export class CommandReusedError extends CodError<'command_reused'> {
  readonly code = 'command_reused';

  constructor() {
    super(
      'The command id was used before with another event, or by somebody else; give each command an id of its own',
    );
  }
}

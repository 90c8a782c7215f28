import { CodError } from './cod-error.js';

/** One mistake in a definition: where it stands, and a sentence that names it. */
export interface DefinitionProblem {
  readonly code:
    | 'unknown_status'
    | 'unknown_event'
    | 'duplicate_rule'
    | 'final_with_exit'
    | 'unreachable_status'
    | 'initial_mismatch'
    | 'empty_rule'
    | 'choice_missing'
    | 'reserved_name';
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * A lifecycle's definition contradicts itself. Raised when it is made, with every mistake at once.
 *
 * @category Errors
 * @since 0.1.0
 */
export class DefinitionError extends CodError<'definition_invalid'> {
  readonly code = 'definition_invalid';
  readonly problems: readonly DefinitionProblem[];

  constructor(id: string, problems: readonly DefinitionProblem[]) {
    super(
      `The definition of "${id}" is not sound:\n${problems.map(({ message }) => `- ${message}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

import { CodError } from './cod-error.js';

/**
 * A merchant's policy has an option that does not exist, or a value that makes no sense. Names each one.
 *
 * @category Errors
 * @since 0.1.0
 */
export class PolicyError extends CodError<'policy_invalid'> {
  readonly code = 'policy_invalid';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The policy cannot be used: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

import { CodError } from './cod-error.js';

/**
 * Something that can never be handed over: thrown by a hook, an inventory or a notifier, it is listed as dead at once,
 * with its reason, instead of being tried again.
 *
 * @category Errors
 * @since 0.1.0
 */
export class UndeliverableError extends CodError<'undeliverable'> {
  readonly code = 'undeliverable';
  /** A word for a program to branch on, such as `no_such_number`. */
  readonly reason: string;

  /** @param reason in snake_case; never a customer's data, for it is listed and logged */
  constructor(reason: string) {
    super(`It cannot be handed over: ${reason}`);
    this.reason = reason;
  }
}

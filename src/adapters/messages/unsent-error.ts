import { CodError } from '../../errors/cod-error.js';

/** What kept a message from going out: a word, or the status that the other side answered with. */
export type UnsentCode =
  | `gateway_${number}`
  | 'gateway_redirected'
  | 'gateway_timeout'
  | 'gateway_unreachable'
  | `smtp_${number}`
  | 'smtp_failed'
  | 'smtp_timeout'
  | 'smtp_unreachable';

/**
 * A message could not be handed over this time, and may be the next. It has no `cause`: what a server answers, or a
 * client reports, may quote the recipient.
 *
 * @category Errors
 * @since 0.1.0
 */
export class UnsentError extends CodError<UnsentCode> {
  readonly code: UnsentCode;

  constructor(code: UnsentCode) {
    super(`The message was not handed over: ${code}`);
    this.code = code;
  }
}

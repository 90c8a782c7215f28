import { UndeliverableError } from '../../errors/undeliverable-error.js';
import { UnsentError } from '../messages/unsent-error.js';

/** The commands whose refusal is about this recipient or this message. */
const aboutThisEmail: ReadonlySet<unknown> = new Set(['RCPT TO', 'DATA']);

/** A refusal that another try of the same message would get again. 503 is about the session. */
const isPermanent = (status: number): boolean => status >= 500 && status < 600 && status !== 503;

/** What a mailer's error comes to. The error itself is not kept: a server's answer quotes the recipient. */
export function emailFailure(error: unknown): UndeliverableError | UnsentError {
  const { responseCode, command, code } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as { readonly responseCode?: unknown; readonly command?: unknown; readonly code?: unknown };
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600) {
    // A login, a sender or a server that is refused for good is the shop's to mend, and no fault of this message.
    return isPermanent(responseCode) && aboutThisEmail.has(command)
      ? new UndeliverableError(`smtp_${responseCode}`)
      : new UnsentError(`smtp_${responseCode}`);
  }
  if (code === 'ETIMEDOUT') return new UnsentError('smtp_timeout');
  if (code === 'ECONNECTION' || code === 'ESOCKET' || code === 'EDNS') {
    return new UnsentError('smtp_unreachable');
  }
  return new UnsentError('smtp_failed');
}

import type { MessageMaker } from '../messages/message-for.js';
import type { ToE164 } from './e164.js';

/**
 * An SMS, as it is asked of a gateway.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface Sms {
  /** The effect's id: the same at every try of this message, and of no other. */
  readonly id: string;
  /** `+` and digits, E.164. */
  readonly to: string;
  readonly text: string;
  /** The sender that the options name. */
  readonly from?: string;
}

/**
 * Which gateway, and how to speak to it.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface SmsOptions {
  /** Where to post messages: `https`, or this machine. */
  readonly url: string;
  /** What the gateway knows the calls by. */
  readonly secret: string;
  /** The sender that customers see. */
  readonly from?: string;
  /** How long to wait for an answer, in milliseconds; less than the runtime waits. Default 10 000. */
  readonly timeoutMs?: number;
  /** Further headers, such as `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The gateway's own shape of a message, which is sent as JSON. Default: the message as it is. */
  readonly body?: (sms: Sms) => object;
  /** What to say. Default `messageFor`. */
  readonly message?: MessageMaker;
  /** How to read a phone number, where shops give national ones. Its answer still has to be `+` and 7 to 15 digits. */
  readonly toE164?: ToE164;
}

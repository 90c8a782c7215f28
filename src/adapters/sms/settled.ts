import { OptionsError } from '../../errors/options-error.js';
import { messageFor } from '../messages/message-for.js';
import type { MessageMaker } from '../messages/message-for.js';
import type { Sms, SmsOptions } from './sms-options.js';

/** The options, checked and with their defaults. */
export interface Settled {
  readonly url: string;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly headers: Headers;
  readonly body: (sms: Sms) => object;
  readonly message: MessageMaker;
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

/** A missing environment variable arrives here as `undefined`, whatever its type says. */
function isBlank(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
}

function checkUrl(text: string): void {
  const url = URL.parse(text);
  if (url === null) throw new OptionsError('url', 'must be a whole URL');
  const { protocol, hostname, username, password } = url;
  if (protocol !== 'https:' && !(protocol === 'http:' && isThisMachine(hostname)))
    throw new OptionsError('url', 'must be https, unless it is on this machine');
  if (username !== '' || password !== '')
    throw new OptionsError('url', 'must hold no password; put it into a header');
}

function headersOf(record: Readonly<Record<string, string>>): Headers {
  try {
    return new Headers(record);
  } catch {
    // The platform's own error would quote the value, which may be a key.
    throw new OptionsError('headers', 'must be names and values that HTTP allows');
  }
}

/** @throws OptionsError which names the option and never repeats its value */
export function settled(options: SmsOptions): Settled {
  const { url, secret, from, timeoutMs = 10_000, headers = {} } = options;
  const { body = (sms) => sms, message = (notification) => messageFor(notification) } = options;
  checkUrl(url);
  if (isBlank(secret)) throw new OptionsError('secret', 'must not be blank');
  if (from !== undefined && isBlank(from)) throw new OptionsError('from', 'must not be blank');
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 1)
    throw new OptionsError('timeoutMs', 'must be a whole number, at least 1');
  return { url, secret, timeoutMs, headers: headersOf(headers), body, message };
}

import { UndeliverableError } from '../../errors/undeliverable-error.js';
import { UnsentError } from '../messages/unsent-error.js';
import type { Settled } from './settled.js';
import { sign } from './sign.js';

/**
 * Statuses that say that this message is wrong. All others are about something that may be over by the next try: a busy
 * gateway, the same message still on its way, or a URL, a key or an account that the shop puts right.
 */
const wrong: ReadonlySet<number> = new Set([400, 413, 414, 422]);

async function answerTo(
  { url, secret, timeoutMs, headers }: Settled,
  id: string,
  body: string,
): Promise<Response> {
  const sent = new Headers(headers);
  sent.set('Content-Type', 'application/json');
  sent.set('Idempotency-Key', id);
  sent.set('Cod-Signature', await sign(body, secret, Date.now()));
  try {
    return await fetch(url, {
      method: 'POST',
      headers: sent,
      body,
      // A number and a name go where the shop said, and nowhere else.
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new UnsentError(isLate ? 'gateway_timeout' : 'gateway_unreachable');
  }
}

/**
 * Posts one message. The status is the whole answer: nothing of the body is read, however long it is.
 *
 * @throws UnsentError when another try may do it
 * @throws UndeliverableError when the gateway refuses this message
 */
export async function post(settled: Settled, id: string, body: string): Promise<void> {
  const answer = await answerTo(settled, id, body);
  await answer.body?.cancel().catch(() => undefined);
  const { status, ok, type } = answer;
  if (ok) return;
  // A browser hides the status of a redirect that it does not follow.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new UnsentError('gateway_redirected');
  }
  if (wrong.has(status)) throw new UndeliverableError(`gateway_${status}`);
  throw new UnsentError(`gateway_${status}`);
}

import { onTestFinished } from 'vitest';
import { smsNotifier } from 'cod-lifecycle/sms';
import type { SmsOptions } from 'cod-lifecycle/sms';
import { openGateway, status } from '../../unit/sms/gateway.ts';
import type { Answer } from '../../unit/sms/gateway.ts';
import { secrets } from './canaries.ts';
import type { Post } from './shop-with-post.ts';

/** How a gateway behaves; `down` is nobody there. */
export type Manner = Answer | 'down';

/** Long enough for whoever answers at all. */
const patient = 20_000;

/** The real notifier and a real gateway, whose customers read each message once, however often it is told. */
export async function smsPost(options: Partial<SmsOptions> = {}) {
  const gateway = await openGateway();
  const taken = new Set<string>();
  let isUp = true;
  onTestFinished(async () => {
    if (isUp) await gateway.down();
  });

  /** An answer by which the gateway has taken a message, whatever becomes of the answer. */
  const taking =
    (answer: Answer): Answer =>
    (response) => {
      taken.add(String(response.req.headers['idempotency-key']));
      answer(response);
    };
  const behaves = async (manner: Manner): Promise<void> => {
    if (manner === 'down') await gateway.down();
    else gateway.says(manner);
    if (manner !== 'down' && !isUp) await gateway.up();
    isUp = manner !== 'down';
  };
  await behaves(taking(status(202)));

  const post: Post = {
    notifier: smsNotifier({
      url: gateway.url,
      secret: secrets.smsSecret,
      headers: { Authorization: secrets.apiKey },
      timeoutMs: patient,
      ...options,
    }),
    arrived: () => [...taken],
    nameOf: (effectId) => effectId,
  };
  return {
    ...post,
    gateway,
    taking,
    behaves,
    mend: async () => behaves(taking(status(202))),
    /** The messages that were asked for, repeats included. */
    tries: () => gateway.calls.map(({ headers }) => String(headers['idempotency-key'])),
  };
}

export type SmsPost = Awaited<ReturnType<typeof smsPost>>;

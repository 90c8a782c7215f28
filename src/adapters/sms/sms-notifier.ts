import type { Notifier } from '../../ports/notifier.js';
import { e164 } from './e164.js';
import { post } from './post.js';
import { settled } from './settled.js';
import type { SmsOptions } from './sms-options.js';

/**
 * Sends messages through an SMS gateway that takes JSON over HTTP.
 *
 * - It posts `{ id, to, text, from }`, or what `body` makes of it, with the headers `Idempotency-Key` (the effect's id,
 *   the same at every try) and `Cod-Signature`: `t=<unix seconds>,v1=<hex>`, an HMAC-SHA256 over `seconds.body`.
 * - 2xx is done. 401, 403, 408, 425, 429, 5xx, a redirect (never followed), no answer in time and no connection are an
 *   `UnsentError`, and tried again. Any other 4xx is an `UndeliverableError` with the reason `gateway_<status>`.
 * - A phone that is no number is an `UndeliverableError` with the reason `no_such_number`.
 * - No error names a customer, a number or a text.
 *
 * @throws OptionsError when an option is wrong; its message never holds a secret
 * @example
 * ```ts
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { messageFor } from 'cod-lifecycle/messages';
 * import { smsNotifier } from 'cod-lifecycle/sms';
 *
 * const notifier = smsNotifier({
 *   url: 'https://sms.example/messages',
 *   secret: 'the secret that you share with the gateway',
 *   from: 'ZAHRA',
 *   message: (notification) => messageFor(notification, { shop: 'Zahra', locale: 'ar' }),
 * });
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore(), notifier });
 *
 * await orders.effects.list({ state: 'dead' }); //=> []
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function smsNotifier(options: SmsOptions): Notifier {
  const how = settled(options);
  const { from, toE164 } = options;
  return {
    async notify(notification) {
      const { effectId: id, order } = notification;
      const to = e164(order.customer.phone, order.address.country, toE164);
      const { text } = await how.message(notification);
      const sms = { id, to, text, ...(from !== undefined && { from }) };
      await post(how, id, JSON.stringify(how.body(sms)));
    },
  };
}

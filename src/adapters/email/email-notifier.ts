import { OptionsError } from '../../errors/options-error.js';
import { UndeliverableError } from '../../errors/undeliverable-error.js';
import type { Notification, Notifier } from '../../ports/notifier.js';
import { hex } from '../messages/hex.js';
import { messageFor } from '../messages/message-for.js';
import type { MessageMaker } from '../messages/message-for.js';
import { onOneLine } from '../messages/on-one-line.js';
import { emailFailure } from './email-failure.js';
import type { EmailAddress, EmailTransport } from './email-transport.js';
import { domainOf, isMailbox } from './mailbox.js';

/**
 * Who sends, and through what.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface EmailOptions {
  /** nodemailer's `Transporter`, or anything with its `sendMail`. */
  readonly transport: EmailTransport;
  /** `orders@zahra.example`, `Zahra <orders@zahra.example>`, or the two parts. */
  readonly from: string | EmailAddress;
  /** What to say. Default `messageFor`. */
  readonly message?: MessageMaker;
  /**
   * What to do about a customer who gave no e-mail address: tell them nothing, or list the message as dead with the reason
   * `no_address`. Default `skip`.
   */
  readonly withoutAddress?: 'skip' | 'refuse';
}

/** The same for every try of an effect, so that a mailbox that got it twice can tell; and it tells nothing else. */
async function messageIdOf({ effectId }: Notification, domain: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(effectId));
  return `<${hex(digest)}@${domain}>`;
}

/**
 * Sends messages by e-mail, through a mailer of your own such as nodemailer.
 *
 * - A refusal for good (5xx) of the recipient or of the message is an `UndeliverableError` with the reason
 *   `smtp_<status>`; an address that is none has the reason `no_such_address`. Everything else, a refused login among it,
 *   is an `UnsentError`, and tried again.
 * - The `Message-ID` is made from the effect's id, and the same at every try. A repeat is sent again: where the answer was
 *   lost, the same e-mail may arrive twice, under one id.
 * - What others wrote stays within its header. No error names a customer or an address.
 *
 * @throws OptionsError when `from` is no address, or `transport` sends nothing
 * @example
 * ```ts
 * import { createTransport } from 'nodemailer';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { emailNotifier } from 'cod-lifecycle/email';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { messageFor } from 'cod-lifecycle/messages';
 *
 * const notifier = emailNotifier({
 *   transport: createTransport({ host: 'smtp.zahra.example', port: 587, requireTLS: true, socketTimeout: 20_000 }),
 *   from: 'Zahra <orders@zahra.example>',
 *   message: (notification) => messageFor(notification, { shop: 'Zahra', locale: 'fr' }),
 * });
 * const orders = createOrders({ lifecycle: cod(), store: memoryStore(), notifier });
 *
 * await orders.effects.list({ state: 'dead' }); //=> []
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function emailNotifier(options: EmailOptions): Notifier {
  const { transport, from, withoutAddress = 'skip' } = options;
  const { message = (notification) => messageFor(notification) } = options;
  if (typeof transport?.sendMail !== 'function') {
    throw new OptionsError('transport', 'must have a sendMail, as nodemailer’s has');
  }
  const sender: unknown = typeof from === 'string' ? from : from?.address;
  const domain = typeof sender === 'string' ? domainOf(sender) : null;
  if (domain === null) throw new OptionsError('from', 'must be an e-mail address');
  return {
    async notify(notification) {
      const { name, email: address } = notification.order.customer;
      if (address === null) {
        if (withoutAddress === 'skip') return;
        throw new UndeliverableError('no_address');
      }
      if (!isMailbox(address)) throw new UndeliverableError('no_such_address');
      const { locale, subject, text } = await message(notification);
      const email = {
        from,
        to: { name: onOneLine(name), address },
        subject: onOneLine(subject),
        text,
        messageId: await messageIdOf(notification, domain),
        // RFC 3834: nobody's vacation answers.
        headers: { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated' },
      };
      try {
        await transport.sendMail(email);
      } catch (error) {
        throw emailFailure(error);
      }
    },
  };
}

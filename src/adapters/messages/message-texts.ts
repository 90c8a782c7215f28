import type { NotifyCustomer } from '../../order/effect.js';
import type { MessageFacts } from './message-facts.js';
import type { MessageLanguage } from './spoken.js';

/** Everything that a customer is told of. */
export type MessageTemplate = NotifyCustomer['template'];

/**
 * One message in one language. An SMS is its `text`; an e-mail has the `subject` as well.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface MessageText {
  readonly subject: (facts: MessageFacts) => string;
  readonly text: (facts: MessageFacts) => string;
}

/**
 * All messages in one language. A language that lacks one does not compile.
 *
 * @category Adapters
 * @since 0.1.0
 */
export type MessageTexts = { readonly [Template in MessageTemplate]: MessageText };

/**
 * A shop's own words, in place of the ones here: by language, template and part.
 *
 * @category Adapters
 * @since 0.1.0
 */
export type OwnMessageTexts = {
  readonly [Language in MessageLanguage]?: {
    readonly [Template in MessageTemplate]?: Partial<MessageText>;
  };
};

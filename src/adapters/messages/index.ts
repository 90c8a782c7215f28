export type { MessageFacts } from './message-facts.js';
export type { Message, MessageMaker, MessageOptions } from './message-for.js';
export { messageFor } from './message-for.js';
export type {
  MessageTemplate,
  MessageText,
  MessageTexts,
  OwnMessageTexts,
} from './message-texts.js';
export type { MessageLanguage } from './spoken.js';

export { UnsentError } from '../messages/unsent-error.js';
export type { UnsentCode } from '../messages/unsent-error.js';
export { emailNotifier } from './email-notifier.js';
export type { EmailOptions } from './email-notifier.js';
export type { Email, EmailAddress, EmailTransport } from './email-transport.js';

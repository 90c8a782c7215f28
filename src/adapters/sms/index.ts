export { UnsentError } from '../messages/unsent-error.js';
export type { UnsentCode } from '../messages/unsent-error.js';
export type { ToE164 } from './e164.js';
export { smsNotifier } from './sms-notifier.js';
export type { Sms, SmsOptions } from './sms-options.js';

import { UndeliverableError } from '../../errors/undeliverable-error.js';

/** Turns a phone number as a shop gave it, and the country it is in, into `+` and digits. */
export type ToE164 = (phone: string, country: string) => string;

/** What people put between digits, and the invisible marks that come along when a number is copied from a chat. */
const between = /[\s\p{Cf}\p{Pd}.()[\]]/gu;

/** Digits alone, with the international prefix written as `+`. A national number stays what it is. */
const plain: ToE164 = (phone) => phone.replaceAll(between, '').replace(/^00/, '+');

/**
 * The number to send to. What `toE164` throws may quote the number and is not passed on.
 *
 * @throws UndeliverableError `no_such_number` when it is not `+` and 7 to 15 digits
 */
export function e164(phone: string, country: string, toE164: ToE164 = plain): string {
  let number = '';
  try {
    number = plain(toE164(phone, country), country);
  } catch {
    // Not a number, then.
  }
  if (!/^\+[1-9]\d{6,14}$/.test(number)) throw new UndeliverableError('no_such_number');
  return number;
}

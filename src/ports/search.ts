/** What an order is searched by, as it is compared. */
export interface SearchTerm {
  /** How its number begins. */
  readonly number: string;
  /** Too short to be a beginning: it has to be the number. */
  readonly whole: boolean;
  /** How its phone ends, from the last digit backwards; `null` where it is none. */
  readonly phone: string | null;
  readonly id: string;
}

const leastOfNumber = 3;
const leastOfPhone = 4;
/** One writes a country's code, another a zero: the last digits are the same. */
const mostOfPhone = 8;

const zeros = [0x0660, 0x06f0] as const;

/** The digits of Arabic keyboards as everybody else's. */
const plainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
  });

const digitsOf = (phone: string): string => plainDigits(phone).replace(/\D/g, '');
const backwards = (digits: string): string => digits.split('').toReversed().join('');

/** The digits of a phone from the last one backwards, without the zeros that it begins with. */
export const reversedPhone = (phone: string): string =>
  backwards(digitsOf(phone).replace(/^0+/, ''));

/** The number of an order as it is compared: `#1042` and `1042` are one. */
export function plainNumber(number: string): string {
  return plainDigits(number.normalize('NFKC')).trim().replace(/^#/, '').toLowerCase();
}

/** What somebody types of a phone, from its last digit backwards. A zero may stand for the country, or be one of the digits. */
function endOfPhone(typed: string): string {
  const digits = digitsOf(typed).slice(-mostOfPhone);
  return backwards(digits.replace(/^0(?=[1-9]\d{5,6}$)/, ''));
}

const looksLikePhone = (text: string): boolean => /^[\s\d+().-]+$/.test(plainDigits(text));

/**
 * Reads what a person typed: the beginning of an order's number, from three characters on, or the whole of it; the last
 * four or more digits of a phone, or all of it, however it is written; or an order's id.
 */
export function searchTermOf(typed: string): SearchTerm {
  const number = plainNumber(typed);
  const phone = looksLikePhone(typed) ? endOfPhone(typed) : '';
  return {
    number,
    whole: number.length < leastOfNumber,
    phone: phone.length >= leastOfPhone ? phone : null,
    id: typed,
  };
}

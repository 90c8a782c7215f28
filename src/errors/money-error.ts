import { CodError } from './cod-error.js';

const sentences = {
  currency_invalid: 'A currency is three capital letters of ISO 4217, such as "MAD"',
  amount_invalid: 'An amount is decimal digits with at most one point, such as "29.35"',
  amount_too_fine: 'The amount has more decimals than its currency, so nobody can pay it',
  amount_too_large: 'The amount is too large to be exact: at most 9007199254740991 minor units',
} as const;

/**
 * A text that is no amount of money.
 *
 * @category Errors
 * @since 0.1.0
 */
export class MoneyError extends CodError<keyof typeof sentences> {
  readonly code: keyof typeof sentences;

  constructor(code: keyof typeof sentences) {
    super(sentences[code]);
    this.code = code;
  }
}

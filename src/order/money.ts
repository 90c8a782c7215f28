import { MoneyError } from '../errors/money-error.js';

/**
 * An amount of money: a whole number of the currency's minor units, never a fraction.
 *
 * 29.35 USD is `{ amount: 2935, currency: 'USD' }`; 12.500 TND is `{ amount: 12500, currency: 'TND' }`.
 *
 * @category Order
 * @since 0.1.0
 */
export interface Money {
  readonly amount: number;
  /** Three capital letters, ISO 4217. */
  readonly currency: string;
}

/** ISO 4217, List One: the currencies whose minor unit is not a hundredth. */
const exponents: { readonly [exponent: number]: string } = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const byCurrency: ReadonlyMap<string, number> = new Map(
  Object.entries(exponents).flatMap(([exponent, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(exponent)]),
  ),
);

/**
 * How many decimal digits a currency's minor unit has: 0, 2, 3 or 4.
 *
 * @category Order
 * @since 0.1.0
 */
export function exponentOf(currency: string): number {
  return byCurrency.get(currency) ?? 2;
}

/**
 * Reads a decimal amount as shops write it, digit by digit and without floats.
 *
 * Missing decimals are filled up, surplus zeros dropped; an amount finer than the currency's minor unit is refused,
 * for nobody can pay it.
 *
 * @param text digits with at most one point: `"29.35"`, `"1000"`, `"-3.5"`
 * @throws MoneyError when the text is no such amount, or is too large to be exact
 * @example
 * ```ts
 * import { parseMoney } from 'cod-lifecycle';
 *
 * parseMoney('29.35', 'USD'); //=> { amount: 2935, currency: 'USD' }
 * parseMoney('12.5', 'TND'); //=> { amount: 12500, currency: 'TND' }
 * parseMoney('1000.00', 'JPY'); //=> { amount: 1000, currency: 'JPY' }
 * ```
 * @category Order
 * @since 0.1.0
 */
export function parseMoney(text: string, currency: string): Money {
  if (!/^[A-Z]{3}$/.test(currency)) throw new MoneyError('currency_invalid');
  const parts = /^(-?)(\d{1,18})(?:\.(\d{0,18}))?$/.exec(text);
  if (!parts) throw new MoneyError('amount_invalid');
  const [, sign = '', whole = '', fraction = ''] = parts;
  const exponent = exponentOf(currency);
  if (/[^0]/.test(fraction.slice(exponent))) throw new MoneyError('amount_too_fine');
  const amount = Number(sign + whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  if (!Number.isSafeInteger(amount)) throw new MoneyError('amount_too_large');
  return { amount: amount === 0 ? 0 : amount, currency };
}

/**
 * Writes an amount the way shops do: all the currency's decimals, a point, no grouping.
 *
 * @example
 * ```ts
 * import { formatMoney } from 'cod-lifecycle';
 *
 * formatMoney({ amount: 12500, currency: 'TND' }); //=> '12.500'
 * formatMoney({ amount: -5, currency: 'USD' }); //=> '-0.05'
 * ```
 * @category Order
 * @since 0.1.0
 */
export function formatMoney({ amount, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  const sign = amount < 0 ? '-' : '';
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

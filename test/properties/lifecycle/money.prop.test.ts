import * as fc from 'fast-check';
import { CodError, exponentOf, formatMoney, parseMoney } from 'cod-lifecycle';
import { describe, expect, it } from 'vitest';
import { runs } from './runs.ts';

const currency = fc.oneof(
  fc.constantFrom('JPY', 'MAD', 'USD', 'TND', 'KWD', 'BHD', 'CLF', 'UYW'),
  fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')),
    minLength: 3,
    maxLength: 3,
  }),
);
const amount = fc
  .oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 }))
  .map((n) => n + 0);

/** What a text is worth in minor units, counted with whole numbers of any size; `null` when it is no amount. */
function worth(text: string, exponent: number): bigint | null {
  const [, sign, whole, fraction = ''] = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text) ?? [];
  if (whole === undefined || whole.length > 18 || fraction.length > 18) return null;
  const scaled = BigInt(whole + fraction.padEnd(18, '0'));
  const unit = 10n ** BigInt(18 - exponent);
  if (scaled % unit !== 0n) return null;
  const units = scaled / unit;
  return units > BigInt(Number.MAX_SAFE_INTEGER) ? null : sign ? -units : units;
}

function read(text: string, code: string): number | null {
  try {
    return parseMoney(text, code).amount;
  } catch (error) {
    if (!CodError.is(error)) throw error;
    return null;
  }
}

const digits = (most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 0, maxLength: most });
const almostAmounts = fc
  .tuple(
    fc.constantFrom('', '-', '+', ' ', '٣'),
    digits(20),
    fc.constantFrom('', '.', ',', 'e', '..'),
    digits(20),
  )
  .map((parts) => parts.join(''));

describe('an amount of money', () => {
  it('is the same after it was written and read, in a currency of any exponent', () => {
    fc.assert(
      fc.property(amount, currency, (units, code) => {
        const money = { amount: units, currency: code };
        expect(parseMoney(formatMoney(money), code)).toStrictEqual(money);
      }),
      runs(2000),
    );
  });

  it('is written with all the decimals of its currency and no more', () => {
    fc.assert(
      fc.property(amount, currency, (units, code) => {
        const [whole = '', fraction = ''] = formatMoney({ amount: units, currency: code }).split(
          '.',
        );
        expect(fraction).toHaveLength(exponentOf(code));
        expect(whole).toMatch(/^-?(0|[1-9]\d*)$/);
      }),
      runs(1000),
    );
  });

  it('is read to its last minor unit, or not at all', () => {
    fc.assert(
      fc.property(fc.oneof(almostAmounts, fc.string()), currency, (text, code) => {
        const expected = worth(text, exponentOf(code));
        expect(read(text, code)).toBe(expected === null ? null : Number(expected));
      }),
      runs(3000),
    );
  });

  it('is read the same with zeros added after the point or before the number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), currency, fc.nat(2), fc.nat(9), (units, code, before, after) => {
        const text = formatMoney({ amount: units, currency: code });
        const longer = text.includes('.')
          ? text + '0'.repeat(after)
          : `${text}.${'0'.repeat(after)}`;
        expect(parseMoney('0'.repeat(before) + longer, code).amount).toBe(units);
      }),
      runs(1000),
    );
  });

  it('is in a currency of three capital letters, or refused with a code', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        fc.pre(!/^[A-Z]{3}$/.test(code));
        expect(() => parseMoney('1', code)).toThrow(
          expect.objectContaining({ code: 'currency_invalid' }),
        );
      }),
      runs(500),
    );
  });
});

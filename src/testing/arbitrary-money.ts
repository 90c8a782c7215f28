import * as fc from 'fast-check';
import type { Money } from '../order/index.js';
import { plain } from './plain.js';

const currencies = ['MAD', 'TND', 'KWD', 'JPY', 'USD', 'CLF'] as const;

/**
 * An amount that somebody could owe, in a currency with 0, 2, 3 or 4 decimals: nothing, a price, or very much.
 *
 * @param currency one of those when left out
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { arbitraryMoney } from 'cod-lifecycle/testing';
 *
 * fc.assert(fc.property(arbitraryMoney('TND'), ({ amount }) => Number.isSafeInteger(amount)));
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function arbitraryMoney(currency?: string): fc.Arbitrary<Money> {
  return fc.record(
    {
      amount: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 100_000 }), weight: 4 },
        { arbitrary: fc.constant(0), weight: 1 },
        { arbitrary: fc.maxSafeNat(), weight: 1 },
      ),
      currency: currency === undefined ? fc.constantFrom(...currencies) : fc.constant(currency),
    },
    plain,
  );
}

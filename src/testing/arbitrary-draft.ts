import * as fc from 'fast-check';
import type { Address, Customer, Draft } from '../order/index.js';
import { arbitraryMoney } from './arbitrary-money.js';
import { arbitraryWords } from './arbitrary-words.js';
import { plain } from './plain.js';

const words = arbitraryWords();
const maybe = fc.option(words);

/** Who orders, every field filled in. */
export function arbitraryCustomer(): fc.Arbitrary<Customer> {
  return fc.record(
    {
      name: words,
      phone: words,
      email: maybe,
      locale: fc.constantFrom(null, 'ar', 'fr-MA', 'en'),
    },
    plain,
  );
}

/** Where to deliver, every field filled in. */
export function arbitraryAddress(): fc.Arbitrary<Address> {
  return fc.record(
    {
      line1: words,
      line2: maybe,
      city: words,
      region: maybe,
      postalCode: maybe,
      country: fc.constantFrom('MA', 'TN', 'KW'),
    },
    plain,
  );
}

/** Lines whose ids come from a few, so that events about lines often hit one. */
export function arbitraryLines() {
  const line = fc.record(
    {
      id: fc.constantFrom('1', '2', '3', '__proto__'),
      sku: fc.constantFrom('ARGAN-50', 'SOAP', 'constructor'),
      title: words,
      quantity: fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 9 },
        { arbitrary: fc.integer({ min: 1, max: 1_000_000 }), weight: 1 },
      ),
      unitPrice: fc.option(arbitraryMoney('MAD')),
    },
    plain,
  );
  return fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ id }) => id });
}

/**
 * An order as a shop or a person could ask for it: always one that `orders.place` takes in.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { arbitraryDraft } from 'cod-lifecycle/testing';
 *
 * const takesIn = fc.asyncProperty(arbitraryDraft(), async (draft) => {
 *   const orders = createOrders({ lifecycle: cod(), store: memoryStore() });
 *   const placed = await orders.place(draft, { actor: { kind: 'agent', id: 'salma' } });
 *   return placed.kind === 'applied';
 * });
 * await fc.assert(takesIn, { numRuns: 20 });
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function arbitraryDraft(): fc.Arbitrary<Draft> {
  const source = fc.record(
    {
      kind: fc.constantFrom('manual', 'shopify', 'woocommerce', 'etsy'),
      shop: words,
      externalId: words,
      reference: maybe,
    },
    { ...plain, requiredKeys: ['kind', 'shop', 'externalId'] },
  );
  return fc.record(
    {
      source,
      customer: arbitraryCustomer(),
      address: arbitraryAddress(),
      lines: arbitraryLines(),
      amountDue: arbitraryMoney(),
      metadata: fc.dictionary(words, words, { maxKeys: 3, noNullPrototype: true }),
    },
    { ...plain, requiredKeys: ['customer', 'address', 'lines', 'amountDue'] },
  );
}

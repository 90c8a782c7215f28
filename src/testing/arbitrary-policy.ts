import * as fc from 'fast-check';
import type { PolicyOptions } from '../lifecycle/index.js';
import { actorKinds } from '../order/index.js';
import type { OrderEventType } from '../order/index.js';
import { plain } from './plain.js';

const noAnswer = fc
  .record({
    limit: fc.integer({ min: 1, max: 4 }),
    after: fc.nat(3),
    onLimit: fc.constantFrom('advise' as const, 'cancel' as const),
    retryAfterMinutes: fc.integer({ min: 1, max: 10_000 }),
  })
  // A new order cannot become No Answer later than its calls run out.
  .map(({ after, ...rest }) => ({ ...rest, enterAfter: 1 + (after % rest.limit) }));

const moved: readonly OrderEventType[] = ['confirm', 'ship', 'deliver', 'cancel', 'receive_return'];

const actors = fc
  .dictionary(
    fc.constantFrom(...moved),
    fc.uniqueArray(fc.constantFrom(...actorKinds), { minLength: 1 }),
    { maxKeys: 2, ...plain },
  )
  // The lifecycle gives orders up by itself, so the system is always among those who may cancel.
  .map(({ cancel, ...rest }) =>
    cancel ? { ...rest, cancel: [...new Set([...cancel, 'system' as const])] } : rest,
  );

/**
 * Any policy that a merchant could choose, as options for `cod`: any part may be left out.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { cod } from 'cod-lifecycle';
 * import { arbitraryPolicy } from 'cod-lifecycle/testing';
 *
 * fc.assert(fc.property(arbitraryPolicy(), (policy) => cod(policy).statuses.length === 9));
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function arbitraryPolicy(): fc.Arbitrary<PolicyOptions> {
  return fc.record(
    {
      noAnswer,
      stock: fc.record(
        {
          reserveAt: fc.constantFrom('placed', 'confirmed', 'never'),
          restockAt: fc.constantFrom('returned', 'received'),
        },
        { ...plain, requiredKeys: [] },
      ),
      preparation: fc.record({ requirePackaging: fc.boolean() }, { ...plain, requiredKeys: [] }),
      delivery: fc.record(
        {
          maxAttempts: fc.integer({ min: 1, max: 4 }),
          requireOutForDelivery: fc.boolean(),
          notifyCustomer: fc.boolean(),
        },
        { ...plain, requiredKeys: [] },
      ),
      cash: fc.record(
        { onMismatch: fc.constantFrom('flag', 'reject') },
        { ...plain, requiredKeys: [] },
      ),
      automatic: fc.record(
        {
          shopify: fc.boolean(),
          woocommerce: fc.boolean(),
          driverDelivered: fc.boolean(),
          driverFailed: fc.boolean(),
        },
        { ...plain, requiredKeys: [] },
      ),
      actors,
    },
    { ...plain, requiredKeys: [] },
  );
}

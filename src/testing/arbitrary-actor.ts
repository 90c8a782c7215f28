import * as fc from 'fast-check';
import { actorKinds } from '../order/index.js';
import type { Actor } from '../order/index.js';
import { plain } from './plain.js';

/**
 * Somebody of any kind. Ids come from a few, so that a driver is often the one that an order is assigned to.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { actorKinds } from 'cod-lifecycle';
 * import { arbitraryActor } from 'cod-lifecycle/testing';
 *
 * fc.assert(fc.property(arbitraryActor(), ({ kind }) => actorKinds.includes(kind)));
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function arbitraryActor(): fc.Arbitrary<Actor> {
  return fc.record(
    {
      kind: fc.constantFrom(...actorKinds),
      id: fc.constantFrom('salma', 'karim', 'driss'),
    },
    plain,
  );
}

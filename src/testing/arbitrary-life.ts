import * as fc from 'fast-check';
import { cod } from '../lifecycle/index.js';
import type { PolicyOptions } from '../lifecycle/index.js';
import { placeEvent } from '../runtime/place.js';
import { arbitraryDraft } from './arbitrary-draft.js';
import { arbitraryPolicy } from './arbitrary-policy.js';
import { live } from './life.js';
import type { Life } from './life.js';
import { arbitraryMove } from './move.js';
import { tellLife } from './tell-life.js';

/** How a life is made. */
export interface LifeOptions {
  /** The merchant's policy; any when left out. */
  readonly policy?: PolicyOptions;
  /** At most so many events after the order was placed; 40 when left out. */
  readonly maxEvents?: number;
}

/**
 * The life of an order: events in any sequence, legal or not, by anybody, on time or late. Most of them fit how the order
 * stands, so that lives get everywhere; it shrinks to the fewest events that still show a fault.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { arbitraryLife } from 'cod-lifecycle/testing';
 *
 * const property = fc.property(arbitraryLife(), ({ order, entries, orders }) => {
 *   return order.version === entries.length && orders.at(-1) === order;
 * });
 * fc.assert(property);
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function arbitraryLife({ policy, maxEvents = 40 }: LifeOptions = {}): fc.Arbitrary<Life> {
  return fc
    .record({
      policy: policy === undefined ? arbitraryPolicy() : fc.constant(policy),
      draft: arbitraryDraft(),
      moves: fc.array(arbitraryMove(), { maxLength: maxEvents, size: 'max' }),
    })
    .map(({ policy, draft, moves }) => {
      const place = placeEvent(draft, 'default', 'order-1', 'order-1');
      const life = live(cod(policy), place, moves);
      // A counterexample that printed all of a life would tell nobody anything.
      const tell = () => `\n${tellLife(life.lifecycle, life.steps)}\n`;
      return Object.defineProperty(life, fc.toStringMethod, { value: tell });
    });
}

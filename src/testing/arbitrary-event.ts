import * as fc from 'fast-check';
import type { OrderEvent } from '../order/index.js';
import { payloads } from './payloads.js';
import type { SentType } from './payloads.js';

/**
 * Any event that can be sent to an order: well formed, plausible or not. Amounts may be wrong, lines unknown, units too
 * many, currencies foreign.
 *
 * @param types which events; all but `place` when left out
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { arbitraryEvent } from 'cod-lifecycle/testing';
 *
 * fc.assert(fc.property(arbitraryEvent('reopen'), ({ reason }) => reason.length > 0));
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function arbitraryEvent<const Type extends SentType = SentType>(
  ...types: readonly Type[]
): fc.Arbitrary<Extract<OrderEvent, { readonly type: Type }>> {
  const wanted = types.length === 0 ? (Object.keys(payloads) as Type[]) : types;
  const events = wanted.map((type) =>
    (payloads[type] as fc.Arbitrary<object>).map((payload) => ({ type, ...payload })),
  );
  return fc.oneof(...events) as unknown as fc.Arbitrary<
    Extract<OrderEvent, { readonly type: Type }>
  >;
}

import type { Definition } from '../kernel/index.js';
import type { OrderStatus } from '../order/order.js';
import type { Cod } from './model.js';

/**
 * The typical path of an order, in order.
 *
 * @category Lifecycle
 * @since 0.1.0
 */
export const typicalPath = [
  'new',
  'confirmed',
  'processing',
  'shipped',
  'out_for_delivery',
  'delivered',
] as const satisfies readonly OrderStatus[];

/**
 * How far along the typical path a status is: step n of 6; `null` off the path.
 *
 * @example
 * ```ts
 * import { progressOf } from 'cod-lifecycle';
 *
 * progressOf('processing'); //=> { step: 3, of: 6 }
 * progressOf('returned'); //=> null
 * ```
 * @category Lifecycle
 * @since 0.1.0
 */
export function progressOf(status: string): { readonly step: number; readonly of: number } | null {
  const index = (typicalPath as readonly string[]).indexOf(status);
  return index < 0 ? null : { step: index + 1, of: typicalPath.length };
}

/** The shop waits for the customer's yes. */
export const calling: readonly OrderStatus[] = ['new', 'no_answer'];
/** Agreed to, and not handed over yet. */
export const inHouse: readonly OrderStatus[] = ['confirmed', 'processing'];

/** What the kernel and the proofs know of each status: its step, and the accounts in which its goods may be. */
export const statuses: Definition<Cod>['statuses'] = {
  new: { step: 1, holds: ['reserved'] },
  confirmed: { step: 2, holds: ['reserved'] },
  no_answer: { holds: ['reserved'] },
  processing: { step: 3, holds: ['reserved'] },
  shipped: { step: 4, holds: ['out'] },
  out_for_delivery: { step: 5, holds: ['out'] },
  delivered: { step: 6, final: true, holds: ['out'], keeps: ['out'] },
  returned: { holds: ['out'] },
  cancelled: {},
};

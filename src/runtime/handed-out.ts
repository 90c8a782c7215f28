import type { StoredOrder } from '../ports/order-store.js';

function freeze(value: object): void {
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value) as readonly unknown[]) {
    if (typeof part === 'object' && part !== null) freeze(part);
  }
}

/** The orders that this runtime has given to callers, as they were. */
export interface HandedOut {
  /** Freezes an order and remembers it. */
  give<Order extends object>(order: Order): Order;
  /** Whether a target is such an order. Anything else that looks like one may have been made up, or changed. */
  has(target: unknown): target is StoredOrder;
}

/** @param trusted whether a caller may go on from an order as it was given, without another load */
export function handedOut(trusted = true): HandedOut {
  const known = new WeakSet<object>();
  return {
    give(order) {
      freeze(order);
      if (trusted) known.add(order);
      return order;
    },
    has: (target): target is StoredOrder =>
      typeof target === 'object' && target !== null && known.has(target),
  };
}

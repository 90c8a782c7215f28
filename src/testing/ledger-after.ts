import type { OrderEffect, StockAccount, StockMove } from '../order/index.js';

/** Where the units of an order are, and where they have been: sums over all its lines. */
export interface Ledger {
  /** Held on the shelf for the order now. */
  readonly reserved: number;
  /** Have left the house, each time counted. */
  readonly out: number;
  /** Of those, came back and count as sellable. */
  readonly restocked: number;
  /** Of those, came back broken, or never. */
  readonly writtenOff: number;
}

type Moves = readonly [to: keyof Ledger | null, back: Partial<Record<StockAccount, keyof Ledger>>];

/** What each effect adds to, and what it takes from, by the account that the units leave. */
const moves: { readonly [Type in OrderEffect['type']]?: Moves } = {
  reserve_stock: ['reserved', {}],
  record_holding: ['reserved', {}],
  release_stock: [null, { reserved: 'reserved' }],
  record_shortage: [null, { reserved: 'reserved' }],
  commit_stock: ['out', { reserved: 'reserved' }],
  restock_stock: ['restocked', {}],
  write_off_stock: ['writtenOff', { available: 'restocked' }],
};

/**
 * Sums up what the effects of a life move, without a look at the order's own books.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { arbitraryLife, ledgerAfter } from 'cod-lifecycle/testing';
 *
 * const property = fc.property(arbitraryLife(), (life) => {
 *   const { restocked, writtenOff, out } = ledgerAfter(life);
 *   return restocked + writtenOff <= out;
 * });
 * fc.assert(property);
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function ledgerAfter({ effects }: { readonly effects: readonly OrderEffect[] }): Ledger {
  const ledger = { reserved: 0, out: 0, restocked: 0, writtenOff: 0 };
  for (const effect of effects) {
    const [to, back] = moves[effect.type] ?? [null, {}];
    const lines: readonly StockMove[] = 'lines' in effect ? effect.lines : [];
    for (const { quantity, from } of lines) {
      const account = back[from];
      if (account) ledger[account] -= quantity;
      if (to) ledger[to] += quantity;
    }
  }
  return ledger;
}

import type { OrderEffect, StockAccount } from 'cod-lifecycle';

type Account = StockAccount;

const into: { readonly [Type in OrderEffect['type']]?: Account } = {
  reserve_stock: 'reserved',
  record_holding: 'reserved',
  release_stock: 'available',
  record_shortage: 'available',
  commit_stock: 'out',
  restock_stock: 'available',
  write_off_stock: 'written_off',
};

/** Units that went from one account to another. */
export interface Posting {
  readonly unit: string;
  readonly from: Account;
  readonly to: Account;
  readonly quantity: number;
}

/** Double entry: every unit of a stock effect leaves one account and enters another. */
export function postingsOf(effects: readonly OrderEffect[]): readonly Posting[] {
  return effects.flatMap((effect) => {
    const to = into[effect.type];
    if (to === undefined || !('lines' in effect)) return [];
    return effect.lines.map(({ lineId, sku, quantity, from }) => ({
      unit: JSON.stringify([lineId, sku]),
      from,
      to,
      quantity,
    }));
  });
}

/** What stands in an account of a line, once all is posted. The shelf has no bottom: it starts at 0 and may go below. */
export function balance(postings: readonly Posting[], account: Account, unit?: string): number {
  return postings
    .filter((posting) => unit === undefined || posting.unit === unit)
    .reduce(
      (sum, { from, to, quantity }) =>
        sum + (to === account ? quantity : 0) - (from === account ? quantity : 0),
      0,
    );
}

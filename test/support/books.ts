import { expect } from 'vitest';
import type { LineStock } from 'cod-lifecycle';
import { known } from './shop.ts';
import type { Shop } from './shop.ts';

/** One row of a ledger, in few words: `held/out/put back/written off of ordered`. */
export const row = ({ reserved, out, restocked, writtenOff, ordered }: LineStock): string =>
  `${reserved}/${out}/${restocked}/${writtenOff} of ${ordered}`;

export const rows = (order: { readonly stock: readonly LineStock[] }): readonly string[] =>
  order.stock.map(row);

/** The one row of an order with one line. */
export const onlyRow = (order: { readonly stock: readonly LineStock[] }): string => {
  expect(order.stock).toHaveLength(1);
  return row(known(order.stock[0]));
};

/** What is on the shelf, held, out and written off: the inventory's own books. */
export const shelf = ({ stock }: Shop, sku = 'OIL'): string => {
  const { available, reserved, out, writtenOff } = stock.stock(sku);
  return `${available}/${reserved}/${out}/${writtenOff}`;
};

/** The inventory holds what the orders' ledgers say, to the unit, and no unit is lost. */
export async function expectBalanced(shop: Shop, total: number, sku = 'OIL'): Promise<void> {
  const { rows: orders } = await shop.orders.list({ limit: 1000 });
  const lines = orders.flatMap(({ order }) => order.stock).filter((line) => line.sku === sku);
  const sum = (place: 'reserved' | 'out' | 'writtenOff'): number =>
    lines.reduce((units, line) => units + line[place], 0);
  const { available, reserved, out, writtenOff } = shop.stock.stock(sku);
  expect({ reserved, out, writtenOff }).toEqual({
    reserved: sum('reserved'),
    out: sum('out'),
    writtenOff: sum('writtenOff'),
  });
  expect(available + reserved + out + writtenOff).toBe(total);
}

import { differences } from '../differences.js';
import { fail } from '../store-contract/same.js';
import type { OpenInventory, StockSeen } from './inventory-under-test.js';
import { home } from './sample-request.js';

/**
 * That an inventory answers exactly this.
 *
 * @throws ExpectationError with the differences
 */
export function same(what: string, actual: unknown, expected: unknown): void {
  const lines = differences(expected, actual, what);
  if (lines.length > 0) fail('The inventory answers otherwise:', ...lines);
}

const places = ['available', 'reserved', 'out', 'writtenOff', 'missing'] as const;

/** That the stock of a SKU stands so; what is not named has to be 0, and what the inventory does not count is left out. */
export async function expectStock(
  { stock }: OpenInventory,
  expected: Partial<StockSeen>,
  { sku = 'OIL', tenant = home, when = 'then' } = {},
): Promise<void> {
  const seen = await stock(sku, tenant);
  for (const place of places) {
    const units = seen[place];
    if (units !== undefined) same(`${place} ${sku}, ${when}`, units, expected[place] ?? 0);
  }
}

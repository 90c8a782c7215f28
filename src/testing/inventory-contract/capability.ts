/** Everything that an inventory may do beyond holding stock. */
export const capabilities = ['connections', 'tenants', 'ledger', 'missing'] as const;

/**
 * What an inventory may do beyond holding stock.
 *
 * - `connections` Its stock can be reached through another connection: `another`.
 * - `tenants` It keeps the stock of several shops, each its own.
 * - `ledger` It counts what is out and what was written off: `out` and `writtenOff` of `stock`.
 * - `missing` It counts what left though there was none, so that nothing goes below zero: `missing` of `stock`.
 *
 * @category Testing
 * @since 0.1.0
 */
export type InventoryCapability = (typeof capabilities)[number];

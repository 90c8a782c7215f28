/** Everything that a store may do beyond keeping orders. */
export const capabilities = [
  'connections',
  'transactions',
  'locks',
  'durability',
  'schema',
  'olderTables',
] as const;

/**
 * What a store may do beyond keeping orders.
 *
 * - `connections` Its data can be reached through another connection: `another`.
 * - `transactions` It joins a transaction of the host: `transaction`.
 * - `locks` A transaction holds the orders that it touches, and no others.
 * - `durability` What it answered outlives a crash: `crash`.
 * - `schema` It looks at the release of its tables before it uses them: `atRelease`.
 * - `olderTables` It refuses tables of an older release, where another store brings them up to date itself.
 *
 * @category Testing
 * @since 0.1.0
 */
export type Capability = (typeof capabilities)[number];

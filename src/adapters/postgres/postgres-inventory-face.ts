import type { ShopInventory } from '../sql/shop-inventory.js';

/** An inventory in PostgreSQL, which can bring its own tables up to date. */
export interface PostgresInventory extends ShopInventory {
  /**
   * Makes the tables, or brings them up to this release; many processes may do so at once. The store's are others: each
   * looks after its own.
   *
   * @throws SchemaVersionError when they belong to a newer release
   */
  migrate(): Promise<void>;
}

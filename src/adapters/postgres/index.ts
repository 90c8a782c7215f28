export type {
  ClientOptions,
  DrizzleExecutor,
  DrizzleSql,
  KyselyExecutor,
  PgliteQueryable,
  PgQueryable,
  PostgresJsSql,
  PrismaQueryable,
} from './clients.js';
export {
  fromDrizzle,
  fromKysely,
  fromPg,
  fromPglite,
  fromPostgresJs,
  fromPrisma,
} from './clients.js';
export type { EffectCarrier } from './effect-carrier.js';
export type { ArchivePick, PostgresArchive } from './postgres-archive.js';
export type { PostgresClient, PostgresRow, PostgresStatement } from './postgres-client.js';
export type { EnforcedLifecycle } from './postgres-enforcement.js';
export { postgresEnforcement } from './postgres-enforcement.js';
export type { PostgresMigration } from './numbered-migrations.js';
export { postgresMigrations } from './postgres-migrations.js';
export type { PostgresNames } from './postgres-names.js';
export type { PartitionOptions } from './postgres-partitions.js';
export { postgresPartitions } from './postgres-partitions.js';
export type {
  ArchivedPostgresStore,
  PostgresStore,
  PostgresStoreOptions,
} from './postgres-store.js';
export { postgresStore } from './postgres-store.js';
export type {
  ListedStock,
  ShopInventory,
  StockLevel,
  StockPruning,
  StockQuery,
  StockReceipt,
} from '../sql/shop-inventory.js';
export type { PostgresInventory } from './postgres-inventory-face.js';
export { postgresInventoryMigrations } from './postgres-inventory-migrations.js';
export type { PostgresInventoryOptions } from './postgres-inventory.js';
export { postgresInventory } from './postgres-inventory.js';

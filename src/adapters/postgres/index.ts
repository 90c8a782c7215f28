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
export type { PostgresClient, PostgresRow, PostgresStatement } from './postgres-client.js';
export type { EnforcedLifecycle } from './postgres-enforcement.js';
export { postgresEnforcement } from './postgres-enforcement.js';
export type { PostgresMigration } from './postgres-migrations.js';
export { postgresMigrations } from './postgres-migrations.js';
export type { PostgresNames } from './postgres-names.js';
export type { PostgresStore, PostgresStoreOptions } from './postgres-store.js';
export { postgresStore } from './postgres-store.js';

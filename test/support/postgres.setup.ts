import type { TestProject } from 'vitest/node';
import { postgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL server of this run is. */
    postgres: string;
  }
}

/**
 * One server for all tests of a project; each test has a schema of its own in it. It does not wait for the disk, for
 * none of them cuts the power, and has room for several files that race fifty callers each. Those that kill a server
 * have one of their own.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await postgresServer({ fsync: 'off', max_connections: '300' });
  provide('postgres', server.url);
  return server.remove;
}

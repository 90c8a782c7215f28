import type { TestProject } from 'vitest/node';
import { postgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL server of this run is. */
    postgres: string;
  }
}

/** One server for all tests of a project; each test has a schema of its own in it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await postgresServer();
  provide('postgres', server.url);
  return server.remove;
}

import type { TestProject } from 'vitest/node';
import { redisServer } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the Redis server of this run is. */
    redis: string;
  }
}

/** One server for all tests of a project; each test has a prefix of its own in it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await redisServer('yes');
  provide('redis', server.url);
  return server.remove;
}

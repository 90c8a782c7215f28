import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { runExample } from './examples-program.ts';

/** A database of an example's own, with the tables that its own program makes. */
export async function migrated(migrate: string): Promise<string> {
  const url = new URL(inject('postgres'));
  const name = `example_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  url.pathname = name;
  await runExample(migrate, { DATABASE_URL: url.href });
  return url.href;
}

import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { postgresMigrations } from 'cod-lifecycle/postgres';
import type { Library } from './libraries/library.ts';
import { serverUrl } from './server-url.ts';

const tables = ['orders', 'history', 'effects', 'contradictions'] as const;
const newest = postgresMigrations().length;

/** The name of a schema that nobody else has. */
export const freshSchema = (): string => `shop_${randomUUID().replaceAll('-', '').slice(0, 12)}`;

let beside: Pool | undefined;

/** Runs statements in one transaction, beside whatever a library does meanwhile. */
export async function runBeside(library: Library, ...statements: readonly string[]): Promise<void> {
  if (library.connects) {
    if (!beside) {
      // What somebody still holds is left alone.
      const connectionString = serverUrl('-c lock_timeout=2000');
      beside = new Pool({ connectionString, max: 2, allowExitOnIdle: true });
      beside.on('error', () => undefined);
    }
    await beside.query(statements.join(';\n'));
    return;
  }
  const { run } = await library.open('');
  for (const text of statements) await run(text);
}

/** What sets the tables to a number of steps that were applied. */
export const stepsIn = (schema: string, steps: number): readonly string[] => [
  `delete from ${schema}.cod_migrations`,
  `insert into ${schema}.cod_migrations (number) select generate_series(1, ${steps})`,
];

/** Empties the tables of a schema, and whatever else a statement more says. */
export async function sweep(
  library: Library,
  schema: string,
  ...more: readonly string[]
): Promise<void> {
  const emptied = tables.map((table) => `delete from ${schema}.cod_${table}`);
  await runBeside(library, ...emptied, ...stepsIn(schema, newest), ...more);
}

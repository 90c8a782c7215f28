import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/entries.ts';

/** Generates the client of the schema that a page shows, next to the examples: there is no Prisma client without. */
export function generatePrismaClient(page: string, folder: URL): void {
  const schema = /^```prisma\n([^]*?)^```$/m.exec(page)?.[1];
  if (schema === undefined) throw new Error('The page shows no ```prisma schema');
  const file = fileURLToPath(new URL('schema.prisma', folder));
  writeFileSync(file, schema);
  const cli = fileURLToPath(new URL('node_modules/prisma/build/index.js', root));
  // Any program will do where an engine is asked for: nothing here migrates, and none has to be fetched.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
  };
  const generate = [cli, 'generate', '--schema', file, '--no-hints'];
  const { status, stderr } = spawnSync(process.execPath, generate, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`prisma generate: ${stderr}`);
}

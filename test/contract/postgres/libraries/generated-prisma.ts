import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import type { PrismaQueryable } from 'cod-lifecycle/postgres';
import { root } from '../../../../scripts/entries.ts';

/** What these tests ask of a Prisma client, beyond what the wrapper asks. */
export interface Prisma extends PrismaQueryable {
  $transaction<Result>(
    work: (tx: PrismaQueryable) => Promise<Result>,
    limits: { readonly maxWait: number; readonly timeout: number },
  ): Promise<Result>;
  $disconnect(): Promise<void>;
}

const schema = `generator client {
  provider = "prisma-client"
  output   = "./client"
}
datasource db {
  provider = "postgresql"
}
model Parcel {
  note String @id
}
`;

/** A client that was generated, and how to take it away again. */
export interface GeneratedPrisma {
  readonly connect: (url: string, most: number) => Prisma;
  readonly remove: () => void;
}

/** Generates a client, as every host of Prisma does: there is none without. */
export async function generatedPrisma(): Promise<GeneratedPrisma> {
  const folder = fileURLToPath(new URL(`.test-output/prisma-${randomUUID().slice(0, 8)}/`, root));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}schema.prisma`, schema);
  const cli = fileURLToPath(new URL('node_modules/prisma/build/index.js', root));
  // Any program will do where an engine is asked for: nothing here migrates, and none has to be fetched.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
  };
  const generate = [cli, 'generate', '--schema', `${folder}schema.prisma`, '--no-hints'];
  await promisify(execFile)(process.execPath, generate, { cwd: fileURLToPath(root), env });
  const { PrismaClient } = (await import(pathToFileURL(`${folder}client/client.ts`).href)) as {
    readonly PrismaClient: new (options: object) => Prisma;
  };
  return {
    connect: (url, most) =>
      new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: most }) }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

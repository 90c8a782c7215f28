import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { root } from '../../scripts/entries.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The packed tarball. */
    tarball: string;
    /** The paths inside it. */
    packed: readonly string[];
    /** A project that has installed it, with the sources of `consumers/`. */
    consumer: string;
  }
}

const run = promisify(execFile);
const cwd = fileURLToPath(root);

/** Builds and packs once, and installs the tarball into an empty project, as a user would. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  await run('npm', ['run', 'build'], { cwd });
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd });
  const [pack] = JSON.parse(stdout) as readonly {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  if (!pack) throw new Error('npm pack made no tarball');
  const tarball = join(folder, pack.filename);

  const consumer = join(folder, 'consumer');
  cpSync(new URL('consumers', import.meta.url), consumer, { recursive: true });
  writeFileSync(join(consumer, 'package.json'), '{ "private": true, "type": "module" }\n');
  await run(
    'npm',
    ['install', '--prefer-offline', tarball, 'fast-check@4', 'luxon@3', 'csv-stringify@6'],
    {
      cwd: consumer,
    },
  );

  provide('tarball', tarball);
  provide(
    'packed',
    pack.files.map(({ path }) => path),
  );
  provide('consumer', consumer);
  return () => rmSync(folder, { recursive: true });
}

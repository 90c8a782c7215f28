import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../../scripts/entries.ts';

const run = promisify(execFile);

/** What a compiler says that it did for some files. */
export interface CompilerCost {
  /** How many types it made out of generic ones: an exact count, the same everywhere. */
  readonly instantiations: number;
  /** How many types it made in all: likewise. */
  readonly types: number;
  /** Seconds that it took to check them: those of this machine, this time. */
  readonly checkSeconds: number;
}

/** The compilers that users have, by the folder in which each is installed. */
export const compilers = {
  'TypeScript 5.9': 'typescript-5.9',
  'TypeScript 6.0': 'typescript',
  'TypeScript 7.0': 'typescript-7.0',
} as const;

async function said(args: readonly string[], file: string): Promise<string> {
  try {
    return (await run(execPath, args)).stdout;
  } catch (error) {
    throw new Error(`${file} does not compile: ${(error as { stdout: string }).stdout}`, {
      cause: error,
    });
  }
}

/**
 * What a compiler does for a file of a project, as a strict project has it.
 *
 * @throws when the file does not compile
 */
export async function compilerCost(
  compiler: keyof typeof compilers,
  project: string,
  file: string,
): Promise<CompilerCost> {
  const folder = await mkdtemp(join(project, '.cost-'));
  const config = join(folder, 'tsconfig.json');
  await writeFile(
    config,
    JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        module: 'nodenext',
        lib: ['es2023', 'dom'],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
        noEmit: true,
        allowImportingTsExtensions: true,
      },
      files: [`../${file}`],
    }),
  );
  const bin = fileURLToPath(new URL(`node_modules/${compilers[compiler]}/bin/tsc`, root));
  // Several threads would each make some types of their own.
  const threads = compiler === 'TypeScript 7.0' ? ['--singleThreaded'] : [];
  const args = [bin, '-p', config, '--extendedDiagnostics', ...threads];
  const stdout = await said(args, file).finally(() => {
    rmSync(folder, { recursive: true });
  });
  const figure = (name: string): number => {
    const [, value] = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(stdout) ?? [];
    if (value === undefined) throw new Error(`The compiler says nothing of its ${name}: ${stdout}`);
    return Number(value);
  };
  return {
    instantiations: figure('Instantiations'),
    types: figure('Types'),
    checkSeconds: figure('Check time'),
  };
}

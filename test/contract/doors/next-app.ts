import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../../../scripts/entries.ts';
import type { Command } from './examples-program.ts';

const run = promisify(execFile);
const bin = (file: string): string => fileURLToPath(new URL(`node_modules/${file}`, root));
const next = bin('next/dist/bin/next');
const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;

/** What Next.js asks for, as files of its own: a build writes next to its sources, and may change its configuration. */
const configuration = {
  // With the types of everything else they are checked by this repository's own configuration.
  'next.config.mjs': 'export default { typescript: { ignoreBuildErrors: true } };\n',
};

/**
 * Builds the example as its user would, in a copy: this package is built from its sources and put where `npm install`
 * puts it, and everything else is found above the copy, where it is installed for the tests.
 */
export async function buildNextApp(): Promise<Command> {
  const folder = new URL('.test-output/next/', root);
  const cwd = fileURLToPath(folder);
  rmSync(cwd, { recursive: true, force: true });
  cpSync(new URL('examples/next/', root), folder, { recursive: true });
  for (const [name, text] of Object.entries(configuration))
    writeFileSync(new URL(name, folder), text);

  const installed = new URL('node_modules/cod-lifecycle/', folder);
  mkdirSync(installed, { recursive: true });
  cpSync(new URL('package.json', root), new URL('package.json', installed));
  const into = fileURLToPath(new URL('dist/', installed));
  await run(process.execPath, [bin('tsup/dist/cli-default.js'), '--silent', '--out-dir', into], {
    cwd: fileURLToPath(root),
  });
  await run(process.execPath, [next, 'build'], { cwd, env: { ...process.env, ...env } });
  return { cwd, env, args: [next, 'start'] };
}

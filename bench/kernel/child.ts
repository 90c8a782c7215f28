import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** Runs a file of this folder in a process of its own, and reads the JSON that it prints. */
export async function child<Value>(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<Value> {
  const options = { cwd: here, env: { ...env, ...more } };
  const { stdout } = await run(execPath, [...flags, join(here, file), ...args], options);
  return JSON.parse(stdout) as Value;
}

export function shuffled<Value>(values: readonly Value[]): readonly Value[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

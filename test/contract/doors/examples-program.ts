import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../../../scripts/entries.ts';
import { settings } from './examples-story.ts';
import type { Running } from './examples-story.ts';

/** An example in a process of its own, with what it has said so far. */
export interface Program extends Running {
  readonly said: readonly string[];
  /** The SQLite file that it keeps its orders in. */
  readonly database: string;
  /** Tells it to end, and waits until it has. */
  readonly end: () => Promise<number | null>;
}

/** What Node is started with, and where. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a program of Node's that says where it listens, as `http://…` in one of its lines. */
export async function startProgram({ args, cwd, env }: Command): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'cod-mounts-'));
  const database = join(folder, 'orders.db');
  const child = spawn(process.execPath, args, {
    cwd: cwd ?? fileURLToPath(root),
    env: { ...process.env, ...settings, PORT: '0', DATABASE: database, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nobody who ends the tests leaves a server behind.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const said: string[] = [];
  const ended = once(child, 'close');
  const end = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  };
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (text) => {
        said.push(text);
        const [found] = /http:\/\/[\w.[\]:-]+:\d+/.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('close', (code) => {
      reject(new Error(`It ended with ${code} before it listened:\n${said.join('\n')}`));
    });
  });
  return {
    origin,
    said,
    database,
    end,
    stop: async () => {
      kill();
      await ended;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const fromSource = ['--import', './test/support/from-source.ts'];

/** Starts a program of the examples as `node examples/…` does, on the sources in place of the build. */
export const startExample = async (path: string): Promise<Program> =>
  startProgram({ args: [...fromSource, path] });

/** Runs a program of the examples to its end. */
export async function runExample(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const args = [...fromSource, path];
  await promisify(execFile)(process.execPath, args, {
    cwd: fileURLToPath(root),
    env: { ...process.env, ...env },
  });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { root } from '../../scripts/entries.ts';

/** A program of these tests, in a process of its own. */
export interface Program {
  readonly tell: (message: object) => void;
  /** Ends it as a power cut does, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Waits until it has ended by itself. */
  readonly ended: () => Promise<void>;
}

const hook = fileURLToPath(new URL('test/support/from-source.ts', root));
// A program that is killed every second should not be compiled every second.
const cache = fileURLToPath(new URL('.test-output/compile-cache', root));

/** Starts a program, and hands over every line that it says, as JSON. It does not outlive the test. */
export function startProgram<Said>(path: URL, hear: (said: Said) => void): Program {
  const child = spawn(process.execPath, ['--import', hook, fileURLToPath(path)], {
    cwd: fileURLToPath(root),
    env: { ...process.env, NODE_COMPILE_CACHE: cache, NODE_NO_WARNINGS: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  // Whoever kills it may still be talking to it.
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as Said));
  const gone = once(child, 'close');

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return {
    tell: (message) => child.stdin.write(`${JSON.stringify(message)}\n`),
    kill,
    async ended() {
      const [code] = (await gone) as [number | null];
      if (code !== 0) throw new Error(`The program ended with ${code}:\n${complaints.join('')}`);
    },
  };
}

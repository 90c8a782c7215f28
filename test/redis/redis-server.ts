import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../support/postgres-server.ts';

/** A real Redis server of a test's own, on this machine. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as a power cut does. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same files. */
  readonly start: () => Promise<void>;
  /** Ends it, and removes its files. */
  readonly remove: () => Promise<void>;
}

/** What it is started with; it runs until it is killed. */
async function started(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  // Nobody who ends the tests leaves a server behind.
  process.once('exit', () => server.kill('SIGKILL'));
  const log: string[] = [];
  await new Promise<void>((ready, failed) => {
    server.once('error', (cause) => {
      const advice = 'These tests need `redis-server` on the PATH: apt-get install redis-server';
      failed(new Error(advice, { cause }));
    });
    server.once('exit', () => failed(new Error(`Redis did not start:\n${log.join('\n')}`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      log.push(line);
      if (line.includes('Ready to accept connections')) ready();
    });
  });
  return server;
}

/** What a killed one had written is there again with `appendonly`, and nothing of it without. */
export async function redisServer(appendonly: 'yes' | 'no'): Promise<RedisServer> {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'cod-redis-'));
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', home];
  const args = [...place, '--save', '', '--appendonly', appendonly];
  let server = await started(args);

  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async start() {
      server = await started(args);
    },
    async remove() {
      await kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

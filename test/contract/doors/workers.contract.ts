import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { describe, expect, it } from 'vitest';
import { entries, root } from '../../../scripts/entries.ts';
import { migrated } from './examples-database.ts';
import { settings, tellTheStory } from './examples-story.ts';

const path = (file: string): string => fileURLToPath(new URL(file, root));

/** The Worker as `wrangler deploy` would bundle it, with this package from its sources. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path('examples/workers/main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    alias: Object.fromEntries(entries.map(({ specifier, source }) => [specifier, path(source)])),
    external: ['node:*', 'cloudflare:*'],
  });
  return outputFiles[0]?.text ?? '';
}

describe('the example in a Cloudflare Worker', () => {
  const said: string[] = [];
  let worker: Miniflare;

  tellTheStory(async () => {
    worker = new Miniflare({
      modules: true,
      script: await bundled(),
      compatibilityDate: '2026-07-01',
      compatibilityFlags: ['nodejs_compat'],
      hyperdrives: { HYPERDRIVE: await migrated('examples/workers/migrate.ts') },
      bindings: settings,
      // Where in the world a request came from is asked of Cloudflare otherwise.
      cf: false,
      unsafeTriggerHandlers: true,
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
        for (const stream of [stdout, stderr])
          stream.on('data', (bytes: Buffer) => said.push(String(bytes)));
      },
    });
    const { origin } = await worker.ready;
    return { origin, stop: async () => worker.dispose() };
  });

  it('looks after what is due by its schedule', async () => {
    expect(said.join('')).toContain('To be packed: o1');
    const { origin } = await worker.ready;
    const response = await fetch(`${origin}/cdn-cgi/handler/scheduled`);
    expect(await response.text()).toBe('ok');
  });
});

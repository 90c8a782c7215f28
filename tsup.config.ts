import { globSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { entries } from './scripts/entries.ts';

const published = entries.map(({ source }) => source);

// Nobody imports these by path: each is a chunk of its own, so that a user's bundler can leave it out.
const apart = globSync(['src/*/index.ts', 'src/lifecycle/{texts/*,samples}.ts']);

export default defineConfig({
  entry: Object.fromEntries(
    [...published, ...apart].map((source) => [source.replace(/^src\/|\.ts$/g, ''), source]),
  ),
  format: 'esm',
  target: 'es2023',
  platform: 'neutral',
  splitting: true,
  treeshake: true,
  sourcemap: true,
  clean: true,
  // tsc emits the declarations: see tsconfig.build.json.
  dts: false,
});

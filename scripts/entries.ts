import { readFileSync } from 'node:fs';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/** One subpath of the package: what a user imports, and the source that it is built from. */
export interface Entry {
  readonly specifier: string;
  readonly source: string;
  readonly output: string;
}

export const root = new URL('..', import.meta.url);

const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;

/** Every subpath, read from `exports` in package.json: adding one is an edit there and nowhere else. */
export const entries: readonly Entry[] = Object.entries(manifest.exports).flatMap(
  ([subpath, target]) => {
    if (typeof target === 'string') return [];
    const output = target.default.replace('./', '');
    return [
      {
        specifier: manifest.name + subpath.slice(1),
        source: output.replace('dist/', 'src/').replace(/\.js$/, '.ts'),
        output,
      },
    ];
  },
);

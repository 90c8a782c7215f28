import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export interface Size {
  readonly minified: number;
  readonly gzip: number;
}

/** Bytes that a browser loads for some imports: bundled and minified by esbuild, and gzipped. */
export async function sizeOf(
  from: string,
  names: readonly string[],
  folder: string,
): Promise<Size> {
  const list = names.map((name, index) => `${name} as _${index}`).join(', ');
  const result = await build({
    stdin: { contents: `export { ${list} } from ${JSON.stringify(from)};`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  const bytes = file?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { entries, root } from '../../scripts/entries.ts';

const run = promisify(execFile);
const bin = (path: string) => fileURLToPath(new URL(`node_modules/${path}`, root));

describe('the tarball', () => {
  it('holds the build and the pages that npm shows, and nothing else', () => {
    const packed = inject('packed');
    expect(packed.filter((path) => !path.startsWith('dist/')).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    for (const { output } of entries) {
      expect(packed).toContain(output);
      expect(packed).toContain(output.replace(/\.js$/, '.d.ts'));
    }
  });

  it('satisfies publint', async () => {
    const packed = readFileSync(inject('tarball'));
    const tarball = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('has types that agree with its modules', async () => {
    const attw = bin('@arethetypeswrong/cli/dist/index.js');
    const options = ['--profile', 'esm-only', '--format', 'json'];
    // It exits with 1 on any problem.
    const { stdout } = await run(process.execPath, [attw, inject('tarball'), ...options]);
    const { analysis } = JSON.parse(stdout) as {
      readonly analysis: { readonly entrypoints: object; readonly problems?: readonly unknown[] };
    };
    expect(Object.keys(analysis.entrypoints).length).toBeGreaterThanOrEqual(entries.length);
  });
});

describe('each subpath', () => {
  const names = async (flag: string, load: string) => {
    const script = `${load}; console.log(JSON.stringify(Object.keys(loaded).filter((name) => name !== 'module.exports')));`;
    const { stdout } = await run(process.execPath, [flag, '-e', script], {
      cwd: inject('consumer'),
    });
    return JSON.parse(stdout) as readonly string[];
  };

  it.each(entries)('$specifier loads by import and by require', async ({ specifier }) => {
    const imported = await names('--input-type=module', `import * as loaded from '${specifier}'`);
    const required = await names('--input-type=commonjs', `const loaded = require('${specifier}')`);
    expect(imported).not.toEqual([]);
    expect(required.toSorted()).toEqual(imported.toSorted());
  });
});

describe('the size', () => {
  it('stays within its budgets', async () => {
    const cwd = fileURLToPath(root);
    const { stdout } = await run(process.execPath, [bin('size-limit/bin.js'), '--json'], {
      cwd,
    }).catch(
      // Over a budget it exits with 1, and the report says by how much.
      (error: { readonly stdout: string }) => error,
    );
    const sizes = JSON.parse(stdout) as readonly {
      readonly name: string;
      readonly size: number;
      readonly passed: boolean;
    }[];
    for (const { name, size } of sizes) console.info(`${size} B gz: ${name}`);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.filter(({ passed }) => !passed)).toEqual([]);
  });
});

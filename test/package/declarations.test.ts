import { execFile } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { reportDiffers } from '../../scripts/api.ts';
import { entries, root } from '../../scripts/entries.ts';

const run = promisify(execFile);

describe('the declarations', () => {
  const compilers = ['typescript-5.9', 'typescript', 'typescript-7.0'];
  const resolutions = [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const;

  it('are read by a consumer that imports every subpath', () => {
    const consumer = readFileSync(join(inject('consumer'), 'every-subpath.ts'), 'utf8');
    for (const { specifier } of entries) expect(consumer).toContain(`'${specifier}'`);
  });

  for (const compiler of compilers)
    it.each(resolutions)(
      `type-check under ${compiler} with module %s`,
      async (module, moduleResolution) => {
        const consumer = inject('consumer');
        const config = `tsconfig.${compiler}.${module}.json`;
        writeFileSync(
          join(consumer, config),
          JSON.stringify({
            // A user who leaves out `skipLibCheck` reads our declarations as strictly as our own compiler.
            compilerOptions: {
              module,
              moduleResolution,
              target: 'es2023',
              lib: ['es2023', 'dom'],
              types: [],
              strict: true,
              exactOptionalPropertyTypes: true,
              noEmit: true,
            },
            include: ['**/*.ts'],
          }),
        );
        const tsc = fileURLToPath(new URL(`node_modules/${compiler}/bin/tsc`, root));
        // tsc reports to its standard output and exits with 2.
        const said = await run(process.execPath, [tsc, '-p', config], { cwd: consumer }).catch(
          (error: { readonly stdout: string }) => error,
        );
        expect(said.stdout).toBe('');
      },
    );
});

describe('what the declarations say', () => {
  let files: readonly ts.SourceFile[];
  beforeAll(() => {
    const dist = fileURLToPath(new URL('dist/', root));
    files = globSync('**/*.d.ts', { cwd: dist }).map((path) =>
      ts.createSourceFile(
        path,
        readFileSync(join(dist, path), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    );
  });

  it('names no type-only dependency', () => {
    expect(files.length).toBeGreaterThan(entries.length);
    expect(
      files.filter(({ text }) => text.includes('type-fest')).map(({ fileName }) => fileName),
    ).toEqual([]);
  });

  it('never says any', () => {
    const found: string[] = [];
    const visit = (node: ts.Node, file: ts.SourceFile): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${file.fileName}:${line + 1}: ${node.parent.getText()}`);
      }
      ts.forEachChild(node, (child) => visit(child, file));
    };
    for (const file of files) visit(file, file);
    expect(found).toEqual([]);
  });
});

describe('the API report', () => {
  it.each(entries)(
    'of $specifier is up to date: otherwise npm run api, and read the diff',
    (entry) => {
      expect(reportDiffers(entry, false)).toBe(false);
    },
  );
});

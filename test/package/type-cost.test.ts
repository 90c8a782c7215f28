import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';

/** How many types the compiler has to make out of generic ones for these files: an exact count, the same everywhere. */
function instantiations(folder: string, source: string): number {
  const path = join(folder, 'measured.ts');
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === path
      ? ts.createSourceFile(name, source, languageVersion)
      : getSourceFile(name, languageVersion, ...rest);
  const program = ts.createProgram([path], options, host);
  const wrong = ts.getPreEmitDiagnostics(program);
  if (wrong.length > 0) throw new Error(ts.formatDiagnostics(wrong, host));
  return program.getInstantiationCount();
}

describe('the price of the types', () => {
  it('is at most 5,000 instantiations for a typical consumer, beyond those of an empty one', () => {
    const consumer = inject('consumer');
    const typical = ts.sys.readFile(join(consumer, 'typical.ts')) ?? '';
    const empty = instantiations(consumer, 'export {};');
    const cost = instantiations(consumer, typical) - empty;
    console.info(`${cost} instantiations for a typical consumer`);
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThanOrEqual(5000);
  });
});

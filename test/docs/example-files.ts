import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/entries.ts';
import { type Example, UnusableExampleError } from './find-examples.ts';
import { runnable } from './runnable.ts';

/** An example, and the module that was made of it. */
export interface ExampleFile extends Example {
  /** Where it stands in the documentation. */
  readonly name: string;
  readonly path: string;
}

const checker = fileURLToPath(new URL('test/docs/check.ts', root));
const plain = (name: string): string => name.replaceAll(/[^\w.]+/g, '-');

/** What a block calls itself: its first line is `// workflows.ts`, and the other blocks of its page import that. */
const ownName = ({ code }: Example): string | undefined => /^\/\/ ([\w-]+)\.ts\n/.exec(code)?.[1];

/** Makes a module of each example. The blocks of a page that names its files share a folder of their own. */
export function writeExamples(examples: readonly Example[], folder: URL): readonly ExampleFile[] {
  const named = new Set(examples.filter(ownName).map(({ file }) => file));
  const taken = new Set<string>();
  return examples.map((example) => {
    const name = `${example.file}:${example.line}`;
    const place = named.has(example.file) ? new URL(`${plain(example.file)}/`, folder) : folder;
    mkdirSync(place, { recursive: true });
    const path = fileURLToPath(new URL(`${ownName(example) ?? plain(name)}.ts`, place));
    if (taken.has(path)) throw new UnusableExampleError(`${name}: its page has that file already`);
    taken.add(path);
    const toChecker = relative(dirname(path), checker).replaceAll('\\', '/');
    writeFileSync(path, runnable(example, toChecker));
    return { ...example, name, path };
  });
}

import { readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pool } from 'pg';
import type { Cod, CodTable, Orders } from 'cod-lifecycle';
import type { PostgresStore } from 'cod-lifecycle/postgres';
import { root } from '../../scripts/entries.ts';
import { writeExamples } from './example-files.ts';
import { findExamples } from './find-examples.ts';

/** What the pages about engines call `orders.ts`. */
export interface PageOrders {
  readonly pool: Pool;
  readonly store: PostgresStore;
  readonly orders: Orders<Cod, CodTable>;
}

/** Makes the files that a page names its blocks, for a test that runs more of them than the page itself can. */
export function pageFiles(page: string): (name: string) => string {
  const folder = new URL(`.test-output/pages/${basename(page, '.md')}/`, root);
  rmSync(folder, { recursive: true, force: true });
  const made = writeExamples(findExamples(page, readFileSync(new URL(page, root), 'utf8')), folder);
  return (name) => {
    const file = made.find(({ path }) => basename(path) === name);
    if (!file) throw new Error(`${page} has no block that begins with "// ${name}"`);
    return pathToFileURL(file.path).href;
  };
}

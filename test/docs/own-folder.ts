import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does work in a folder of its own, in which the files of an example are made, and removes it. */
export async function inOwnFolder(work: () => Promise<void>): Promise<void> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'cod-example-'));
  process.chdir(folder);
  try {
    await work();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

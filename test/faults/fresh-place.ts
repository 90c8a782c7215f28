import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Place } from './place.ts';

/** A schema that nobody else has. */
export const freshSchema = (): string => `faults_${randomUUID().replaceAll('-', '').slice(0, 12)}`;

/** A place of a test's own, with nothing in it. */
export function freshPlace(kind: Place['kind']): Place {
  if (kind === 'postgres') return { kind, url: inject('postgres'), schema: freshSchema() };
  const folder = mkdtempSync(join(tmpdir(), 'cod-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { kind, file: join(folder, 'orders.db') };
}

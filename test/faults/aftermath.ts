import { expect } from 'vitest';
import { audit } from './audit.ts';
import type { Besides } from './audit.ts';
import type { Acknowledged } from './command.ts';
import type { Place } from './place.ts';
import { tablesIn } from './tables.ts';
import type { Tables } from './tables.ts';

/** What is left after a run of faults. */
export interface Aftermath extends Tables {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Reads the tables by plain SQL and holds them to everything that was acknowledged. */
export async function aftermath(
  place: Place,
  acknowledged: readonly Acknowledged[] = [],
  besides?: Besides,
): Promise<Aftermath> {
  const tables = await tablesIn(place);
  const problems = audit(tables, acknowledged, besides);
  expect(problems).toEqual([]);
  expect(tables.orders.length).toBeGreaterThan(0);
  const commands = new Set(acknowledged.map(({ order, commandId }) => `${order} ${commandId}`));
  return {
    ...tables,
    acknowledged: commands.size,
    lost: problems.filter((problem) => problem.endsWith('is lost')).length,
    doubled: problems.filter((problem) => problem.endsWith('twice')).length,
  };
}

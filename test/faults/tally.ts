import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, inject } from 'vitest';
import { root } from '../../scripts/entries.ts';

/** What is broken on purpose, in the words of the page on reliability. */
export const faults = {
  killedOnPostgres: 'Workers killed at work on PostgreSQL',
  killedOnSqlite: 'Workers killed at work on a SQLite file',
  serverStopped: 'PostgreSQL stopped without a word, and started again',
  connectionsCut: 'Connections cut before, during or after a commit',
  halfOpen: 'Connections that went silent and stayed open',
  effectsOnPostgres: 'Workers killed over the whole lives of 5,000 orders on PostgreSQL',
  effectsOnSqlite: 'A worker killed over those of 400 orders in a SQLite file',
  effectsByGraphileWorker: 'Workers of graphile-worker killed over those of 120 orders',
  effectsByPgBoss: 'Workers of pg-boss killed over those of 120 orders',
  effectsByBullMq: 'Workers and relays of BullMQ killed over those of 120 orders',
  webhooksOnPostgres: 'Webhooks delivered by 24 clients, twelve times each, to PostgreSQL',
  webhooksOnSqlite: 'Webhooks delivered by 24 clients, twelve times each, to a SQLite file',
} as const;

/** What a run counted of one kind of fault. */
export interface Tally {
  readonly times: number;
  /** Commands that were answered as applied. */
  readonly acknowledged: number;
  /** Commands that were sent more than once, under the same id. */
  readonly sentAgain: number;
  readonly lost: number;
  readonly doubled: number;
}

const page = new URL('docs/explanation/reliability.md', root);
const output = new URL('.test-output/faults.json', root);
const parts = new URL('.test-output/faults/', root);

/** How often the page promises that each fault is made in a run, by the words of its row. */
export function promisedTimes(): ReadonlyMap<string, number> {
  const rows = readFileSync(page, 'utf8').matchAll(/^\| ([^|]+?) +\| +([\d,]+) +\|/gm);
  return new Map(
    [...rows].map(([, fault = '', times = '']) => [fault, Number(times.replaceAll(',', ''))]),
  );
}

/** Writes a file whole, or not at all: the tests of several files may count at once. */
function whole(file: URL, text: string): void {
  const draft = `${fileURLToPath(file)}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** Adds to the run's counts, and holds them to what the page promises. */
export function record(fault: keyof typeof faults, tally: Tally): void {
  mkdirSync(parts, { recursive: true });
  // The address of the server tells one run from another.
  const run = inject('postgres');
  whole(new URL(`${fault}.json`, parts), JSON.stringify({ run, fault, tally }));
  const counted = readdirSync(parts)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(new URL(file, parts), 'utf8')) as Counted)
    .filter((each) => each.run === run)
    .map((each) => [faults[each.fault], each.tally]);
  whole(output, `${JSON.stringify(Object.fromEntries(counted), null, 2)}\n`);

  expect(tally).toMatchObject({ lost: 0, doubled: 0 });
  expect(tally.times, faults[fault]).toBeGreaterThanOrEqual(
    promisedTimes().get(faults[fault]) ?? Number.POSITIVE_INFINITY,
  );
}

interface Counted {
  readonly run: string;
  readonly fault: keyof typeof faults;
  readonly tally: Tally;
}

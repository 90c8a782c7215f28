import { afterAll, beforeAll, expect, it } from 'vitest';
import { postgresServer } from '../../support/postgres-server.ts';
import type { PostgresServer } from '../../support/postgres-server.ts';
import { freshSchema } from '../fresh-place.ts';
import { record } from '../tally.ts';
import { effectProblems } from './effects-audit.ts';
import { roughDay, tallyOf } from './rough-day.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await postgresServer();
});
afterAll(async () => server.remove());

const orders = 5_000;
const kills = 40;

it('four workers, killed again and again, hand over what 5,000 orders owe while the server stops as well', async () => {
  const day = await roughDay({
    place: { kind: 'postgres', url: server.url, schema: freshSchema() },
    orders,
    workers: ['after_commit', 'in_background', 'by_drain', 'by_drain'],
    seed: 7,
    kills,
    outages: {
      times: 3,
      async happen() {
        await server.kill();
        await server.start();
      },
    },
  });
  expect(day.orders).toHaveLength(orders);
  expect(effectProblems(day)).toEqual([]);
  // It was in the middle of things that they were killed.
  expect(day.notes.length).toBeGreaterThan(new Set(day.notes.map(({ heard }) => heard)).size);
  expect(day.told.counts.foundWritten).toBeGreaterThan(0);
  record('effectsOnPostgres', tallyOf(day, kills));
});

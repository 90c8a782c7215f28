import { describe, expect, it } from 'vitest';
import { runStoreChecks } from 'cod-lifecycle/testing';
import { brokenClaims } from './broken/claims.ts';
import { brokenCommands } from './broken/commands.ts';
import { brokenCommits } from './broken/commits.ts';
import { brokenContradictions } from './broken/contradictions.ts';
import { brokenCrashes } from './broken/crashes.ts';
import { brokenData } from './broken/data.ts';
import { brokenEffects } from './broken/effects.ts';
import { brokenFilters } from './broken/filters.ts';
import { brokenReadings } from './broken/readings.ts';
import { brokenSources } from './broken/sources.ts';
import { brokenTallies } from './broken/tallies.ts';
import { brokenTransactions } from './broken/transactions.ts';

const broken = [
  ...brokenCommits,
  ...brokenCommands,
  ...brokenSources,
  ...brokenData,
  ...brokenReadings,
  ...brokenFilters,
  ...brokenEffects,
  ...brokenClaims,
  ...brokenContradictions,
  ...brokenTallies,
  ...brokenTransactions,
  ...brokenCrashes,
].map((store) => ({ ...store, name: store.underTest.name }));

describe('a store', () => {
  it.each(broken)(
    '$name is caught by what is there to catch it',
    async ({ underTest, caughtBy }) => {
      const { failed } = await runStoreChecks(underTest);
      expect(failed.map(({ check }) => check.id).toSorted()).toEqual(caughtBy.toSorted());
    },
  );
});

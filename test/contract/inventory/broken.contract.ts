import { describe, expect, it } from 'vitest';
import { inventoryChecks, runInventoryChecks } from 'cod-lifecycle/testing';
import { brokenEffects } from './broken/effects.ts';
import { brokenHolds } from './broken/holds.ts';
import { brokenMoves } from './broken/moves.ts';
import { brokenNames } from './broken/names.ts';
import { brokenReleases } from './broken/releases.ts';

const broken = [
  ...brokenEffects,
  ...brokenHolds,
  ...brokenReleases,
  ...brokenMoves,
  ...brokenNames,
].map((inventory) => ({
  ...inventory,
  name: inventory.underTest.name,
}));

describe('an inventory', () => {
  it.each(broken)(
    '$name is caught by what is there to catch it',
    async ({ underTest, caughtBy }) => {
      const { failed } = await runInventoryChecks(underTest);
      expect(failed.map(({ check }) => check.id).toSorted()).toEqual(caughtBy.toSorted());
    },
  );

  it('is held to nothing that no broken one breaks', () => {
    const caught = new Set(broken.flatMap(({ caughtBy }) => caughtBy));
    const idle = inventoryChecks.filter(
      ({ id, group }) => group !== 'capabilities' && !caught.has(id),
    );
    expect(idle.map(({ id }) => id)).toEqual([]);
  });
});

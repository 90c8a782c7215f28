import { expect, it } from 'vitest';
import { memoryStore } from 'cod-lifecycle/memory';
import { changeOf, owed, stored } from '../../support/changes.ts';
import { minute, start } from '../../support/life.ts';

// What any queue promises is checked by the contract of its store: see test/contract.

it('a memory store hands lanes over in the order in which they began, under tokens from 1', async () => {
  const store = memoryStore();
  for (const order of [stored('b'), stored('a')])
    await store.commit([changeOf(order, { effects: [owed(order, 0), owed(order, 1)] })]);
  const claimed = async (now: string) => {
    const claims = await store.effects.claim({ now, leaseMs: 60_000, limit: 9 });
    return claims.map(({ effectId, token }) => `${effectId} ${token}`);
  };
  expect(await claimed(start)).toEqual(['default/b/1/0 1', 'default/a/1/0 1']);
  expect(await claimed(minute(1))).toEqual(['default/b/1/0 2', 'default/a/1/0 2']);
});

import { describe, expect, it } from 'vitest';
import { memoryStore } from 'cod-lifecycle/memory';
import { changeOf, stored } from '../../support/changes.ts';
import { minute, start } from '../../support/life.ts';

// What any store promises is checked by its contract: see test/contract.

describe('a memory store', () => {
  it('lists orders by the time at which they were placed, then by their ids', async () => {
    const store = memoryStore();
    const times = { b: minute(1), c: minute(0), a: minute(1), d: minute(2) };
    for (const [id, placedAt] of Object.entries(times))
      await store.commit([changeOf(stored(id, { placedAt }))]);
    const { rows } = await store.list({ tenant: 'default', limit: 9 });
    expect(rows.map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
  });

  it('shows an order that is placed between two pages at the end', async () => {
    const store = memoryStore();
    for (const id of ['a', 'b', 'c']) await store.commit([changeOf(stored(id))]);
    const { next } = await store.list({ tenant: 'default', limit: 2 });
    await store.commit([changeOf(stored('0', { placedAt: minute(1) }))]);
    const { rows } = await store.list({ tenant: 'default', limit: 9, after: next ?? '' });
    expect(rows.map(({ id }) => id)).toEqual(['c', '0']);
  });

  it('has a clock and ids of its own, and the clock can be brought along', () => {
    const store = memoryStore({ now: () => start });
    expect(store.clock.now()).toBe(start);
    expect(new Set(Array.from({ length: 100 }, () => store.ids.next())).size).toBe(100);
    expect(memoryStore().clock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

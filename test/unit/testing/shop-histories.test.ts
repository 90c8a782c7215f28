import { describe, expect, it } from 'vitest';
import { OptionsError, cod, isClosed, isOpen, replay, requiredActions } from 'cod-lifecycle';
import type { Change, Order } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { shopHistories } from 'cod-lifecycle/testing';
import { known } from '../../support/shop.ts';

const quarter = { from: '2026-01-05T00:00:00.000Z', to: '2026-03-30T00:00:00.000Z' };
const lives = [...shopHistories({ seed: 7, orders: 2000, merchants: 4, ...quarter })];
const last = (changes: readonly Change[]): Order => known(changes.at(-1)).order as Order;
const share = (count: number): number => count / lives.length;

describe('the histories of shops', () => {
  it('are the same for the same seed, and others for another', () => {
    const again = [...shopHistories({ seed: 7, orders: 2000, merchants: 4, ...quarter })];
    expect(again).toEqual(lives);
    const others = shopHistories({ seed: 8, orders: 3, ...quarter });
    expect([...others].map(last)).not.toEqual(
      [...shopHistories({ seed: 9, orders: 3, ...quarter })].map(last),
    );
  });

  it('are lives that the lifecycle leads: each replays to its order, and nothing is made up', () => {
    const lifecycle = cod();
    for (const changes of lives) {
      const entries = changes.map(({ entry }) => entry);
      expect(replay(lifecycle, entries as never)).toEqual(last(changes));
      const order = last(changes);
      const todo = requiredActions({ order, policy: lifecycle.policy }).length > 0;
      expect(changes.at(-1)?.open).toBe(!isClosed(order) || todo);
      expect(isOpen(lifecycle, order)).toBe(!isClosed(order) || todo);
    }
  });

  it('can be committed as they are, one version after the other', async () => {
    const store = memoryStore();
    for (const changes of lives.slice(0, 200)) {
      for (const change of changes) expect(await store.commit([change])).toEqual(['applied']);
    }
  });

  it('come in the order in which orders are placed, and end where they are told to', () => {
    const placed = lives.map((changes) => last(changes).placedAt);
    expect(placed).toEqual(placed.toSorted());
    expect(placed).toHaveLength(2000);
    expect(known(placed.at(0)) >= quarter.from).toBe(true);
    for (const { entry } of lives.flat()) expect(entry.recordedAt < quarter.to).toBe(true);
    expect(new Set(lives.map((changes) => last(changes).id)).size).toBe(2000);
  });

  it('have the rhythm of a week: more before the weekend, few at night', () => {
    const days = Array.from({ length: 7 }, () => 0);
    const night = lives.filter((changes) => new Date(last(changes).placedAt).getUTCHours() < 6);
    for (const changes of lives) {
      const weekday = new Date(last(changes).placedAt).getUTCDay();
      days[weekday] = known(days[weekday]) + 1;
    }
    const [, monday = 0, , , , , saturday = 0] = days;
    expect(saturday).toBeGreaterThan(monday * 1.15);
    expect(share(night.length)).toBeLessThan(0.1);
  });

  it('are of merchants of very different size, each with people and products of its own', () => {
    const sizes = new Map<string, number>();
    for (const changes of lives) {
      const { tenant } = last(changes);
      sizes.set(tenant, (sizes.get(tenant) ?? 0) + 1);
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = [1, 2, 3, 4].map(
      (number) => sizes.get(`merchant-${number}`) ?? 0,
    );
    expect(first).toBeGreaterThan(second * 1.6);
    expect(second).toBeGreaterThan(third);
    expect(third).toBeGreaterThan(fourth);
  });

  it('end as cash-on-delivery orders do: most are paid, some come back, some are given up', () => {
    const ended = (status: string) =>
      share(lives.filter((changes) => last(changes).status === status).length);
    expect(ended('delivered')).toBeGreaterThan(0.6);
    expect(ended('returned')).toBeGreaterThan(0.08);
    expect(ended('cancelled')).toBeGreaterThan(0.1);
    const open = ['new', 'confirmed', 'shipped', 'out_for_delivery'].map(ended);
    expect(open.reduce((sum, part) => sum + part)).toBeLessThan(0.1);
    expect(lives.flat().length / lives.length).toBeGreaterThan(8);
  });

  it.each([
    ['orders', { orders: -1, ...quarter }],
    ['merchants', { orders: 1, merchants: 0, ...quarter }],
    ['seed', { orders: 1, seed: 1.5, ...quarter }],
    ['from', { orders: 1, ...quarter, from: 'last year' }],
    ['to', { orders: 1, from: quarter.to, to: quarter.from }],
  ])('refuse wrong %s by its name', (field, options) => {
    expect(() => [...shopHistories(options)]).toThrow(OptionsError);
    expect(() => [...shopHistories(options)]).toThrow(new RegExp(`^${field} must`));
  });
});

import * as fc from 'fast-check';
import { orderStatuses } from 'cod-lifecycle';
import { arbitraryDraft, arbitraryEvent, arbitraryLife } from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { readDraft, readEvent } from '../../../src/schemas/door.ts';

describe('arbitrary lives', () => {
  const lives = fc.sample(arbitraryLife(), { numRuns: 1000, seed: 1 });

  it('reach every status often, and end in every one', () => {
    for (const status of orderStatuses) {
      const visits = lives.filter(({ orders }) => orders.some((order) => order.status === status));
      const ends = lives.filter(({ order }) => order.status === status);
      expect(visits.length, `${status} visited`).toBeGreaterThan(50);
      expect(ends.length, `${status} at the end`).toBeGreaterThan(5);
    }
  });

  it('see every kind of event applied, and every kind of refusal', () => {
    const applied = new Set(lives.flatMap(({ entries }) => entries.map(({ event }) => event.type)));
    const refused = new Set(lives.flatMap(({ refusals }) => refusals.map(({ code }) => code)));
    expect([...applied].toSorted()).toEqual(
      [...(lives[0]?.lifecycle.events ?? ['none'])].toSorted(),
    );
    expect([...refused].toSorted()).toEqual([
      'blocked',
      'duplicate',
      'final',
      'forbidden',
      'stale',
      'wrong_status',
    ]);
  });

  it('give back each version, entry and effect of what was applied', () => {
    for (const { order, orders, entries, steps, refusals, effects } of lives) {
      expect(orders.at(-1)).toBe(order);
      expect(orders.map(({ version }) => version)).toEqual(entries.map(({ version }) => version));
      expect(entries.length + refusals.length).toBe(steps.length);
      const owed = steps.flatMap(({ decision }) => (decision.ok ? decision.effects : []));
      expect(effects).toEqual(owed);
    }
  });
});

describe('arbitrary drafts and events', () => {
  it('come through the door as they are', () => {
    fc.assert(
      fc.property(arbitraryDraft(), (draft) => {
        expect(readDraft(draft)).toMatchObject({ ok: true });
      }),
    );
    fc.assert(
      fc.property(arbitraryEvent(), (event) => {
        expect(readEvent(event, {})).toEqual({ ok: true, value: event });
      }),
      { numRuns: 500 },
    );
  });
});

import * as fc from 'fast-check';
import { replay } from 'cod-lifecycle';
import type { Cod } from 'cod-lifecycle';
import type { Entry } from 'cod-lifecycle/core';
import { arbitraryLife } from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { runs } from './runs.ts';

const lives = arbitraryLife();
const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

describe('the history of an order', () => {
  it('gives the order when it is replayed, and every version on the way', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, entries, orders }) => {
        for (const [index, order] of orders.entries()) {
          expect(replay(lifecycle, entries.slice(0, index + 1))).toStrictEqual(order);
        }
        expect(replay(lifecycle, [])).toBeNull();
      }),
      runs(200),
    );
  });

  it('gives the order also after it was stored as JSON', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, entries, order }) => {
        const stored: readonly Entry<Cod>[] = throughJson(entries);
        expect(throughJson(order)).toStrictEqual(order);
        expect(stored).toStrictEqual(entries);
        expect(replay(lifecycle, stored)).toStrictEqual(order);
        expect(JSON.stringify(replay(lifecycle, stored))).toBe(JSON.stringify(order));
      }),
      runs(300),
    );
  });

  it('is told apart from a history with an entry lost, doubled or out of turn', () => {
    const hurt = fc.tuple(
      lives.filter(({ entries }) => entries.length > 1),
      fc.nat(),
      fc.constantFrom('lost', 'doubled', 'swapped'),
    );
    fc.assert(
      fc.property(hurt, ([{ lifecycle, entries, order }, at, how]) => {
        const index = 1 + (at % (entries.length - 1));
        const [before, entry] = [entries[index - 1], entries[index]];
        if (before === undefined || entry === undefined) throw new TypeError('No such entry');
        const changed = { lost: [], doubled: [entry, entry], swapped: [entry, before] }[how];
        const history = [
          ...entries.slice(0, how === 'swapped' ? index - 1 : index),
          ...changed,
          ...entries.slice(index + 1),
        ];
        let version: number | string = 0;
        try {
          version = replay(lifecycle, history)?.version ?? 0;
        } catch (error) {
          version = String(error);
        }
        // What keeps the status may come in any turn; else it does not follow, or its count betrays it.
        expect(how === 'swapped' || version !== order.version).toBe(true);
        expect(String(version)).toMatch(/^\d+$|does not follow from what came before it$/);
      }),
      runs(200),
    );
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Inventory, StockRequest } from 'cod-lifecycle';
import { runs } from '../../properties/lifecycle/runs.ts';
import { arbitraryDay, live } from './lives.ts';
import type { Manner } from './lives.ts';
import type { Place } from './places.ts';

/** Every call comes twice: one after the other, or at once. */
function twice(inventory: Inventory): Inventory {
  let calls = 0;
  const repeated =
    <Answer>(call: (request: StockRequest) => Promise<Answer>) =>
    async (request: StockRequest): Promise<Answer> => {
      calls += 1;
      const first = call(request);
      if (calls % 2 === 0) await first;
      const answers = await Promise.all([first, call(request)]);
      expect(answers[1]).toEqual(answers[0]);
      return answers[1];
    };
  return {
    reserve: repeated(inventory.reserve),
    release: repeated(inventory.release),
    commit: repeated(inventory.commit),
    restock: repeated(inventory.restock),
    writeOff: repeated(inventory.writeOff),
  };
}

const same = (inventory: Inventory): Inventory => inventory;

const manners: Readonly<Record<string, Manner>> = {
  'after each commit': { handOver: 'after_commit', drains: 0, wrap: same },
  'each of them twice': { handOver: 'after_commit', drains: 0, wrap: twice },
  'now and then, by several at once': { handOver: 'by_drain', drains: 2, wrap: same },
};

/** A shop's stock and its orders agree in the evening, to the unit, whatever the day was like. */
export function wholeLives({ open }: Pick<Place, 'open'>, numRuns: number): void {
  for (const [name, manner] of Object.entries(manners)) {
    it(`IN-5 ends as the orders’ ledgers say, effects handed over ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryDay, async (day) => {
          const shop = await open();
          try {
            await live(shop, manner, day, 'default');
          } finally {
            await shop.close();
          }
        }),
        runs(numRuns),
      );
    });
  }
}

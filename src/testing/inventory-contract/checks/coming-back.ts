import { expectStock, same } from '../expect-stock.js';
import { checksIn } from '../inventory-check.js';
import { home, make, move, reserve } from '../sample-request.js';

export const comingBack = checksIn('coming back', [
  {
    id: 'restocks',
    rules: [],
    title: 'puts on the shelf what came back, for anybody to have',
    run: async (open) => {
      await open.receive('OIL', 3, home);
      await make(
        open.inventory,
        ['commit', 'e1', 'a', move(3, 'available')],
        ['restock', 'e2', 'a', move(2, 'out')],
      );
      await expectStock(open, { available: 2, out: 1 });
      same('for another', await reserve(open.inventory, 'e3', 'b', move(2, 'available')), [2]);
    },
  },
  {
    id: 'writes-off-what-is-out',
    rules: [],
    title: 'gives up what came back broken, or never, and leaves the shelf as it is',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(
        open.inventory,
        ['commit', 'e1', 'a', move(3, 'available')],
        ['writeOff', 'e2', 'a', move(2, 'out')],
      );
      await expectStock(open, { available: 2, out: 1, writtenOff: 2 });
    },
  },
  {
    id: 'writes-off-what-is-on-the-shelf',
    rules: [],
    title: 'takes from the shelf what turned out broken after it was put back',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(
        open.inventory,
        ['commit', 'e1', 'a', move(3, 'available')],
        ['restock', 'e2', 'a', move(2, 'out')],
        ['writeOff', 'e3', 'a', move(1, 'out'), move(1, 'available')],
      );
      await expectStock(open, { available: 3, writtenOff: 2 });
    },
  },
]);

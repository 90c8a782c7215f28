import type { Inventory } from '../../../ports/index.js';
import { expectStock, same } from '../expect-stock.js';
import { checksIn, throughBoth } from '../inventory-check.js';
import type { OpenInventory } from '../inventory-under-test.js';
import { home, make, move, reserve } from '../sample-request.js';
import type { Call } from '../sample-request.js';

/** A day in which every call is made. */
const day: readonly Call[] = [
  ['reserve', 'e1', 'a', move(4, 'available')],
  ['release', 'e2', 'a', move(1, 'reserved')],
  ['commit', 'e3', 'a', move(3, 'reserved')],
  ['restock', 'e4', 'a', move(1, 'out')],
  ['writeOff', 'e5', 'a', move(1, 'out')],
  ['reserve', 'e6', 'b', move(2, 'available')],
];

async function twentyAtOnce(open: OpenInventory, ...through: readonly Inventory[]): Promise<void> {
  const twenty = Array.from(
    { length: 20 },
    (_, n) => through[n % through.length] ?? open.inventory,
  );
  await open.receive('OIL', 3, home);
  const five = move(5, 'available');
  const answers = await Promise.all(twenty.map((one) => reserve(one, 'e1', 'a', five)));
  for (const held of answers) same('how many are held', held, [3]);
  await expectStock(open, { reserved: 3 });
  const commit: Call = ['commit', 'e2', 'a', move(2, 'reserved')];
  await Promise.all(twenty.map((one) => make(one, commit)));
  await expectStock(open, { reserved: 1, out: 2 });
}

export const repeating = checksIn('repeats', [
  {
    id: 'repeat-of-each-call',
    rules: ['IN-1'],
    title: 'moves nothing when a call comes again with its effect id, whichever call it is',
    run: async (open) => {
      await open.receive('OIL', 10, home);
      for (const call of day) {
        await make(open.inventory, call);
        const before = await open.stock('OIL', home);
        await make(open.inventory, call);
        await expectStock(open, before, { when: `after ${call[0]} came twice` });
      }
    },
  },
  {
    id: 'repeat-much-later',
    rules: ['IN-1'],
    title: 'moves nothing when calls come again after all that came since',
    run: async (open) => {
      await open.receive('OIL', 10, home);
      await make(open.inventory, ...day);
      const before = await open.stock('OIL', home);
      await make(open.inventory, ...day, ...day.toReversed());
      await expectStock(open, before);
    },
  },
  {
    id: 'repeat-answers-the-same',
    rules: ['IN-1'],
    title: 'answers a repeat as it did the first time, though there is more by now, or less',
    run: async (open) => {
      const { inventory, receive } = open;
      await receive('OIL', 3, home);
      const five = [move(5, 'available')];
      same('at first', await reserve(inventory, 'e1', 'a', ...five), [3]);
      await receive('OIL', 10, home);
      same('when there is more', await reserve(inventory, 'e1', 'a', ...five), [3]);
      await make(inventory, ['release', 'e2', 'a', move(3, 'reserved')]);
      same('when it was released', await reserve(inventory, 'e1', 'a', ...five), [3]);
      await expectStock(open, { available: 13 });
    },
  },
  ...throughBoth(
    {
      id: 'twenty-of-one-effect',
      rules: ['IN-1'],
      title: 'counts a call once that comes twenty times at once, and gives all the same answer',
    },
    twentyAtOnce,
  ),
]);

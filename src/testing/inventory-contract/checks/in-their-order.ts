import { expectStock } from '../expect-stock.js';
import { checksIn } from '../inventory-check.js';
import { home, make, move } from '../sample-request.js';
import type { Call } from '../sample-request.js';

/** What becomes of two units of an order that is shipped, refused at the door, put back and sent once more. */
const lifeOf = (order: string): readonly Call[] => [
  ['reserve', `${order}/1`, order, move(2, 'available')],
  ['release', `${order}/2`, order, move(2, 'reserved')],
  ['reserve', `${order}/3`, order, move(2, 'available')],
  ['commit', `${order}/4`, order, move(2, 'reserved')],
  ['restock', `${order}/5`, order, move(2, 'out')],
  ['reserve', `${order}/6`, order, move(2, 'available')],
  ['commit', `${order}/7`, order, move(2, 'reserved')],
  ['writeOff', `${order}/8`, order, move(1, 'out')],
];

export const inTheirOrder = checksIn('lives', [
  {
    id: 'lives-side-by-side',
    rules: ['IN-5'],
    title: 'comes out right where orders are served in turns, each in its own order',
    run: async (open) => {
      await open.receive('OIL', 20, home);
      const lives = ['a', 'b', 'c', 'd', 'e'].map(lifeOf);
      for (let turn = 0; turn < 8; turn += 1)
        for (const life of lives) await make(open.inventory, ...life.slice(turn, turn + 1));
      await expectStock(open, { available: 10, out: 5, writtenOff: 5 });
    },
  },
  {
    id: 'lives-at-once',
    rules: ['IN-5'],
    title: 'comes out right where orders are served at once, each in its own order',
    run: async (open) => {
      await open.receive('OIL', 40, home);
      const orders = Array.from({ length: 10 }, (_, n) => `o${n}`);
      await Promise.all(orders.map((order) => make(open.inventory, ...lifeOf(order))));
      await expectStock(open, { available: 20, out: 10, writtenOff: 10 });
    },
  },
]);

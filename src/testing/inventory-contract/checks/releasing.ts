import { expectStock } from '../expect-stock.js';
import { checksIn } from '../inventory-check.js';
import { home, make, move } from '../sample-request.js';

export const releasing = checksIn('releasing', [
  {
    id: 'releases-a-part',
    rules: ['IN-3'],
    title: 'gives back as much of what a line holds as it is told to',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(4, 'available')],
        ['release', 'e2', 'a', move(1, 'reserved')],
      );
      await expectStock(open, { available: 2, reserved: 3 });
    },
  },
  {
    id: 'releases-what-is-held-at-most',
    rules: ['IN-3'],
    title: 'gives back at most what is held, and nothing where nothing is',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(2, 'available')],
        ['reserve', 'e2', 'b', move(2, 'available')],
        ['release', 'e3', 'a', move(5, 'reserved')],
      );
      await expectStock(open, { available: 3, reserved: 2 });
      await make(
        open.inventory,
        ['release', 'e4', 'a', move(1, 'reserved')],
        ['release', 'e5', 'c', move(1, 'reserved')],
        ['release', 'e6', 'c', move(1, 'reserved', { sku: 'CLAY' })],
      );
      await expectStock(open, { available: 3, reserved: 2 });
      await expectStock(open, {}, { sku: 'CLAY' });
    },
  },
  {
    id: 'releases-nothing-of-others',
    rules: ['IN-3'],
    title: 'gives back nothing of what another line holds, of this order or another one',
    run: async (open) => {
      for (const sku of ['OIL', 'SOAP']) await open.receive(sku, 9, home);
      const soap = { lineId: '1', sku: 'SOAP' };
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(3, 'available')],
        ['reserve', 'e2', 'b', move(3, 'available', soap)],
        ['release', 'e3', 'a', move(3, 'reserved', { lineId: '2' })],
        ['release', 'e4', 'b', move(3, 'reserved')],
        ['release', 'e5', 'a', move(3, 'reserved', soap)],
      );
      await expectStock(open, { available: 6, reserved: 3 });
      await expectStock(open, { available: 6, reserved: 3 }, { sku: 'SOAP' });
    },
  },
  {
    id: 'releases-nothing-that-left',
    rules: ['IN-3'],
    title: 'gives back nothing that has left already',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(3, 'available')],
        ['commit', 'e2', 'a', move(2, 'reserved')],
        ['release', 'e3', 'a', move(3, 'reserved')],
      );
      await expectStock(open, { available: 3, out: 2 });
    },
  },
  {
    id: 'released-by-ten',
    rules: ['IN-3'],
    title: 'gives back no more than is held to ten that let it go at once',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(open.inventory, ['reserve', 'e', 'a', move(4, 'available')]);
      await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          make(open.inventory, ['release', `e${n}`, 'a', move(1, 'reserved')]),
        ),
      );
      await expectStock(open, { available: 5 });
    },
  },
]);

import { expectStock } from '../expect-stock.js';
import { checksIn } from '../inventory-check.js';
import { home, make, move } from '../sample-request.js';

export const leaving = checksIn('leaving', [
  {
    id: 'commits-what-is-held',
    rules: ['IN-4'],
    title: 'lets leave what a line holds, and nothing else',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(3, 'available')],
        ['commit', 'e2', 'a', move(3, 'reserved')],
      );
      await expectStock(open, { available: 2, out: 3 });
    },
  },
  {
    id: 'commits-what-was-never-held',
    rules: ['IN-4'],
    title: 'takes from the shelf what is to leave and was not held, whatever the call thinks',
    run: async (open) => {
      await open.receive('OIL', 9, home);
      await make(
        open.inventory,
        ['commit', 'e1', 'a', move(2, 'available')],
        ['commit', 'e2', 'b', move(3, 'reserved')],
        ['reserve', 'e3', 'c', move(1, 'available')],
        ['commit', 'e4', 'c', move(2, 'reserved')],
      );
      await expectStock(open, { available: 2, out: 7 });
    },
  },
  {
    id: 'commits-a-line-in-two-parts',
    rules: ['IN-4'],
    title: 'lets a line leave in one call, what it holds and what it takes from the shelf',
    run: async (open) => {
      await open.receive('OIL', 4, home);
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(1, 'available')],
        ['commit', 'e2', 'a', move(1, 'reserved'), move(2, 'available')],
      );
      await expectStock(open, { available: 1, out: 3 });
    },
  },
  {
    id: 'commits-whatever-there-is',
    rules: ['IN-4'],
    title: 'lets leave what the books have not, and touches nothing that others hold',
    run: async ({ inventory, receive, stock, ...open }) => {
      await receive('OIL', 3, home);
      await make(
        inventory,
        ['reserve', 'e1', 'a', move(2, 'available')],
        ['commit', 'e2', 'b', move(4, 'available')],
        ['commit', 'e3', 'c', move(1, 'reserved', { sku: 'CLAY' })],
      );
      // What becomes of the shelf is the inventory's own affair here.
      const held = async (sku: string, tenant: string) => ({
        ...(await stock(sku, tenant)),
        available: 0,
        missing: 0,
      });
      const seen = { inventory, receive, ...open, stock: held };
      await expectStock(seen, { reserved: 2, out: 4 });
      await expectStock(seen, { out: 1 }, { sku: 'CLAY' });
    },
  },
  {
    id: 'counts-what-is-missing',
    rules: ['IN-4'],
    title: 'counts as missing what left though there was none, and has no shelf below zero',
    needs: ['missing'],
    run: async (open) => {
      await open.receive('OIL', 3, home);
      await make(
        open.inventory,
        ['reserve', 'e1', 'a', move(1, 'available')],
        ['commit', 'e2', 'b', move(5, 'available')],
        ['commit', 'e3', 'c', move(1, 'reserved', { sku: 'CLAY' })],
      );
      await expectStock(open, { reserved: 1, out: 5, missing: 3 });
      await expectStock(open, { out: 1, missing: 1 }, { sku: 'CLAY' });
    },
  },
  {
    id: 'thirty-leave-at-once',
    rules: ['IN-4'],
    title: 'lets thirty orders leave at once',
    run: async (open) => {
      await open.receive('OIL', 40, home);
      await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          make(open.inventory, ['commit', `e${n}`, `o${n}`, move(1, 'available')]),
        ),
      );
      await expectStock(open, { available: 10, out: 30 });
    },
  },
]);

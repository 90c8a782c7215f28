import type { Inventory } from '../../../ports/index.js';
import { expectStock, same } from '../expect-stock.js';
import { checksIn, throughBoth } from '../inventory-check.js';
import type { OpenInventory } from '../inventory-under-test.js';
import { home, make, move, reserve } from '../sample-request.js';

async function fiftyOnTheLast(open: OpenInventory, ...through: readonly Inventory[]) {
  await open.receive('OIL', 1, home);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      reserve(
        through[n % through.length] ?? open.inventory,
        `e${n}`,
        `o${n}`,
        move(1, 'available'),
      ),
    ),
  );
  same('how many hold nothing', answers.flat().filter((units) => units === 0).length, 49);
  same('how many hold it', answers.flat().filter((units) => units === 1).length, 1);
  await expectStock(open, { reserved: 1 });
}

/** Orders that want the same SKUs, each in another order, and more of them than there are. */
async function crosswise(open: OpenInventory, ...through: readonly Inventory[]) {
  const skus = ['OIL', 'SOAP', 'CLAY'];
  for (const sku of skus) await open.receive(sku, 10, home);
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, n) => {
      const turned = [...skus.slice(n % 3), ...skus.slice(0, n % 3)];
      const lines = (n % 2 === 0 ? turned : turned.toReversed()).map((sku, index) =>
        move(1, 'available', { lineId: `${index}`, sku }),
      );
      const inventory = through[n % through.length] ?? open.inventory;
      return reserve(inventory, `e${n}`, `o${n}`, ...lines);
    }),
  );
  same(
    'held in all',
    answers.flat().reduce((sum, units) => sum + units, 0),
    30,
  );
  for (const sku of skus) await expectStock(open, { reserved: 10 }, { sku });
}

export const holding = checksIn('holding', [
  {
    id: 'holds-all',
    rules: ['IN-2'],
    title: 'holds all of each line where there is enough',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      await open.receive('SOAP', 1, home);
      const lines = [move(3, 'available'), move(1, 'available', { lineId: '2', sku: 'SOAP' })];
      same('held', await reserve(open.inventory, 'e1', 'a', ...lines), [3, 1]);
      await expectStock(open, { available: 2, reserved: 3 });
      await expectStock(open, { reserved: 1 }, { sku: 'SOAP' });
    },
  },
  {
    id: 'holds-what-there-is',
    rules: ['IN-2'],
    title: 'holds as much of a line as there is, and says how much, be it nothing',
    run: async (open) => {
      const { inventory, receive } = open;
      await receive('OIL', 3, home);
      const unknown = move(1, 'available', { lineId: '2', sku: 'CLAY' });
      const lines = [move(5, 'available'), unknown];
      same('held', await reserve(inventory, 'e1', 'a', ...lines), [3, 0]);
      same('of an empty shelf', await reserve(inventory, 'e2', 'b', move(1, 'available')), [0]);
      await expectStock(open, { reserved: 3 });
      await expectStock(open, {}, { sku: 'CLAY' });
    },
  },
  {
    id: 'lines-of-one-sku',
    rules: ['IN-2'],
    title: 'lets several lines of one SKU share what there is, in their order',
    run: async (open) => {
      await open.receive('OIL', 5, home);
      const lines = ['1', '2', '3'].map((lineId) => move(2, 'available', { lineId }));
      same('held', await reserve(open.inventory, 'e1', 'a', ...lines), [2, 2, 1]);
      await expectStock(open, { reserved: 5 });
    },
  },
  {
    id: 'holds-on-top',
    rules: ['IN-2', 'IN-3'],
    title: 'holds what a line asks for later on top of what it holds, and lets all of it go',
    run: async (open) => {
      const { inventory } = open;
      await open.receive('OIL', 5, home);
      same('at first', await reserve(inventory, 'e1', 'a', move(2, 'available')), [2]);
      same('later', await reserve(inventory, 'e2', 'a', move(3, 'available')), [3]);
      await make(inventory, ['release', 'e3', 'a', move(5, 'reserved')]);
      await expectStock(open, { available: 5 });
    },
  },
  ...throughBoth(
    {
      id: 'last-unit',
      rules: ['IN-2'],
      title: 'gives the last unit to one of fifty orders that want it at once',
    },
    fiftyOnTheLast,
  ),
  ...throughBoth(
    {
      id: 'crosswise',
      rules: ['IN-2'],
      title: 'serves orders at once that want the same SKUs in another order each',
    },
    crosswise,
  ),
]);

import { chance } from '../../chance.js';
import { same } from '../expect-stock.js';
import { checksIn } from '../inventory-check.js';
import type { OpenInventory } from '../inventory-under-test.js';
import { randomLine } from '../random-line.js';
import type { LineBooks } from '../random-line.js';
import { home, make, move } from '../sample-request.js';

const skus = ['OIL', 'SOAP'];

type Lines = readonly ReturnType<typeof randomLine>[];

/** Eight orders that live by chance, four of each SKU. */
const linesBy = (pick: (below: number) => number): Lines =>
  Array.from({ length: 8 }, (_, n) => randomLine(`o${n}`, skus[n % 2] ?? '', pick));

/** That the stock holds what the orders' books say, and that every unit which came in is somewhere. */
async function expectSum(
  open: OpenInventory,
  lines: Lines,
  sku: string,
  received: number,
  when: string,
): Promise<void> {
  const mine = lines.filter((line) => line.sku === sku);
  const sum = (place: keyof LineBooks): number =>
    mine.reduce((units, { books }) => units + books[place], 0);
  const { available, reserved, out = 0, writtenOff = 0, missing = 0 } = await open.stock(sku, home);
  const places = { available, reserved, out, writtenOff, missing };
  const least = Math.min(...Object.values(places));
  same(`the least of ${JSON.stringify(places)}, ${when}`, Math.min(0, least), 0);
  const total = available + reserved + out + writtenOff - missing;
  const booked = { reserved: sum('held'), out: sum('out'), writtenOff: sum('writtenOff') };
  same(`${sku}, ${when}`, { reserved, out, writtenOff, total }, { ...booked, total: received });
}

export const addingUp = checksIn('sums', [
  {
    id: 'adds-up',
    rules: ['IN-1', 'IN-2', 'IN-3', 'IN-4'],
    title: 'loses no unit and makes none, whatever orders do that come and go by chance',
    needs: ['ledger', 'missing'],
    run: async (open) => {
      const pick = chance(7);
      const lines = linesBy(pick);
      const received = new Map(skus.map((sku) => [sku, 0]));
      for (let turn = 0; turn < 150; turn += 1) {
        const line = lines[pick(lines.length)];
        if (!line) continue;
        const { sku } = line;
        const arrived = pick(5) === 0 ? 1 + pick(6) : 0;
        if (arrived > 0) await open.receive(sku, arrived, home);
        received.set(sku, (received.get(sku) ?? 0) + arrived);
        const done = await line.step(open.inventory);
        await expectSum(open, lines, sku, received.get(sku) ?? 0, `after ${turn}: ${done}`);
      }
    },
  },
  {
    id: 'adds-up-at-once',
    rules: ['IN-1', 'IN-2', 'IN-3', 'IN-4', 'IN-5'],
    title: 'loses no unit and makes none, though the orders come and go at once',
    needs: ['ledger', 'missing'],
    run: async (open) => {
      const lines = linesBy(chance(11));
      for (const sku of skus) await open.receive(sku, 12, home);
      // The calls of one order come one after the other, whatever the others do.
      await Promise.all(
        lines.map(async (line) => {
          for (let turn = 0; turn < 20; turn += 1) await line.step(open.inventory);
        }),
      );
      for (const sku of skus) await expectSum(open, lines, sku, 12, 'at the end');
    },
  },
  {
    id: 'nothing-below-zero',
    rules: [],
    title: 'has nothing below zero, whatever it is told: also what no lifecycle would tell it',
    needs: ['missing'],
    run: async (open) => {
      const pick = chance(13);
      const calls = ['reserve', 'release', 'commit', 'restock', 'writeOff'] as const;
      const accounts = ['available', 'reserved', 'out'] as const;
      for (let turn = 0; turn < 120; turn += 1) {
        if (pick(8) === 0) await open.receive('OIL', 1 + pick(4), home);
        const call = calls[pick(calls.length)] ?? 'reserve';
        const from = accounts[pick(accounts.length)] ?? 'out';
        await make(open.inventory, [call, `e${turn}`, `o${pick(3)}`, move(1 + pick(4), from)]);
        const places = await open.stock('OIL', home);
        const least = Math.min(...Object.values(places as object).map(Number));
        same(`${JSON.stringify(places)} after ${turn}: ${call}`, Math.min(0, least), 0);
      }
    },
  },
]);

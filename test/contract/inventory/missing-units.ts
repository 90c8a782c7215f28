import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Inventory, StockAccount, StockMove } from 'cod-lifecycle';
import { runs } from '../../properties/lifecycle/runs.ts';
import { inMemory } from './places.ts';
import type { Place, Shop } from './places.ts';

type Happening =
  | readonly ['receive', units: number]
  | readonly [keyof Inventory, units: number, from: StockAccount];

const tenant = 'default';
const sku = 'OIL';

const moveOf = (quantity: number, from: StockAccount, lineId = '1'): StockMove => ({
  lineId,
  sku,
  quantity,
  from,
});

async function happen(shop: Shop, ...happenings: readonly Happening[]): Promise<void> {
  for (const [index, [what, units, from]] of happenings.entries()) {
    if (what === 'receive') await shop.receive(sku, units, tenant);
    else {
      const lines = [moveOf(units, from)];
      await shop.inventory[what]({ effectId: `e${index}`, order: { tenant, id: 'o1' }, lines });
    }
  }
}

/** In few words: `available/reserved/out/written off`, and what is missing. */
async function standing({ stock }: Shop): Promise<string> {
  const { available, reserved, out, writtenOff, missing } = await stock(sku, tenant);
  return `${available}/${reserved}/${out}/${writtenOff}, ${missing} missing`;
}

const cases: readonly (readonly [string, readonly Happening[], string])[] = [
  ['goods that leave though there are none', [['commit', 3, 'available']], '0/0/3/0, 3 missing'],
  [
    'a write-off of goods that the shelf has not',
    [
      ['receive', 1],
      ['writeOff', 3, 'available'],
    ],
    '0/0/0/3, 2 missing',
  ],
  [
    'an arrival, which makes up for what is missing first',
    [
      ['commit', 3, 'available'],
      ['receive', 5],
    ],
    '2/0/3/0, 0 missing',
  ],
  [
    'an arrival of less than is missing',
    [
      ['commit', 3, 'available'],
      ['receive', 2],
    ],
    '0/0/3/0, 1 missing',
  ],
  [
    'goods that come back, which make up for what is missing first',
    [
      ['receive', 1],
      ['commit', 3, 'available'],
      ['restock', 3, 'out'],
    ],
    '1/0/0/0, 0 missing',
  ],
  [
    'goods that are released, which make up for what is missing first',
    [
      ['receive', 2],
      ['reserve', 2, 'available'],
      ['commit', 1, 'available'],
      ['release', 2, 'reserved'],
    ],
    '1/0/1/0, 0 missing',
  ],
  [
    'goods that come back though the books never saw them leave',
    [
      ['receive', 2],
      ['restock', 3, 'out'],
    ],
    '5/0/0/0, 3 missing',
  ],
  [
    'a write-off of goods that the books never saw leave',
    [
      ['receive', 2],
      ['commit', 1, 'available'],
      ['writeOff', 3, 'out'],
    ],
    '1/0/0/3, 2 missing',
  ],
];

const arbitraryHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.tuple(fc.constant('receive' as const), fc.integer({ min: 1, max: 5 })),
  fc.tuple(
    fc.constantFrom('reserve', 'release', 'commit', 'restock', 'writeOff'),
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom('available', 'reserved', 'out'),
  ),
);

/** What becomes of units that the books have not, in every place alike. */
export function missingUnits({ open }: Pick<Place, 'open'>, numRuns: number): void {
  it.each(cases)('counts %s', async (_, happenings, expected) => {
    const shop = await open();
    await happen(shop, ...happenings);
    expect(await standing(shop)).toBe(expected);
    await shop.close();
  });

  it('counts as memory does, and so that every unit is somewhere, whatever it is told', async () => {
    const happenings = fc.array(arbitraryHappening, { maxLength: 25, size: 'max' });
    await fc.assert(
      fc.asyncProperty(happenings, async (list) => {
        const [shop, model] = [await open(), await inMemory.open()];
        await happen(shop, ...list);
        await happen(model, ...list);
        const seen = await shop.stock(sku, tenant);
        expect(seen).toEqual(await model.stock(sku, tenant));
        const { available, reserved, out, writtenOff, missing } = seen;
        const received = list.reduce(
          (sum, [what, units]) => sum + (what === 'receive' ? units : 0),
          0,
        );
        expect(available + reserved + out + writtenOff - missing).toBe(received);
        expect(Math.min(...Object.values(seen))).toBeGreaterThanOrEqual(0);
        await shop.close();
      }),
      runs(numRuns),
    );
  });
}

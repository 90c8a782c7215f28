import type { StockRequest } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { inMemory } from '../places.ts';
import { asking, broken, inTurns, oncePerEffect } from './broken-inventory.ts';
import type { BrokenInventory } from './broken-inventory.ts';

const allOrNothing = broken(
  'that holds all of a line or nothing',
  ['holds-what-there-is', 'lines-of-one-sku', 'repeat-answers-the-same', 'twenty-of-one-effect'],
  (memory) => ({
    reserve: inTurns(async (request) => {
      const lines: { lineId: string; held: number }[] = [];
      for (const [index, line] of request.lines.entries()) {
        const enough = memory.stock(line.sku).available >= line.quantity;
        const effectId = `${request.effectId} ${index}`;
        if (enough) await memory.reserve({ ...request, effectId, lines: [line] });
        lines.push({ lineId: line.lineId, held: enough ? line.quantity : 0 });
      }
      return { lines };
    }),
  }),
);

const saysAll = broken(
  'that says it holds all, whatever it holds',
  [
    'adds-up',
    'adds-up-at-once',
    'crosswise',
    'holds-what-there-is',
    'last-unit',
    'lines-of-one-sku',
    'repeat-answers-the-same',
    'twenty-of-one-effect',
  ],
  (memory) => ({
    async reserve(request) {
      await memory.reserve(request);
      return { lines: [] };
    },
  }),
);

const inSum = broken(
  'that says how much it holds of all lines together',
  ['crosswise', 'holds-all', 'holds-what-there-is', 'lines-of-one-sku'],
  (memory) => ({
    async reserve(request) {
      const { lines } = await memory.reserve(request);
      const held = lines.reduce((sum, line) => sum + line.held, 0);
      return { lines: lines.map(({ lineId }) => ({ lineId, held })) };
    },
  }),
);

const looksFirst = broken(
  'that looks what is free, and takes it in a second step',
  ['adds-up-at-once', 'crosswise', 'last-unit'],
  (memory) => ({
    reserve: oncePerEffect(async (request) => {
      const lines: { lineId: string; held: number }[] = [];
      for (const [index, line] of request.lines.entries()) {
        const held = Math.min(line.quantity, memory.stock(line.sku).available);
        await Promise.resolve();
        // What was taken by somebody else meanwhile is taken again.
        const short = held - memory.stock(line.sku).available;
        if (short > 0) memory.receive(line.sku, short);
        const effectId = `${request.effectId} ${index}`;
        await memory.reserve({ ...request, effectId, lines: [{ ...line, quantity: held }] });
        lines.push({ lineId: line.lineId, held });
      }
      return { lines };
    }),
  }),
);

const holdsAnew = broken(
  'that forgets what a line held when it holds more',
  ['adds-up', 'adds-up-at-once', 'holds-on-top'],
  (memory) => {
    const rounds = new Map<string, number>();
    /** Each hold of a line is another line to the one behind it; only the last is known. */
    const inRound = (request: StockRequest, next: boolean): StockRequest => ({
      ...request,
      lines: request.lines.map((line) => {
        const name = JSON.stringify([request.order.id, line.lineId, line.sku]);
        const round = (rounds.get(name) ?? 0) + (next ? 1 : 0);
        rounds.set(name, round);
        return { ...line, lineId: `${line.lineId} ${round}` };
      }),
    });
    return {
      ...asking(memory, (request) => inRound(request, false)),
      reserve: oncePerEffect(async (request) => {
        const { lines } = await memory.reserve(inRound(request, true));
        return {
          lines: lines.map(({ lineId, held }) => ({ lineId: lineId.replace(/ \d+$/, ''), held })),
        };
      }),
    };
  },
);

const shelfEach: BrokenInventory = {
  caughtBy: [
    'crosswise-through-two-connections',
    'last-unit-through-two-connections',
    'twenty-of-one-effect-through-two-connections',
  ],
  underTest: {
    name: 'that has a shelf for each connection',
    lacks: { tenants: 'it is the stock of one shop' },
    open: async () => ({
      ...(await inMemory.open()),
      another: async () => memoryInventory({ OIL: 1, SOAP: 10, CLAY: 10 }),
    }),
  },
};

export const brokenHolds = [allOrNothing, saysAll, inSum, looksFirst, holdsAnew, shelfEach];

import { StoreError } from 'cod-lifecycle';
import { broken, inTurns } from './broken-inventory.ts';

const refuses = broken(
  'that lets nothing leave which the shelf has not',
  [
    'adds-up',
    'adds-up-at-once',
    'commits-whatever-there-is',
    'counts-what-is-missing',
    'nothing-below-zero',
  ],
  (memory) => ({
    commit: inTurns(async (request) => {
      for (const { sku, quantity, from } of request.lines)
        if (from === 'available' && memory.stock(sku).available < quantity)
          throw new StoreError('not_applied', 'too_few');
      return memory.commit(request);
    }),
  }),
);

const belowZero = broken(
  'whose shelf goes below zero',
  ['adds-up', 'adds-up-at-once', 'counts-what-is-missing', 'nothing-below-zero'],
  () => ({}),
  ({ stock }) => ({
    async stock(sku, tenant) {
      const { available, missing = 0, ...rest } = await stock(sku, tenant);
      return { ...rest, available: available - missing, missing: 0 };
    },
  }),
);

const holdsForEver = broken(
  'that takes what leaves from the shelf alone',
  [
    'adds-up',
    'adds-up-at-once',
    'commits-a-line-in-two-parts',
    'commits-what-is-held',
    'commits-what-was-never-held',
    'lives-at-once',
    'lives-side-by-side',
    'odd-skus',
    'twenty-of-one-effect',
  ],
  (memory) => ({
    commit: async (request) =>
      memory.commit({
        ...request,
        lines: request.lines.map((line) => ({ ...line, from: 'available' as const })),
      }),
  }),
);

const onlyWhatIsHeld = broken(
  'that lets leave what is held alone',
  [
    'adds-up',
    'adds-up-at-once',
    'commits-a-line-in-two-parts',
    'commits-what-was-never-held',
    'commits-whatever-there-is',
    'counts-what-is-missing',
    'restocks',
    'thirty-leave-at-once',
    'writes-off-what-is-on-the-shelf',
    'writes-off-what-is-out',
  ],
  (memory) => ({
    commit: inTurns(async (request) => {
      for (const [index, line] of request.lines.entries()) {
        const effectId = `${request.effectId} ${index}`;
        const before = memory.stock(line.sku).reserved;
        await memory.release({ ...request, effectId: `${effectId}r`, lines: [line] });
        const quantity = before - memory.stock(line.sku).reserved;
        const from = 'available' as const;
        if (quantity > 0)
          await memory.commit({ ...request, effectId, lines: [{ ...line, quantity, from }] });
      }
    }),
  }),
);

const losesReturns = broken(
  'that loses what came back',
  [
    'adds-up',
    'adds-up-at-once',
    'lives-at-once',
    'lives-side-by-side',
    'restocks',
    'writes-off-what-is-on-the-shelf',
  ],
  (memory) => ({
    restock: async (request) => memory.writeOff(request),
  }),
);

const brokenOnTheShelf = broken(
  'that gives up from outside alone',
  ['adds-up', 'adds-up-at-once', 'writes-off-what-is-on-the-shelf'],
  (memory) => ({
    writeOff: async (request) =>
      memory.writeOff({
        ...request,
        lines: request.lines.map((line) => ({ ...line, from: 'out' as const })),
      }),
  }),
);

const brokenOutside = broken(
  'that gives up from the shelf alone',
  [
    'adds-up',
    'adds-up-at-once',
    'lives-at-once',
    'lives-side-by-side',
    'writes-off-what-is-on-the-shelf',
    'writes-off-what-is-out',
  ],
  (memory) => ({
    writeOff: async (request) =>
      memory.writeOff({
        ...request,
        lines: request.lines.map((line) => ({ ...line, from: 'available' as const })),
      }),
  }),
);

const firstLine = broken(
  'that lets the first line of a call leave, and no other',
  ['adds-up', 'adds-up-at-once', 'commits-a-line-in-two-parts'],
  (memory) => ({
    commit: async (request) => memory.commit({ ...request, lines: request.lines.slice(0, 1) }),
  }),
);

export const brokenMoves = [
  refuses,
  belowZero,
  holdsForEver,
  onlyWhatIsHeld,
  losesReturns,
  brokenOnTheShelf,
  brokenOutside,
  firstLine,
];

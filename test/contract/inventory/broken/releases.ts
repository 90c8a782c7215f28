import type { StockMove, StockRequest } from 'cod-lifecycle';
import { broken, oncePerEffect } from './broken-inventory.ts';

const releasesWhatItIsTold = broken(
  'that gives back as much as it is told to',
  [
    'names-that-look-joined',
    'released-by-ten',
    'releases-nothing-of-others',
    'releases-nothing-that-left',
    'releases-what-is-held-at-most',
  ],
  (memory) => {
    const held = new Map<string, number>();
    const count = ({ order }: StockRequest, { lineId, sku }: StockMove, units: number): number => {
      const name = JSON.stringify([order.id, lineId, sku]);
      const before = held.get(name) ?? 0;
      const moved = Math.max(-before, units);
      held.set(name, before + moved);
      return Math.abs(moved);
    };
    return {
      reserve: oncePerEffect(async (request) => {
        const answer = await memory.reserve(request);
        for (const [index, line] of request.lines.entries())
          count(request, line, answer.lines[index]?.held ?? 0);
        return answer;
      }),
      commit: oncePerEffect(async (request) => {
        await memory.commit(request);
        for (const line of request.lines)
          if (line.from === 'reserved') count(request, line, -line.quantity);
      }),
      release: oncePerEffect(async (request) => {
        await memory.release(request);
        for (const line of request.lines)
          memory.receive(line.sku, line.quantity - count(request, line, -line.quantity));
      }),
    };
  },
);

const releasesAll = broken(
  'that gives back all that a line holds',
  ['adds-up', 'releases-a-part'],
  ({ release }) => ({
    release: async (request) =>
      release({ ...request, lines: request.lines.map((line) => ({ ...line, quantity: 1e6 })) }),
  }),
);

export const brokenReleases = [releasesWhatItIsTold, releasesAll];

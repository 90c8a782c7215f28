import type { StockRequest } from 'cod-lifecycle';
import { asking, broken } from './broken-inventory.ts';

const forgetful = broken(
  'that forgets which effects it has seen',
  [
    'adds-up',
    'adds-up-at-once',
    'odd-effect-ids',
    'repeat-answers-the-same',
    'repeat-much-later',
    'repeat-of-each-call',
    'twenty-of-one-effect',
  ],
  (memory) => {
    let calls = 0;
    return asking(memory, (request) => {
      calls += 1;
      return { ...request, effectId: `${request.effectId} ${calls}` };
    });
  },
);

const shortMemory = broken(
  'that remembers the last effect of each order alone',
  ['adds-up', 'adds-up-at-once', 'odd-effect-ids', 'repeat-answers-the-same', 'repeat-much-later'],
  (memory) => {
    const last = new Map<string, string>();
    const turns = new Map<string, number>();
    return asking(memory, (request) => {
      const { effectId, order } = request;
      if (last.get(order.id) !== effectId) turns.set(effectId, (turns.get(effectId) ?? 0) + 1);
      last.set(order.id, effectId);
      return { ...request, effectId: `${effectId} ${turns.get(effectId)}` };
    });
  },
);

const answersAnew = broken(
  'that answers a repeat by what is there now',
  ['repeat-answers-the-same', 'twenty-of-one-effect'],
  (memory) => {
    const seen = new Set<string>();
    return {
      async reserve(request) {
        const isRepeat = seen.has(request.effectId);
        seen.add(request.effectId);
        const answer = await memory.reserve(request);
        if (!isRepeat) return answer;
        const held = ({ sku, quantity }: StockRequest['lines'][number]): number =>
          Math.min(quantity, memory.stock(sku).available);
        return { lines: request.lines.map((line) => ({ lineId: line.lineId, held: held(line) })) };
      },
    };
  },
);

const cutsIds = broken(
  'that keeps a hundred characters of an effect’s id',
  ['odd-effect-ids'],
  (memory) =>
    asking(memory, (request) => ({ ...request, effectId: request.effectId.slice(0, 100) })),
);

const foldsIds = broken(
  'that does not tell the case of an effect’s id',
  ['odd-effect-ids'],
  (memory) =>
    asking(memory, (request) => ({ ...request, effectId: request.effectId.toLowerCase() })),
);

const looksFirst = broken(
  'that looks for a repeat, and notes it in a second step',
  ['twenty-of-one-effect'],
  (memory) => {
    const answers = new Map<string, unknown>();
    let calls = 0;
    const slowly =
      <Answer>(call: (request: StockRequest) => Promise<Answer>) =>
      async (request: StockRequest): Promise<Answer> => {
        if (answers.has(request.effectId)) return answers.get(request.effectId) as Answer;
        calls += 1;
        const answer = await call({ ...request, effectId: `${request.effectId} ${calls}` });
        answers.set(request.effectId, answer);
        return answer;
      };
    const { reserve, release, commit, restock, writeOff } = memory;
    return {
      reserve: slowly(reserve),
      release: slowly(release),
      commit: slowly(commit),
      restock: slowly(restock),
      writeOff: slowly(writeOff),
    };
  },
);

export const brokenEffects = [forgetful, shortMemory, answersAnew, cutsIds, foldsIds, looksFirst];

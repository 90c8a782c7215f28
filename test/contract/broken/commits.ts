import { StoreError } from 'cod-lifecycle';
import type { Change, HistoryEntry, OrderStore } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { brokenMemory } from './broken-store.ts';

const versionIn = async (store: OrderStore, { order: { tenant, id } }: Change): Promise<number> => {
  const [loaded] = await store.load([{ tenant, id }]);
  return loaded?.order?.version ?? 0;
};

const noCompareAndSet = brokenMemory(
  'that compares no versions',
  [
    'another-version',
    'conflict-writes-nothing',
    'each-on-its-own',
    'fifty-writers',
    'four-bulk-changes',
    'owed-by-what-was-applied',
  ],
  (store) => ({
    async commit(changes) {
      const verdicts = [...(await store.commit(changes))];
      const isFirst = (change: Change): boolean =>
        changes.find(({ order }) => order.id === change.order.id) === change;
      for (const [index, change] of changes.entries()) {
        // What lost is written over whatever is there now.
        while (verdicts[index] === 'conflict' && change.expectedVersion > 0 && isFirst(change)) {
          const expectedVersion = await versionIn(store, change);
          if (expectedVersion === 0) break;
          const [verdict = 'conflict'] = await store.commit([{ ...change, expectedVersion }]);
          verdicts[index] = verdict;
        }
      }
      return verdicts;
    },
  }),
);

const historyOfConflicts = brokenMemory(
  'that writes the history before it compares the versions',
  ['conflict-writes-nothing', 'fifty-writers'],
  (store) => {
    const lost = new Map<string, HistoryEntry[]>();
    return {
      async commit(changes) {
        const verdicts = await store.commit(changes);
        for (const [index, { entry, expectedVersion, order }] of changes.entries()) {
          if (verdicts[index] !== 'conflict' || expectedVersion === 0) continue;
          lost.set(order.id, [...(lost.get(order.id) ?? []), entry]);
        }
        return verdicts;
      },
      async history(query) {
        const { rows, next } = await store.history(query);
        return { rows: next === null ? [...rows, ...(lost.get(query.id) ?? [])] : rows, next };
      },
    };
  },
);

const effectsInASecondStep = brokenMemory(
  'that writes the effects after the commit',
  ['seen-together', 'unkeepable-effect'],
  (store) => {
    const queue = memoryStore();
    return {
      effects: queue.effects,
      async commit(changes) {
        const verdicts = await store.commit(changes.map((change) => ({ ...change, effects: [] })));
        const applied = changes.filter((_, index) => verdicts[index] === 'applied');
        // It is a second trip to the database.
        await new Promise((arrive) => setImmediate(arrive));
        if (applied.length > 0) await queue.commit(applied);
        return verdicts;
      },
    };
  },
);

const allOrNothing = brokenMemory(
  'that lets one conflict stop the whole commit',
  ['each-on-its-own', 'one-order-twice-in-a-commit', 'owed-by-what-was-applied'],
  (store) => ({
    async commit(changes) {
      for (const change of changes) {
        const isStale = (await versionIn(store, change)) !== change.expectedVersion;
        const { tenant, id } = change.order;
        const [known] = await store.load([{ tenant, id, commandId: change.entry.commandId }]);
        if (isStale && !known?.earlier) return changes.map(() => 'conflict');
      }
      return store.commit(changes);
    },
  }),
);

const conflictThrown = brokenMemory(
  'that throws what its database says of a row that is there already',
  [
    'fifty-of-one-id',
    'fifty-of-one-source',
    'one-source-twice-in-a-commit',
    'taken-id',
    'taken-source',
  ],
  (store) => ({
    async commit(changes) {
      const verdicts = await store.commit(changes);
      const refused = changes.some(
        ({ expectedVersion }, index) => expectedVersion === 0 && verdicts[index] === 'conflict',
      );
      if (refused) throw new StoreError('not_applied', '23505');
      return verdicts;
    },
  }),
);

const laterOfOneCommit = brokenMemory(
  'that applies two changes of one order in one commit',
  ['one-order-twice-in-a-commit'],
  (store) => ({
    async commit(changes) {
      const verdicts = [...(await store.commit(changes))];
      for (const [index, change] of changes.entries()) {
        const before = changes.slice(0, index).some(({ order }) => order.id === change.order.id);
        if (before) verdicts.splice(index, 1, ...(await store.commit([change])));
      }
      return verdicts;
    },
  }),
);

export const brokenCommits = [
  noCompareAndSet,
  historyOfConflicts,
  effectsInASecondStep,
  allOrNothing,
  conflictThrown,
  laterOfOneCommit,
];
